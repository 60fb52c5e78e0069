"""A file of buyers into an empty database, against the bare driver doing the same derived rows with nothing around."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from tests.benchmarks import database
from tests.benchmarks.measure import Line, rate_line
from tests.benchmarks.writes import bare_connection
from wxbuyer_gui.services.transfer.importing import Importer
from wxbuyer_gui.services.transfer.importing_apart import run_apart
from wxbuyer_gui.services.transfer.plan import Verdicts, inspect
from wxbuyer_gui.store import derived, grams
from wxbuyer_gui.store.engine import Store, open_store

_ROWS = (
    "CREATE TABLE bare (id INTEGER PRIMARY KEY, tenant_id, open_id, name, profile, phone, member_id, "
    "name_key, py, py2, phone_key)"
)
_FTS = "CREATE VIRTUAL TABLE tokens USING fts5(t, content='', tokenize='ascii', detail=none, columnsize=0)"
_BATCH_BYTES = 64 << 20
_SHARE, _LEAST = 0.6, 20_000


def lines(folder: Path, rows: int) -> Iterator[Line]:
    """A first import, the same file once more, and one in which everybody has another name."""
    first = database.buyer_file(folder, rows)
    changed = database.buyer_file(folder, rows, name_end="x")
    with TemporaryDirectory(dir=folder) as name, open_store(f"sqlite:///{Path(name, 'import.db')}") as store:
        ours = rows / _seconds(store, first)
        limit = rows / _driver_alone(Path(name, "bare.db"), first)
        yield rate_line(f"import of {rows:,} from CSV", ours, limit, share=_SHARE, least=_LEAST)
        yield rate_line("import: the same file again", rows / _seconds(store, first), limit, share=_SHARE, least=_LEAST)
        yield Line("import: every name changed", f"{rows / _seconds(store, changed):,.0f} rows/s")
    with TemporaryDirectory(dir=folder) as name, open_store(f"sqlite:///{Path(name, 'apart.db')}") as store:
        apart = rows / _seconds(store, first, run=run_apart)
        yield rate_line(f"import of {rows:,} by a process of its own", apart, limit, share=_SHARE, least=_LEAST)


def _seconds(store: Store, file: Path, *, run: Callable[..., Verdicts] = Importer.run) -> float:
    start = time.perf_counter()
    importer = Importer(store, 1)
    verdicts = run(importer, inspect(file), skip_bad=False, cancel=Event(), progress=lambda _rows: None)
    assert verdicts.written
    return time.perf_counter() - start


def _driver_alone(path: Path, file: Path) -> float:
    """Read, derive, insert, index; nothing is checked, and nobody is compared with anybody."""
    start = time.perf_counter()
    bare = bare_connection(path)
    bare.execute(_ROWS)
    bare.execute(_FTS)
    bare.execute(f"INSERT INTO tokens(tokens, rank) VALUES ('hashsize', {_BATCH_BYTES})")
    bare.execute("BEGIN IMMEDIATE")
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.reader(opened)
        next(reader)
        derived_rows = (
            (number, 1, open_id, name, profile, phone, int(member) if member else None, *derived.keys(name, phone))
            for number, (open_id, name, profile, phone, member) in enumerate(reader, 1)
        )
        bare.executemany(f"INSERT INTO bare VALUES ({', '.join('?' * 11)})", derived_rows)
    rows = bare.execute("SELECT id, tenant_id, name_key, py, py2, phone_key, open_id FROM bare").fetchall()
    bare.executemany("INSERT INTO tokens(rowid, t) VALUES (?, ?)", ((row[0], grams.row_text(*row[1:])) for row in rows))
    bare.execute("CREATE UNIQUE INDEX open_ids ON bare (tenant_id, open_id)")
    bare.execute("CREATE INDEX bound ON bare (tenant_id, member_id, id) WHERE member_id IS NOT NULL")
    bare.execute("COMMIT")
    bare.close()
    return time.perf_counter() - start
