"""The address of a buyer's picture, found in the API's ``profile``.

The vendor's page calls ``profile`` the head picture and shows an address. Shops that fill it from WeChat's own answer
hand over that answer, a JSON object with ``headimgurl`` (official accounts) or ``avatarUrl`` (mini programs).
"""

from __future__ import annotations

import json
import re

_LONGEST = 8192
"""Characters. WeChat's answers are below 2,000; anything longer is not one."""

_JSON_KEYS = ("headimgurl", "avatarurl", "avatar")
_WEB = re.compile(r"(?:https?:)?//[^\s/]", re.IGNORECASE)
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
# The last part of the path is the side of the square in pixels, 0 for 640: far more than a counter shows.
_SIZE = re.compile(r"(?<=/)(?:0|46|64|96)$")
_SIZED_HOST = re.compile(r"(?:https:)//[^/]*\.qlogo\.cn/")


def avatar_url(profile: str) -> str:
    """The https address of the picture that ``profile`` names, '' where it names none.

    WeChat's own pictures are asked for at 132 pixels. Whether the host is to be trusted is not decided here.
    """
    text = profile.strip()
    if not text or len(text) > _LONGEST:
        return ""
    if text.startswith("{"):
        text = _from_json(text)
    if not _WEB.match(text) or not text.isprintable() or " " in text:
        return ""
    url = _SCHEME.sub("https://", text, count=1)
    return _SIZE.sub("132", url) if _SIZED_HOST.match(url) else url


def _from_json(text: str) -> str:
    """The picture in WeChat's answer; keys are compared without case."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    found = {key.casefold(): value for key, value in answer.items() if isinstance(value, str)}
    return next((found[key].strip() for key in _JSON_KEYS if found.get(key)), "")
