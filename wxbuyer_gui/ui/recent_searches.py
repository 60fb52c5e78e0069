"""What was searched for and led somewhere: the last ten, in memory only, phones masked where they are shown."""

from __future__ import annotations

from wxbuyer_gui.domain.masking import mask_phone
from wxbuyer_gui.domain.phone import is_mobile, phone_key, split_contact

MOST = 10


class RecentSearches:
    """The newest first; the same text stands there once. Nothing of it is ever written to a disk."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    @property
    def texts(self) -> tuple[str, ...]:
        """As they were typed."""
        return tuple(self._texts)

    def remember(self, text: str) -> None:
        """Put ``text`` on top."""
        text = text.strip()
        if text:
            self._texts = [text, *(other for other in self._texts if other != text)][:MOST]

    def forget(self) -> None:
        """Forget all of them."""
        self._texts.clear()


def shown(text: str) -> str:
    """A remembered text as a menu may show it: with a whole phone in it masked."""
    phone, name = split_contact(text)
    return f"{mask_phone(phone)} {name}".rstrip() if is_mobile(phone_key(phone)) else text
