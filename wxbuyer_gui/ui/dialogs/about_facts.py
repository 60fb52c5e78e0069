"""What the program is made of: versions, licences, the changelog as plain lines. Reads files; belongs on a worker."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from PySide6.QtCore import qVersion

from wxbuyer_gui.paths import resource

_PROJECT = "wxbuyer-gui"
_REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?P<extras>\[[^]]*\])?")
_EXTRA = re.compile(r"""extra == ["']([^"']+)""")
_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_CODE = re.compile(r"[`*]")


@dataclass(frozen=True, slots=True)
class Part:
    """Something the program is made of. ``licence`` is the licence's name and ``text`` its words, '' if unstated."""

    name: str
    version: str
    licence: str
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of the changelog: a heading, an item of a list, or plain text."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. ``icons`` is the text of the icons' licence."""

    versions: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    icons: str
    changes: tuple[Paragraph, ...]


def read_facts(version: str) -> Facts:
    """Everything that the about window shows."""
    parts = tuple(_parts())
    known = {_key(part.name): part.version for part in parts}
    versions = (
        ("wxbuyer-gui", version),
        ("Python", f"{platform.python_version()} ({platform.machine()})"),
        ("Qt", qVersion()),
        ("PySide6", known.get("pyside6-essentials", "")),
        ("SQLAlchemy", known.get("sqlalchemy", "")),
        ("SQLite (sqlcipher3)", known.get("sqlcipher3", "")),
        ("System", platform.platform(terse=True)),
    )
    return Facts(
        versions=tuple((name, value) for name, value in versions if value),
        parts=parts,
        icons=_text("icons", "LICENSE"),
        changes=tuple(paragraphs(_text("changelog.md"))),
    )


def paragraphs(markdown: str) -> Iterator[Paragraph]:
    """The changelog as plain paragraphs: headings, items and text, without any marks."""
    for line in markdown.splitlines():
        text = _CODE.sub("", line.lstrip("#-* ")).strip()
        if not text or line.startswith("# "):
            continue
        yield Paragraph(
            text, "heading" if line.startswith("#") else "item" if line.startswith(("- ", "* ")) else "text"
        )


def _parts() -> Iterator[Part]:
    """What is installed of all that the project needs, directly or not, by name."""
    found: dict[str, Distribution] = {}
    waiting = [_PROJECT]
    while waiting:
        wanted = _REQUIREMENT.match(waiting.pop())
        if wanted is None or _key(wanted["name"]) in found:
            continue
        try:
            part = distribution(wanted["name"])
        except PackageNotFoundError:  # for another system, or an extra that nobody asked for
            continue
        found[_key(wanted["name"])] = part
        for requirement in part.requires or ():
            extra = _EXTRA.search(requirement)
            if extra is None or wanted["name"] == _PROJECT or extra[1] in (wanted["extras"] or ""):
                waiting.append(requirement)
    found.pop(_PROJECT, None)  # a frozen program may know nothing of itself
    for each in sorted(found.values(), key=lambda each: each.name.casefold()):
        yield Part(each.name, each.version, _licence(each), _licence_text(each))


def _key(name: str) -> str:
    """One spelling for all that mean the same (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def _licence(part: Distribution) -> str:
    """The licence's name from wherever a package says it; some put the whole text where the name belongs."""
    meta = part.metadata
    classifiers = [
        item.rpartition(" :: ")[2] for item in meta.get_all("Classifier") or () if item.startswith("License")
    ]
    stated = "".join((meta.get_all("License-Expression") or meta.get_all("License") or [""])[:1])
    first = stated.strip().splitlines()[0] if stated.strip() else ""
    return first if 0 < len(first) <= 60 else ", ".join(classifiers) or first[:60]


def _licence_text(part: Distribution) -> str:
    """The licence files that came with a package (PEP 639, and how it was done before)."""
    files = [file for file in part.files or () if _LICENCE_FILE.search(file.name) and file.suffix != ".py"]
    texts = [file.read_text(encoding="utf-8") for file in files if ".dist-info" in file.parts[0]]
    return "\n\n".join(text.strip() for text in texts)


def _text(*parts: str) -> str:
    try:
        return resource(*parts).read_text(encoding="utf-8")
    except OSError:
        return ""
