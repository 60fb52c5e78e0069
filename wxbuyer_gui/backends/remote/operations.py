"""Writes that were asked for once and are sent once, as long as this program runs.

The vendor's API knows no ids of operations, so they are remembered here. What was sent and never answered stays in
doubt: asking for it again says so instead of sending it again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

from wxbuyer_gui.domain.errors import BackendError, ConflictError, OutcomeUnknownError
from wxbuyer_gui.domain.result import WriteResult

_REMEMBERED = 10_000
"""Operations, oldest forgotten first: more than a counter does in a month."""


@dataclass(slots=True)
class _Operation:
    check: int | None  # of what is to be written, so that nobody's data is kept; None after a refusal
    result: WriteResult | None = None
    in_doubt: bool = False
    is_keyed: bool = False
    lock: Lock = field(default_factory=Lock)


class Operations:
    """The operations of one backend. May be used from any thread."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, _Operation] = OrderedDict()
        self._lock = Lock()

    def once(
        self, operation_id: str, body: Hashable, work: Callable[[], WriteResult], *, is_keyed: bool = False
    ) -> WriteResult:
        """The result of ``work``, now or when this operation was done before; of two at a time, the second waits.

        The id of a refused operation is free again. One in doubt that ``is_keyed`` may be sent again: the server
        knows its id and does it once. Raises ConflictError ``E-OPERATION-REUSED`` where the id belongs to another
        write, and OutcomeUnknownError where it was sent before and nobody knows what became of it.
        """
        operation = self._operation(operation_id, hash(body))
        with operation.lock:
            if operation.in_doubt and not (operation.is_keyed and is_keyed):
                raise OutcomeUnknownError("this was sent before, and no answer proved what became of it")
            if operation.result is None:
                operation.is_keyed = is_keyed
                operation.in_doubt = True  # whatever interrupts this now, it may have been sent
                try:
                    operation.result = work()
                except OutcomeUnknownError:
                    raise
                except BackendError:
                    operation.in_doubt, operation.check = False, None
                    raise
                operation.in_doubt = False
            return operation.result

    def _operation(self, operation_id: str, check: int) -> _Operation:
        with self._lock:
            operation = self._known.setdefault(operation_id, _Operation(check))
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
            if operation.check is None:
                operation.check = check
        if operation.check != check:
            raise ConflictError("this operation id was used for another write", code="E-OPERATION-REUSED")
        return operation
