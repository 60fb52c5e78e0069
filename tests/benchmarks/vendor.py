"""The vendor's server as the tests model it, with made-up buyers, in a process of its own.

python -m tests.benchmarks.vendor ROWS
"""

from __future__ import annotations

import sys
from threading import Event

from tests.benchmarks import people
from tests.support.raw_server import running_server
from tests.support.vendor import Vendor


def main(rows: int) -> None:
    """Answer until it is terminated."""
    vendor = Vendor()
    for one in people.buyers(rows):
        vendor.add(
            id=one.id, openId=one.open_id, name=one.name, profile=one.profile, phone=one.phone,
            memberId=one.member_id or 0,
        )  # fmt: skip
    with running_server(vendor) as server:
        print(f"serving at {server.url}: {rows:,} buyers", flush=True)
        Event().wait()


if __name__ == "__main__":
    main(int(sys.argv[1]))
