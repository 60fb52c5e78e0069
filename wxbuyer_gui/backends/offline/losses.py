"""What was done and the server does not show any more, as after an older copy of its data was put back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wxbuyer_gui.backends.offline import rules
from wxbuyer_gui.domain.models import Operation, WxBuyingUser


def lost(done: Sequence[Operation], read: Callable[[Sequence[int]], list[WxBuyingUser]]) -> list[Operation]:
    """Of the operations ``done``, oldest first, those that bound a member to a buyer who has none now.

    ``read`` asks the server itself. What was taken off here is not lost; what somebody took off elsewhere is among
    them: only a person can tell. A buyer's own fields cannot be judged: what they were to be is not kept.
    """
    latest: dict[int, Operation] = {}
    for operation in done:
        number = operation.buyer_id or 0
        if number < 0:  # it stored the buyer, too
            number = operation.result_id or 0
        if operation.kind != rules.SAVE and number > 0:
            latest[number] = operation
    bindings = {number: operation for number, operation in latest.items() if operation.kind != rules.UNBIND}
    bound = {buyer.id for buyer in read(sorted(bindings)) if buyer.is_bound} if bindings else set()
    return [operation for number, operation in bindings.items() if number not in bound]
