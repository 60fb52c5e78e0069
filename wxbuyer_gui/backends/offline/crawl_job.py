"""What the window and the process that copies all buyers for it say to each other, through that one's two pipes.

In comes a ``CrawlJob``, pickled, as ``multiprocessing`` does it: only who started the process can write there, and the
server's key, which is in it, is never seen among arguments or in an environment. Then come lines: ``WAIT`` while
somebody asks at the counter, ``GO`` when not; the end of it all is the order to stop, also where the window has died.
Out come lines of JSON: how far it is, and how it ended. They hold numbers and codes, never a word of the server's.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from wxbuyer_gui.domain import errors
from wxbuyer_gui.domain.auth import Auth
from wxbuyer_gui.domain.crawl import CrawlLimits, CrawlProgress
from wxbuyer_gui.domain.errors import BackendError, ProtocolError
from wxbuyer_gui.domain.options import RemoteOptions

WAIT, GO = b"wait\n", b"go\n"

END_SECONDS = 2.0
"""How long the process gets to end by itself, from when it was told to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerWay:
    """How a server is reached, for who has to open it once more."""

    url: str
    timeout: float
    auth: Auth | None = field(repr=False)
    options: RemoteOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlJob:
    """All buyers of the server ``way`` into ``mirror``, but those to whom something in ``desk`` is still to happen.

    ``source`` is the address under which the mirror knows the server, ``mirror`` and ``desk`` are databases' URLs.
    """

    way: ServerWay
    source: str
    mirror: str
    desk: str
    limits: CrawlLimits


@dataclass(frozen=True, slots=True)
class Report:
    """One line that comes out: how far it is and, in the last one, that it is ``over`` or the ``error`` that ended it.

    ``fault``: where in the code an error arose that nobody expected.
    """

    progress: CrawlProgress | None = None
    over: bool = False
    error: BackendError | None = None
    fault: str = ""

    @property
    def is_last(self) -> bool:
        """Whether nothing follows."""
        return self.over or self.error is not None or bool(self.fault)

    def written(self) -> str:
        """The line. Of an error its class and code alone: the words may be a server's, and quote what it was asked."""
        kind, code = (type(self.error).__name__, self.error.code) if self.error is not None else ("", "")
        progress = asdict(self.progress) if self.progress is not None else None
        return json.dumps({"progress": progress, "over": self.over, "kind": kind, "code": code, "fault": self.fault})


def read_report(line: bytes) -> Report:
    """What ``written`` wrote. ProtocolError for anything else."""
    try:
        values = json.loads(line)
        progress, kind = values["progress"], values["kind"]
        return Report(
            CrawlProgress(**progress) if progress is not None else None,
            bool(values["over"]),
            _KINDS[kind](code=values["code"]) if kind else None,
            str(values["fault"]),
        )
    except (ValueError, KeyError, TypeError):
        raise ProtocolError("the process that copies says what it cannot say") from None


_KINDS = {
    kind.__name__: kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, BackendError)
}
