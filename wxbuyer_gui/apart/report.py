"""What comes out of a process that works for another one."""

from __future__ import annotations

from dataclasses import dataclass

from wxbuyer_gui.domain import errors
from wxbuyer_gui.domain.errors import BackendError
from wxbuyer_gui.logs import places

END_SECONDS = 2.0
"""How long the process gets to end by itself, from when it was told to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How far it is or, in the last one, that it is ``over`` with a ``result``, or what ended it.

    Of an error there are its class, ``kind``, and its code alone: its words may be a server's, or quote a customer.
    ``fault``: where in the code an error arose that nobody expected.
    """

    progress: object = None
    over: bool = False
    result: object = None
    kind: str = ""
    code: str = ""
    fault: str = ""

    @property
    def is_last(self) -> bool:
        """Whether nothing follows."""
        return self.over or bool(self.kind or self.fault)

    @property
    def error(self) -> BackendError | None:
        """What ended it, without its words."""
        return _KINDS[self.kind](code=self.code) if self.kind else None


def failed(error: Exception) -> Report:
    """The last report of what ended with ``error``."""
    if isinstance(error, BackendError):
        return Report(kind=type(error).__name__, code=error.code)
    return Report(fault=places(error))


_KINDS = {
    kind.__name__: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, BackendError)
}
