"""People's pictures for the window. What fetches them is imported by the worker that wants the first one."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wxbuyer_gui.net.avatars import Avatars, Picture


class Pictures:
    """Pictures from WeChat's servers, kept in ``folder``. All methods block; safe to call from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def get(self, url: str) -> Picture | None:
        """The encoded picture at ``url``; None where it is not to be had."""
        from wxbuyer_gui.net.avatars import AvatarError

        try:
            return self._opened().get(url)
        except AvatarError:
            return None

    def drop(self, url: str) -> None:
        """Delete the picture at ``url`` from this computer; none is fine."""
        self._opened().drop(url)

    def clear(self) -> int:
        """Delete all pictures on this computer; the number of bytes set free."""
        return self._opened().clear()

    def _opened(self) -> Avatars:
        with self._lock:
            return self._avatars

    @cached_property
    def _avatars(self) -> Avatars:
        from wxbuyer_gui.net.avatars import AvatarCache, AvatarFetcher, Avatars

        return Avatars(fetcher=AvatarFetcher(), cache=AvatarCache(self._folder))
