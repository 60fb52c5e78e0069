"""What is typed for one customer after the other, of every class of search, as persons type it and as scanners do."""

from __future__ import annotations

import random

from tests.benchmarks.search import texts_by_class
from wxbuyer_gui.store.engine import Store

BETWEEN_KEYS_SECONDS = 0.1  # a quick clerk, who
LOOKS_SECONDS = 1.0  # then looks at whom it found

_SCANNED = frozenset({"whole openId", "number"})
_PASTED = 0.5  # of whole phones


def customers(store: Store, tenant_id: int) -> list[list[str]]:
    """For each customer what stands in the search box after each key; all classes in one seeded order."""
    chance = random.Random(5)
    typed = [
        [text] if not text or _is_whole(name, chance) else [text[:end] for end in range(1, len(text) + 1)]
        for name, texts in texts_by_class(store, tenant_id).items()
        for text in texts
    ]
    chance.shuffle(typed)
    return typed


def _is_whole(name: str, chance: random.Random) -> bool:
    return name in _SCANNED or (name == "whole phone" and chance.random() < _PASTED)
