"""What ``serve`` and ``tokens`` take on the command line. Imports nothing of the extra ``server`` itself."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event
from types import ModuleType
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.server.options import PORT

if TYPE_CHECKING:
    from wxbuyer_gui.server.command import Served

Tell = Callable[[str], None]
Beside = Callable[[], AbstractContextManager[object]]


def add_commands(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add both commands with ``add``, which gets a name and a description.

    Each sets ``serve``: to be called with the module ``server.command``, the ``Served``, the arguments, ``tell``,
    ``beside`` (see ``command.serve``) and ``stop``; it returns the exit code.
    """
    _add_serve(add("serve", "let the counters of a shop share this computer's database"))
    _add_tokens(add("tokens", "make, list or revoke the tokens with which counters are let in"))


def _add_serve(parser: argparse.ArgumentParser) -> None:
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="where to listen; 127.0.0.1 if not given")
    where.add_argument(
        "--lan", action="store_true", help="listen to the shop's network, with a certificate and a pairing code"
    )
    parser.add_argument("--port", metavar="N", type=_port, default=PORT, help=f"{PORT} if not given")
    given = parser.add_mutually_exclusive_group()
    given.add_argument("--token", metavar="T", help="let in who has T, 16 characters at least, as a manager")
    given.add_argument("--token-file", metavar="FILE", type=Path, help="as --token, with FILE's first line")
    parser.add_argument("--tls-cert", metavar="FILE", type=Path, help="a certificate, PEM")
    parser.add_argument("--tls-key", metavar="FILE", type=Path, help="its key, where it is not in the same file")
    parser.add_argument("--behind-proxy", action="store_true", help="a reverse proxy in front speaks TLS")
    parser.add_argument(
        "--allow-host", metavar="NAME", action="append", default=[], help="a name that clients ask for; may be repeated"
    )
    parser.add_argument("--schema", action="store_true", help="publish /openapi.json, to those with a token")
    parser.set_defaults(serve=_serve)


def _add_tokens(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("add", "list", "revoke"))
    parser.add_argument("name", metavar="NAME", nargs="?", help="revoke: the token's name, as list shows it")
    parser.add_argument("--label", metavar="TEXT", default="", help="add: a word for people, such as the counter's")
    scopes = [Role.CLERK.value, Role.MANAGER.value]
    parser.add_argument("--scope", choices=scopes, default=Role.CLERK.value, help="add: may do")
    parser.add_argument("--days", metavar="N", type=_days, help="add: ends by itself after N days")
    parser.add_argument("--lan", action="store_true", help="add: as a pairing code for serve --lan")
    parser.add_argument("--port", metavar="N", type=_port, default=PORT, help="add --lan: where serve listens")
    parser.set_defaults(serve=_tokens, parser=parser)


def _serve(
    run: ModuleType, served: Served, arguments: argparse.Namespace, tell: Tell, beside: Beside, stop: Event
) -> int:
    if arguments.lan:
        listening = run.lan_listening(served, port=arguments.port)
    else:
        listening = run.Listening(
            host=arguments.host,
            port=arguments.port,
            tls_cert=arguments.tls_cert,
            tls_key=arguments.tls_key,
            behind_proxy=arguments.behind_proxy,
        )
    code: int = run.serve(
        served,
        listening,
        tell=tell,
        pairing=arguments.lan,
        token=arguments.token,
        token_file=arguments.token_file,
        hosts=arguments.allow_host,
        publish_schema=arguments.schema,
        beside=beside,
        stop=stop,
    )
    return code


def _tokens(run: ModuleType, served: Served, arguments: argparse.Namespace, tell: Tell, *_: object) -> int:
    if (arguments.action == "revoke") != (arguments.name is not None):
        arguments.parser.error("revoke needs the token's NAME, and nothing else takes one")
    code: int
    if arguments.action == "add":
        lan = run.lan_listening(served, port=arguments.port) if arguments.lan else None
        code = run.add_token(
            served, tell=tell, label=arguments.label, role=Role(arguments.scope), days=arguments.days, lan=lan
        )
    elif arguments.action == "list":
        code = run.list_tokens(served, tell=tell)
    else:
        code = run.revoke_token(served, arguments.name, tell=tell)
    return code


def _port(text: str) -> int:
    return _whole(text, 65535, "not a port")


def _days(text: str) -> int:
    return _whole(text, 36_500, "not a number of days")


def _whole(text: str, most: int, otherwise: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 5 or int(text) > most:
        raise argparse.ArgumentTypeError(f"{otherwise}: {text}")
    return int(text)
