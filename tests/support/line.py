"""A line to a server that takes its time, goes down and comes up: what is on its way when it goes down is lost."""

from __future__ import annotations

import asyncio
import socket
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
        self._listener: socket.socket | None = None
        self._resets = False
        self._ends: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
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
            self._loop.remove_reader(self._listener)
            self._listener.close()
            self._listener = None
        for end in self._ends:
            end.transport.abort()

    async def _mend(self) -> None:
        self._resets = False
        if self._listener is None:
            listener = self._listener = socket.create_server(("127.0.0.1", self.port), backlog=128)
            listener.setblocking(False)
            self.port = listener.getsockname()[1]
            # Not asyncio's own server: one that is closed leaves behind what it has just accepted.
            self._loop.add_reader(listener, self._accept, listener)

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # it may have hung up already
            stream, _ = listener.accept()
            stream.setblocking(False)
            task = self._loop.create_task(self._pass_on(stream))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pass_on(self, stream: socket.socket) -> None:
        reader, writer = await asyncio.open_connection(sock=stream)
        ends = {writer}
        self._ends |= ends
        try:
            with suppress(OSError):
                if not self._resets:
                    from_server, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
                    ends.add(to_server)
                    self._ends |= ends
                    ways = (self._pump(reader, to_server), self._pump(from_server, writer))
                    await asyncio.gather(*ways)
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
    """Wait for whatever the line still has in hand, also for what comes of a connection that was just accepted."""
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.gather(*others, return_exceptions=True)
