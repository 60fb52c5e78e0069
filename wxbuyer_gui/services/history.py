"""Journal rows turned into the lines that people read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wxbuyer_gui.domain.journal import Action, Change, JournalEntry, Result
from wxbuyer_gui.services.changes import member_number
from wxbuyer_gui.store.journal import EVENT, JournalRow
from wxbuyer_gui.store.journal_queries import Context
from wxbuyer_gui.store.moments import from_milliseconds

REASON = "reason"

_BINDING = frozenset({Action.REGISTER, Action.BIND, Action.REBIND, Action.UNBIND})
_FIELDS = frozenset({Action.SAVE, Action.ALIAS})
_UNDOABLE = frozenset({*_FIELDS, Action.BIND, Action.REBIND, Action.UNBIND})
RIVALS = _BINDING | _UNDOABLE | {Action.FORGET}
"""What makes an earlier write impossible to undo: a write to the same thing, and that the buyer was forgotten."""


def tell(row: JournalRow, context: Context, *, name_of: Callable[[int | None], str]) -> JournalEntry:
    """The line about an intent, with its outcome, or about an event; ``name_of`` knows the operators."""
    outcome = context.outcomes.get(row.seq)
    end = outcome or row
    changes = tuple(_changes(row, outcome, context))
    members = (end.member_after, end.member_before, row.member_after, row.member_before)
    return JournalEntry(
        seq=row.seq,
        at=from_milliseconds(row.at),
        action=Action(row.action),
        result=_result(row, outcome),
        operator=name_of(row.operator_id),
        operator_id=row.operator_id,
        buyer_id=row.buyer_id if row.buyer_id is not None else end.buyer_id,
        member_id=next((number for number in members if number is not None), None),
        changes=changes,
        verified=end.verified,
        undoable=_was_done(row, outcome) and not _is_superseded(row, context.later) and all(map(_is_kept, changes)),
        count=row.row_count,
        code=end.code or "",
        reason=context.values.get(row.seq, {}).get(REASON, (None, None))[1] or "",
        operation_id=row.operation_id or "",
        approved_by="" if row.approved_by is None else name_of(row.approved_by),
    )


def _result(row: JournalRow, outcome: JournalRow | None) -> Result:
    if row.kind == EVENT:
        return Result.DONE
    return Result(outcome.result) if outcome is not None and outcome.result else Result.OPEN


def _changes(row: JournalRow, outcome: JournalRow | None, context: Context) -> Iterable[Change]:
    """What was found changed after the write or, where nobody looked, what was wanted."""
    if outcome is not None and outcome.action in _BINDING and outcome.member_before != outcome.member_after:
        yield Change("member_id", member_number(outcome.member_before), member_number(outcome.member_after))
    told = outcome if outcome is not None and outcome.fields else row
    kept = context.values.get(told.seq, {})
    for name, sealed_before, sealed_after in told.fields:
        if name == REASON:
            continue
        before, after = kept.get(name, (None, None))
        yield Change(name, before if sealed_before else "", after if sealed_after else "")


def _was_done(row: JournalRow, outcome: JournalRow | None) -> bool:
    if row.action not in _UNDOABLE or row.buyer_id is None or outcome is None:
        return False
    if row.action in _BINDING and outcome.member_before == outcome.member_after:
        return False  # bound to this member before: nothing was changed that could be taken back
    return outcome.result in (Result.DONE, Result.HALF)


def _is_superseded(row: JournalRow, later: Iterable[JournalRow]) -> bool:
    names = {field[0] for field in row.fields}
    for other in later:
        if other.buyer_id != row.buyer_id or other.seq <= row.seq:
            continue
        if other.action == Action.FORGET:
            return True
        if row.action in _BINDING and other.action in _BINDING:
            return True
        if row.action == other.action and row.action in _FIELDS and names & {field[0] for field in other.fields}:
            return True
    return False


def _is_kept(change: Change) -> bool:
    """Whether undo knows the value; a member's own fields stay as they are."""
    return change.field.startswith("member.") or None not in (change.before, change.after)
