"""A line to a server that takes its time, goes down and comes up: what is on its way when it goes down is lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

T = TypeVar("T")
_SECONDS = 10.0


class Line:
    """Leads from a port of its own to the one of a server. ``latency``: seconds that bytes take, each way.

    Its methods may be called from any thread and return when it is so.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, server_port: int, latency: float) -> None:
        self._loop = loop
        self._server_port = server_port
        self._latency = latency
        self._listener: asyncio.Server | None = None
        self._resets = False
        self._ends: set[asyncio.StreamWriter] = set()
        self.port = 0

    @property
    def url(self) -> str:
        """The address under which the server is reached through the line."""
        return f"http://127.0.0.1:{self.port}"

    def cut(self, *, refuse: bool = True) -> None:
        """Reset every connection. Later ones are refused or, with ``refuse`` False, reset once they stand."""
        self._do(self._cut(refuse))

    def mend(self) -> None:
        """Let everything through again."""
        self._do(self._mend())

    async def _cut(self, refuse: bool) -> None:
        self._resets = True
        if refuse and self._listener is not None:
            self._listener.close()
            await self._listener.wait_closed()
            self._listener = None
        for end in self._ends:
            end.transport.abort()

    async def _mend(self) -> None:
        self._resets = False
        if self._listener is None:
            self._listener = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)
            self.port = self._listener.sockets[0].getsockname()[1]

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._resets:
            writer.transport.abort()
            return
        ends = {writer}
        self._ends.add(writer)
        try:
            with suppress(OSError):
                from_server, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
                ends.add(to_server)
                self._ends.add(to_server)
                ways = [self._pump(reader, to_server), self._pump(from_server, writer)]
                await asyncio.wait([asyncio.ensure_future(way) for way in ways])
        finally:
            self._ends -= ends
            for end in ends:
                end.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while not self._resets and (data := await reader.read(65536)):
                await asyncio.sleep(self._latency)
                writer.write(data)
                await writer.drain()
        writer.close()

    def _do(self, work: Coroutine[None, None, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_SECONDS)


@contextmanager
def running_line(server_port: int, *, latency: float = 0.0) -> Iterator[Line]:
    """A line to the server at ``server_port`` on this computer; it is up."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="line")
    thread.start()
    line = Line(loop, server_port, latency)
    try:
        line.mend()
        yield line
    finally:
        line.cut()
        asyncio.run_coroutine_threadsafe(_ended(), loop).result(_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _ended() -> None:
    """Wait for whatever the line still has in hand."""
    own = asyncio.current_task()
    await asyncio.gather(*(task for task in asyncio.all_tasks() if task is not own), return_exceptions=True)
