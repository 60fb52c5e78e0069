"""交班小结: its numbers are the journal's, counted by hand here."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.journal import Action, JournalEntry, Result
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Right, Role
from wxbuyer_gui.domain.shift import Tally
from wxbuyer_gui.services.device import Device, new_device
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators
from wxbuyer_gui.services.reports import Reports
from wxbuyer_gui.services.seals import Head

PEOPLE = (Operator(1, "小李", Role.CLERK), Operator(2, "周敏"), Operator(3, "小张", Role.CLERK))
FIRST = date(2026, 10, 24)
"""A Saturday; on the next day Berlin's clocks go back."""
WRITES = (
    Action.ADD, Action.SAVE, Action.REGISTER, Action.BIND, Action.REBIND, Action.UNBIND, Action.SAVE_MEMBER,
)  # fmt: skip
EVENTS = (Action.REVEAL, Action.COPY, Action.IMPORT, Action.EXPORT, Action.BACKUP, Action.SIGN_IN)


@pytest.fixture(params=["Asia/Shanghai", "Europe/Berlin"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


class Counter:
    """A counter where anybody does anything at any time."""

    def __init__(self, source: Source, device: Device) -> None:
        self.operators = Operators(others=PEOPLE)
        self.now = 0.0
        self.journal = Journal(source.desk_store, device, operators=self.operators, clock=lambda: self.now)
        self.reports = Reports(self.journal)
        self._number = 0

    def at(self, day: date, hour: float) -> None:
        self.now = datetime(day.year, day.month, day.day).timestamp() + hour * 3600

    def write(self, action: Action, *results: Result, code: str | None = None) -> None:
        self._number += 1
        name = f"{self.journal.device_id} {self._number}"
        ticket = self.journal.begin(action, {"phone": ("", "13800138000")}, operation_id=name, buyer_id=7)
        for result in results:
            self.journal.finish(ticket, result, code=code)

    def act(self, chance: random.Random) -> None:
        self.operators.enter(chance.choice(PEOPLE))
        self.at(FIRST + timedelta(days=chance.randrange(4)), chance.uniform(0, 22.9))
        if chance.random() < 0.4:
            fields = chance.choice((["phone"], ["member.phone"], ["member.id_card"]))
            self.journal.event(chance.choice(EVENTS), buyer_id=7, fields=fields)
            return
        results = chance.choice(
            ([], [Result.DONE], [Result.DONE], [Result.REFUSED], [Result.FAILED], [Result.QUEUED], [Result.UNKNOWN],
             [Result.QUEUED, Result.DONE], [Result.UNKNOWN, Result.FAILED], [Result.QUEUED, Result.CHECKING])
        )  # fmt: skip
        code = "E-REPLACED" if results == [Result.FAILED] and chance.random() < 0.5 else None
        self.write(chance.choice(WRITES), *results, code=code)


@pytest.fixture
def counter(source: Source, device: Device) -> Counter:
    return Counter(source, device)


def by_hand(entries: list[JournalEntry]) -> dict[tuple[date, int | None], Tally]:
    """The summary's lines, from the lines that people read."""
    names = {
        Action.REGISTER: "registered", Action.BIND: "bound", Action.REBIND: "rebound", Action.UNBIND: "unbound",
        Action.ADD: "added", Action.SAVE: "edited", Action.SAVE_MEMBER: "edited",
    }  # fmt: skip
    sums: dict[tuple[date, int | None], Tally] = {}
    for entry in entries:
        if entry.action in (Action.REVEAL, Action.COPY):
            is_id = any(change.field.endswith("id_card") for change in entry.changes)
            tally = Tally(reveals=1, id_reveals=int(is_id))
        elif entry.action not in names or entry.code == "E-REPLACED":
            continue
        elif entry.result is Result.DONE:
            tally = Tally(**{names[entry.action]: 1})
        elif entry.result in (Result.REFUSED, Result.FAILED):
            tally = Tally(failed=1)
        else:
            tally = Tally(pending=1)
        key = (entry.at.astimezone().date(), entry.operator_id)
        sums[key] = sums.get(key, Tally()) + tally
    return sums


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.usefixtures("zone")
def test_the_summary_is_the_journal_counted_by_hand(source: Source, counter: Counter, seed: int) -> None:
    chance = random.Random(seed)
    elsewhere = Counter(source, new_device())
    for _ in range(120):
        chance.choice((counter, counter, elsewhere)).act(chance)
    counter.operators.enter(PEOPLE[1])
    last = FIRST + timedelta(days=3)
    for here in (False, True):
        entries = list(counter.journal.entries(here=here, limit=1000))
        wanted = by_hand(entries)
        summary = counter.reports.summary(FIRST, last, here=here)
        assert {(line.day, line.operator_id): line.tally for line in summary.lines} == wanted
        assert [line.day for line in summary.lines] == sorted(line.day for line in summary.lines)
        total = sum(wanted.values(), Tally())
        assert summary.total == total
        assert sum((tally for _, tally in summary.operators), Tally()) == total
        for day, tally in summary.days:
            one = counter.reports.summary(day, day, here=here)
            assert one.total == tally
            own = [entry for entry in entries if entry.at.astimezone().date() == day]
            assert one.total == sum(by_hand(own).values(), Tally())


@pytest.mark.usefixtures("zone")
def test_a_day_begins_at_midnight_where_the_counter_stands(counter: Counter) -> None:
    day = date(2026, 10, 25)
    start = datetime(2026, 10, 25).timestamp()
    end = datetime(2026, 10, 26).timestamp()  # 25 hours later in Berlin
    for moment in (start - 0.001, start, end - 0.001, end):
        counter.now = moment
        counter.journal.event(Action.REVEAL, buyer_id=7)
    days = counter.reports.summary(day - timedelta(days=1), day + timedelta(days=1)).days
    assert [(each, tally.reveals) for each, tally in days] == [
        (day - timedelta(days=1), 1),
        (day, 2),
        (day + timedelta(days=1), 1),
    ]


def test_a_write_belongs_to_the_day_on_which_it_was_begun(counter: Counter) -> None:
    counter.at(FIRST, 23.9)
    counter.write(Action.BIND, Result.QUEUED)
    assert counter.reports.summary(FIRST, FIRST).total == Tally(pending=1)
    ticket = counter.journal.ticket(f"{counter.journal.device_id} 1")
    counter.at(FIRST + timedelta(days=1), 8)
    counter.journal.finish(ticket, Result.DONE)
    assert counter.reports.summary(FIRST, FIRST).total == Tally(bound=1)
    assert counter.reports.summary(FIRST + timedelta(days=1), FIRST + timedelta(days=1)).lines == ()


def test_a_clerk_sees_the_own_day_alone(counter: Counter) -> None:
    for person in PEOPLE:
        counter.operators.enter(person)
        counter.at(FIRST, 10)
        counter.write(Action.BIND, Result.DONE)
    summary = counter.reports.own_summary(FIRST)
    assert (summary.whose, summary.total, len(summary.lines)) == ("小张", Tally(bound=1), 1)
    with pytest.raises(NotAllowedError) as caught:
        counter.reports.summary(FIRST, FIRST)
    assert caught.value.right is Right.REPORT_ALL
    assert counter.reports.daily_summary(FIRST).total == Tally(bound=3)


def test_other_tenants_are_left_out(source: Source, device: Device, counter: Counter) -> None:
    counter.at(FIRST, 10)
    counter.write(Action.BIND, Result.DONE)
    other = Journal(source.desk_store, device, tenant_id=2)
    assert Reports(other).summary(FIRST, FIRST).lines == ()


def test_the_code_on_a_slip_is_found_until_somebody_cuts_the_end(source: Source, counter: Counter) -> None:
    assert counter.reports.summary(FIRST, FIRST).code == ""
    counter.at(FIRST, 10)
    for _ in range(3):
        counter.write(Action.BIND, Result.DONE)
    code = counter.reports.summary(FIRST, FIRST).code
    counter.write(Action.UNBIND, Result.DONE)
    assert code.startswith("6-")
    assert counter.journal.verify_chain(heads=[Head.of_code(f" {code.lower()} ")]).ok
    with source.desk_store.write() as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE position > 4")
    assert counter.journal.verify_chain(heads=[Head.of_code(code)]).missing == 2
    counter.write(Action.BIND, Result.DONE)
    assert counter.journal.verify_chain(heads=[Head.of_code(code)]).broken_seq is not None


@pytest.mark.parametrize("position", [7, 1234, 10**17])
def test_each_slip_of_the_finger_shows_in_a_code(position: int) -> None:
    code = Head(position, "9f3a77c2").code
    assert Head.of_code(code.lower()) == Head(position, "9f3a77c2")
    assert Head.of_code(code[:-2]) == Head(position, "9f3a77c2")  # as older slips have it
    places = [place for place, letter in enumerate(code) if letter != "-"]
    wrong = [
        code[:place] + letter + code[place + 1 :]
        for place in places
        for letter in "0123456789ABCDEF"
        if letter != code[place]
    ]
    wrong += [code[: place - 1] + code[place] + code[place - 1] + code[place + 1 :] for place in places[1:-1]]
    for mistyped in set(wrong) - {code}:
        with pytest.raises(InvalidInputError):
            Head.of_code(mistyped)


@pytest.mark.parametrize("text", ["", "12", "0-ABCD-EF01", "12-ABCD", "12-ABCD-EFGH", "x-ABCD-EF01", "12-ABCD-EF01-O"])
def test_other_texts_are_no_code(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Head.of_code(text)
    assert caught.value.code == "E-HEAD-CODE"
