"""``serve`` and ``tokens`` from the command line to the first answer."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from pathlib import Path

import httpx
import pytest

from tests.support.our_server import MANAGER, OWN, VENDOR
from wxbuyer_gui.cli import main
from wxbuyer_gui.store.engine import open_store


def run(tmp_path: Path, *words: str) -> int:
    return main([*words, "--connect", f"sqlite:///{tmp_path / 'shop.db'}", "--data-dir", str(tmp_path / "data")])


def test_tokens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "tokens", "add", "--label", "1号台", "--tenant", "7") == 0
    token = capsys.readouterr().out.splitlines()[0]
    assert run(tmp_path, "tokens", "list") == 0
    assert "clerk, tenant 7" in capsys.readouterr().out
    assert run(tmp_path, "tokens", "revoke", token.split("_")[1]) == 0
    assert run(tmp_path, "tokens", "revoke", token.split("_")[1]) == 1
    assert not (tmp_path / "shop.db").exists()


def test_it_does_not_listen_to_strangers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "serve", "--host", "0.0.0.0", "--token", MANAGER) == 1
    assert "E-EXPOSED" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_its_libraries_it_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("wxbuyer_gui.server.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("wxbuyer_gui.server.command", raising=False)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run(tmp_path, "serve") == 1
    assert capsys.readouterr().err == "wxbuyer-gui: a server needs uvicorn: install wxbuyer-gui[server]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one process")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_serve_until_it_is_asked_to_end(tmp_path: Path, asked: signal.Signals) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    words = ["serve", "--port", "0", "--connect", url, "--data-dir", str(tmp_path / "data"), "--token", MANAGER]
    command = [sys.executable, "-W", "error", "-m", "wxbuyer_gui", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        watch = threading.Timer(60, child.kill)
        watch.start()
        try:
            assert child.stdout is not None
            address = child.stdout.readline().removeprefix("serving at ").split(": ")[0]
            headers = {"Authorization": f"Bearer {MANAGER}"}
            with httpx.Client(base_url=address, headers=headers, trust_env=False, timeout=30) as client:
                assert client.post(f"{VENDOR}saveuser", json={"name": "张三"}).json()["status"] == 200
                assert client.post(f"{OWN}search", json={"text": "张"}).json()["count"] == 1
            child.send_signal(asked)
            out, err = child.communicate()
        finally:
            watch.cancel()
    assert (out, err, child.returncode) == ("ended\n", "", 0)
    with open_store(url) as store:
        assert not store.unclean
    log = (tmp_path / "data" / "logs" / "server" / "wxbuyer.log").read_text(encoding="utf-8")
    assert f"given POST {VENDOR}saveuser 200" in log
    assert "张" not in log
