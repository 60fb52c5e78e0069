"""The words of the command line, and what they make the commands do."""

from __future__ import annotations

import argparse
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from threading import Event
from types import ModuleType

import pytest

from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.server import command
from wxbuyer_gui.server.arguments import add_commands
from wxbuyer_gui.server.command import Served


@pytest.fixture
def served(tmp_path: Path) -> Served:
    return Served(url=f"sqlite:///{tmp_path / 'shop.db'}", data=tmp_path / "data")


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="wxbuyer-gui")
    commands = parser.add_subparsers()
    add_commands(lambda name, text: commands.add_parser(name, help=text))
    return parser.parse_args(words)


def run(served: Served, *words: str, module: ModuleType = command) -> tuple[int, list[str]]:
    """The exit code and what was said."""
    arguments = parsed(*words)
    said: list[str] = []
    stop = Event()
    stop.set()  # a server ends as soon as it is up
    return arguments.serve(module, served, arguments, said.append, nullcontext, stop), said


def test_tokens_are_made_listed_and_revoked(served: Served) -> None:
    code, said = run(served, "tokens", "add", "--scope", "manager", "--label", "1号台", "--days", "7")
    grant = served.tokens.find(said[0])
    assert grant is not None
    assert (code, grant.role) == (0, Role.MANAGER)
    assert run(served, "tokens", "list")[1][0].startswith(grant.name)
    assert run(served, "tokens", "revoke", grant.name) == (0, ["revoked"])
    assert run(served, "tokens", "list") == (0, [])
    assert run(served, "tokens", "revoke", grant.name)[0] == 1


def test_a_token_is_a_clerks_if_nobody_says_otherwise(served: Served) -> None:
    run(served, "tokens", "add")
    assert [info.grant.role for info in served.tokens.all()] == [Role.CLERK]


def test_a_server_starts_and_ends(served: Served) -> None:
    code, said = run(served, "serve", "--port", "0", "--token", "0123456789abcdef")
    assert code == 0
    assert said[0].startswith("serving at http://127.0.0.1:")
    assert said[-1] == "ended"


def test_the_shops_network(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "lan_address", lambda: "127.0.0.1")
    code, said = run(served, "serve", "--lan", "--port", "0")
    assert code == 0
    assert said[0].startswith("pairing code for the first counter: ")
    assert "https://127.0.0.1:" in said[2]
    code, said = run(served, "tokens", "add", "--lan")
    assert code == 0
    assert len(said[0]) > 100


@pytest.mark.parametrize(
    "words",
    [
        ("serve", "--port", "65536"),
        ("serve", "--port", "-1"),
        ("serve", "--port", "٧"),
        ("serve", "--token", "x" * 16, "--token-file", "y"),
        ("serve", "--lan", "--host", "0.0.0.0"),
        ("tokens",),
        ("tokens", "steal"),
        ("tokens", "revoke"),
        ("tokens", "list", "name"),
        ("tokens", "add", "--days", "x"),
        ("tokens", "add", "--scope", "owner"),
    ],
)
def test_wrong_words_are_wrong_usage(served: Served, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(served, *words)
    assert caught.value.code == 2


def test_the_words_cost_nothing_of_the_extra() -> None:
    source = "import sys, wxbuyer_gui.server.arguments; sys.exit(not {'fastapi', 'pydantic'}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", source], check=False, timeout=60).returncode == 0
