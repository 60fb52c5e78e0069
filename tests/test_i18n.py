"""Every text for people is translated, whole, and written so that it can be."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wxbuyer_gui"
CATALOGUES = ROOT / "resources" / "i18n"
LANGUAGES = {"zh_CN": 1, "en": 2}
"""Plural forms of each language."""

SPOKEN = {"tr": 0, "translate": 1, "QT_TR_NOOP": 0, "QT_TRANSLATE_NOOP": 1}
"""Calls that carry a text for people → where among their arguments."""

CHINESE_DATA = {
    "demo.py",
    "domain/birthday.py",
    "domain/masking.py",
    "domain/phone.py",
    "domain/pinyin.py",
    "domain/result.py",  # the vendor's own words for its status codes
    "domain/surnames.py",
    "domain/text.py",
    "domain/vendor_text.py",  # what stands in vendors' mails
    "services/batch/reading.py",  # headings of shops' files
    "services/transfer/columns.py",
    "services/transfer/exporting.py",
    "services/transfer/watermark.py",
    "services/transfer/rows.py",
    "store/places.py",
    "ui/i18n.py",  # a language's own name is the same in every language
    "ui/actions.py",
}
"""Modules whose business is Chinese text; everywhere else it would be a text that cannot be translated."""

SETTERS = re.compile(r"set(Text|ToolTip|WindowTitle|Accessible\w+|PlaceholderText|StatusTip|Title)$")
HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Message:
    """One entry of a catalogue; ``forms`` are its translations, one per plural form."""

    context: str
    source: str
    forms: tuple[str, ...]
    finished: bool


def messages(language: str) -> list[Message]:
    found = []
    for context in ET.parse(CATALOGUES / f"wxbuyer_{language}.ts").getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            source, finished = message.findtext("source"), translation.get("type") != "unfinished"
            found.append(Message(context.findtext("name"), source, tuple(forms), finished))
    return found


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    paths = sorted(PACKAGE.rglob("*.py"))
    return tuple((path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_bytes())) for path in paths)


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def is_taken_from_a_table(node: ast.expr) -> bool:
    """``name``, ``row.text``, ``_TABLE[key]``, ``_TABLE.get(key)``, or one of these or another."""
    if isinstance(node, ast.BoolOp):
        return all(map(is_taken_from_a_table, node.values))
    if isinstance(node, ast.IfExp):
        return is_taken_from_a_table(node.body) and is_taken_from_a_table(node.orelse)
    if isinstance(node, ast.Call):
        function = node.func
        return isinstance(function, ast.Attribute) and function.attr == "get" and isinstance(function.value, ast.Name)
    return isinstance(node, ast.Name | ast.Subscript | ast.Attribute)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_finished(language: str) -> None:
    found = messages(language)
    assert found
    assert [m.source for m in found if not m.finished or not all(m.forms)] == []
    plurals = [m for m in found if re.search("%L?n", m.source)]
    assert {len(m.forms) for m in plurals} == {LANGUAGES[language]}


def test_chinese_is_chinese() -> None:
    """Where the source says an English word, the translation says something in Chinese."""

    def says_a_word(text: str) -> bool:
        return re.search("[a-z]{3}", re.sub(r"\{.*?\}|openId|English|Excel", "", text)) is not None

    assert [m.source for m in messages("zh_CN") if says_a_word(m.source) and not HAN.search(m.forms[0])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_the_same_on_both_sides(language: str) -> None:
    def blanks(text: str) -> Counter[str]:
        return Counter(re.findall(r"\{\w*(?:[:!][^}]*)?\}|%n|%\d", text))

    # A singular may say "one" in place of its number; nothing else may be lost.
    wrong = [
        (m.source, form)
        for m in messages(language)
        for form in m.forms
        if blanks(form) != blanks(m.source) and not (language == "en" and form == m.forms[0])
    ]
    assert wrong == []


def test_mnemonics_survive_translation() -> None:
    def mnemonics(text: str) -> int:
        return len(re.findall(r"&[^& ]", text.replace("&&", "")))

    assert [m.source for m in messages("zh_CN") if mnemonics(m.source) != mnemonics(m.forms[0])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_that_of_its_source(language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.qm"
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    source = CATALOGUES / f"wxbuyer_{language}.ts"
    subprocess.run([lrelease, "-silent", source, "-qm", compiled], check=True)
    assert compiled.read_bytes() == source.with_suffix(".qm").read_bytes(), "run .ci/translate"


def test_texts_for_people_are_literals() -> None:
    """An f-string is extracted as it stands and never found again; a table of texts is marked where it is written."""
    wrong = []
    for name, tree in modules():
        marked = any(called == "QT_TRANSLATE_NOOP" for called, _node in calls(tree))
        for called, node in calls(tree):
            place = SPOKEN.get(called)
            if place is None or len(node.args) <= place or is_text(node.args[place]):
                continue
            if called == "translate" and not isinstance(node.args[0], ast.Name) and not is_text(node.args[0]):
                continue  # a rectangle's, not a translator's
            if not marked or not is_taken_from_a_table(node.args[place]):
                wrong.append(f"{name}:{node.lineno} {ast.unparse(node)}")
    assert wrong == []


def test_every_text_is_in_the_catalogue() -> None:
    """lupdate passes over what it cannot read: a number that is no plain name, a call within an f-string."""
    known = {(message.context, message.source) for message in messages("zh_CN")}
    sources = {source for _context, source in known}
    wrong = []
    for name, tree in modules():
        for called, node in calls(tree):
            place = SPOKEN.get(called)
            if place is None or len(node.args) <= place or not is_text(node.args[place]):
                continue
            text, context = node.args[place].value, node.args[0] if place else None
            is_known = (context.value, text) in known if context is not None and is_text(context) else text in sources
            if not is_known:
                wrong.append(f"{name}:{node.lineno} {text}")
    assert wrong == []


def test_plurals_name_their_class_and_their_number() -> None:
    """``self.tr("%n …")`` is looked up under the class of the object, and misses where that is a subclass."""
    wrong = [
        f"{name}:{node.lineno}"
        for name, tree in modules()
        for called, node in calls(tree)
        if called in ("tr", "translate")
        and any(is_text(text) and re.search("%L?n", text.value) for text in node.args)
        and (called == "tr" or len(node.args) != 4)
    ]
    assert wrong == []


def test_chinese_stands_in_catalogues_not_in_code() -> None:
    """Comments and docstrings may name a thing in the shop's language."""
    wrong = []
    for name, tree in modules():
        said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = (node for node in ast.walk(tree) if is_text(node) and HAN.search(node.value) and node not in said)
        if name not in CHINESE_DATA:
            wrong += [f"{name}:{node.lineno} {node.value}" for node in texts]
    assert wrong == []


def test_the_list_of_chinese_modules_holds_no_others() -> None:
    speaking = {name for name, tree in modules() if any(is_text(n) and HAN.search(n.value) for n in ast.walk(tree))}
    assert speaking >= CHINESE_DATA


def test_widgets_are_given_no_untranslated_words() -> None:
    wrong = [
        f"{name}:{node.lineno} {ast.unparse(node)}"
        for name, tree in modules()
        for called, node in calls(tree)
        if name.startswith("ui/") and SETTERS.match(called) and node.args
        if is_text(node.args[0]) and re.search("[A-Za-z]{2}", node.args[0].value)
    ]
    assert wrong == []
