"""Two counters and our server over a line that goes down every second: afterwards all ledgers say the same.

``python -m tests.faults.flapping --seconds 120 --seed 1`` tells what was done and which promises were broken.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from tests.faults.flapping_counter import Desk
from tests.faults.flapping_ledgers import differences, done_by, outbox_of
from tests.support.line import Line, running_line
from tests.support.serve_process import serve_process
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.store.engine import open_store

_OWN, _SHARED, _MEMBERS = 8, 6, 4
_RESTART_AFTER = 25
_DRAIN_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Report:
    """``broken``: promises. ``asked``: how often which request was answered how. ``drained``: seconds until rest."""

    broken: list[str]
    asked: Counter[str]
    drained: float


def run(folder: Path, *, seconds: float, seed: int) -> Report:
    """Work for so long, then let the line be, wait for rest, and compare."""
    rng = random.Random(seed)
    url = f"sqlite:///{folder / 'shop.db'}"
    with open_backend(url) as shop:
        members = _fill(shop)
    with open_store(url) as store:
        before = done_by(store)
    with ExitStack() as stack:
        server = stack.enter_context(serve_process(url, folder / "server"))
        line = stack.enter_context(running_line(server.port))
        desks = [_desk(number, line, folder, members, rng) for number in (0, 1)]
        for desk in desks:
            stack.callback(lambda desk=desk: desk.session.close())
        with _flapping(line, rng):
            _work(desks, seconds)
        began = time.monotonic()
        broken = [sentence for desk in desks for sentence in _brought_to_rest(desk)]
        drained = time.monotonic() - began
        shop, store = stack.enter_context(open_backend(url)), stack.enter_context(open_store(url))
        broken += differences(shop, store, desks, before=before)
        asked: Counter[str] = sum((desk.codes for desk in desks), Counter())
        asked["done"] = sum(line.state == "done" for desk in desks for line in outbox_of(desk))
        return Report(broken, asked, drained)


def _fill(shop: Backend) -> list[int]:
    """Buyers, some of them bound; and members to bind others to."""
    for number in range(1, 2 * _OWN + _SHARED + 1):
        shop.save_user(WxBuyingUser(name=f"客人{number}", open_id=f"o{number}"))
        if number % 3 == 0:
            shop.create_member(MemberForm(number, f"客人{number}", f"1880000{number:04}"))
    members = []
    for _ in range(_MEMBERS):
        result = shop.register(WxBuyingUser(name="老会员"), MemberForm(name="老会员"))
        buyer = shop.get(result.id or 0)
        assert buyer is not None
        assert buyer.member_id is not None
        members.append(buyer.member_id)
    return members


def _desk(number: int, line: Line, folder: Path, members: list[int], rng: random.Random) -> Desk:
    own = range(1 + number * _OWN, 1 + (number + 1) * _OWN)
    shared = range(1 + 2 * _OWN, 1 + 2 * _OWN + _SHARED)
    place = folder / f"counter-{number}"
    place.mkdir()
    return Desk(number, line.url, place, own=own, shared=shared, members=members, rng=random.Random(rng.random()))


@contextmanager
def _flapping(line: Line, rng: random.Random) -> Iterator[None]:
    over = Event()

    def flap() -> None:
        while True:
            up = rng.uniform(0.3, 0.8)
            if over.wait(up):
                return
            line.cut(refuse=rng.random() < 0.5)
            over.wait(1.0 - up)
            line.mend()

    thread = Thread(target=flap, name="flapping")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _work(desks: list[Desk], seconds: float) -> None:
    over = Event()
    threads = [Thread(target=desk.work, args=(over, _RESTART_AFTER), name=f"counter {desk.number}") for desk in desks]
    for thread in threads:
        thread.start()
    threads[0].join(seconds)
    over.set()
    for thread in threads:
        thread.join()


def _brought_to_rest(desk: Desk) -> Iterator[str]:
    left = desk.settle(_DRAIN_SECONDS)
    for operation in left:
        request = desk.request(operation.operation_id)
        if request.buyer_id not in desk.shared:
            yield f"counter {desk.number}: {request} needs a person: {operation.state} {operation.review}"
    desk.give_up(left)
    desk.settle(_DRAIN_SECONDS)


def main() -> int:
    """Run once; exit code 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        report = run(Path(folder), seconds=arguments.seconds, seed=arguments.seed)
    for answer, count in sorted(report.asked.items()):
        print(f"{count:5} {answer}")
    for sentence in report.broken:
        print(sentence)
    print(f"at rest after {report.drained:.0f} s, {len(report.broken)} promises broken")
    return 1 if report.broken else 0


if __name__ == "__main__":
    raise SystemExit(main())
