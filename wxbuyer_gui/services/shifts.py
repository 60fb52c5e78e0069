"""What the journal counts turned into the shift summary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from wxbuyer_gui.domain.journal import Action, Result
from wxbuyer_gui.domain.shift import ShiftLine, Tally
from wxbuyer_gui.store.journal import EVENT
from wxbuyer_gui.store.journal_counts import Counted

REPLACED = "E-REPLACED"

_DONE = {
    Action.REGISTER: "registered",
    Action.BIND: "bound",
    Action.REBIND: "rebound",
    Action.UNBIND: "unbound",
    Action.ADD: "added",
    Action.SAVE: "edited",
    Action.SAVE_MEMBER: "edited",
}
_REVEALS = frozenset({Action.REVEAL, Action.COPY})
_FAILED = frozenset({Result.REFUSED, Result.FAILED})


def lines_of(counted: Iterable[Counted], first: date, *, name_of: Callable[[int | None], str]) -> tuple[ShiftLine, ...]:
    """Lines by day, then by name. Those whose acts are none that a summary tells of are left out."""
    sums: dict[tuple[date, str, int | None], Tally] = defaultdict(Tally)
    for one in counted:
        tally = _tally(one)
        if not tally.is_empty:
            day = first + timedelta(days=one.day)
            sums[day, name_of(one.operator_id), one.operator_id] += tally
    ordered = sorted(sums.items(), key=lambda item: (item[0][0], item[0][1], item[0][2] or 0))
    return tuple(ShiftLine(day, number, name, tally) for (day, name, number), tally in ordered)


def _tally(one: Counted) -> Tally:
    if one.kind == EVENT:
        if one.action not in _REVEALS:
            return Tally()
        return Tally(reveals=one.number, id_reveals=one.number if one.is_id else 0)
    name = _DONE.get(Action(one.action))
    if name is None or one.code == REPLACED:  # put right before it was sent: the entry after it counts
        return Tally()
    if one.result == Result.DONE:
        return Tally(**{name: one.number})
    return Tally(failed=one.number) if one.result in _FAILED else Tally(pending=one.number)
