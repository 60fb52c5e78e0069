"""The place where a page of a search ends, as a text that a client sends back for the next page.

It holds a row's number and no data; a made-up one leads to a page of the same tenant or to an empty one.
"""

from __future__ import annotations

import re

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.store.found import Cursor

_CURSOR = re.compile(r"(\d{1,4})\.([01])\.(\d{1,18})\.(\d{1,18})\.([01])", re.ASCII)


def written(cursor: object | None) -> str | None:
    """The text of a cursor; None on the last page."""
    if not isinstance(cursor, Cursor):
        return None
    return f"{cursor.tier}.{cursor.source}.{cursor.row_id}.{cursor.count}.{cursor.capped:d}"


def read(text: str | None) -> Cursor | None:
    """The cursor of a text. InvalidInputError for a text that ``written`` did not make."""
    if text is None:
        return None
    match = _CURSOR.fullmatch(text)
    if match is None:
        raise InvalidInputError("not a place in a search", code="E-CURSOR", field="after")
    tier, source, row_id, count, capped = map(int, match.groups())
    return Cursor(tier, source, row_id, count, bool(capped))
