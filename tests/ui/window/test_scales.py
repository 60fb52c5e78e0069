"""Nothing is cut at other scales of the screen: every other screen at one of them; ``walk`` looks at all."""

from __future__ import annotations

import pytest

from tests.ui.window.screens import SCREENS
from tests.ui.window.server_screens import SERVER_VISITS
from tests.ui.window.walk import SCALES, walk

_TESTS = [f"test_every_screen[{screen.name}]" for screen in SCREENS]
_TESTS += [f"test_every_screen_at_a_server[{visit[0].name}]" for visit in SERVER_VISITS]
_SCALED = SCALES[1:]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scale", _SCALED)
def test_nothing_is_cut_at_a_scale(scale: str) -> None:
    share = _TESTS[-1 - 2 * _SCALED.index(scale) :: -2 * len(_SCALED)]  # from the last, which is eight screens in one
    walked = walk(scale, names=["test_the_screen_is_scaled", *share])
    assert walked.returncode == 0, walked.stdout + walked.stderr
    assert f"{len(share) + 1} passed" in walked.stdout
