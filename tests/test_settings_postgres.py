"""A database's address survives the way into a URL and back, and SQLAlchemy reads the same from it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from wxbuyer_gui.settings.postgres import PORT, UNFIT, PostgresAddress, parse_postgres

names = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="".join(UNFIT)), min_size=1, max_size=12
)
hosts = st.sampled_from(["localhost", "db.example.com", "10.0.0.7", "::1", "/var/run/postgresql", ""])
addresses = st.builds(
    PostgresAddress,
    host=hosts,
    port=st.integers(1, 65535),
    database=names,
    user=names,
    tls=st.sampled_from(["prefer", "require", "verify-full"]),
    others=st.sampled_from([(), (("application_name", "一号店 & Co"),)]),
)


@given(addresses)
def test_there_and_back(address: PostgresAddress) -> None:
    assert parse_postgres(address.url) == address


@given(addresses)
def test_sqlalchemy_reads_the_same(address: PostgresAddress) -> None:
    url = make_url(address.url)
    assert url.username == address.user
    assert url.database == address.database
    assert (url.host or url.query.get("host", "")) == address.host
    assert (url.port or PORT) == address.port
    assert url.query.get("sslmode", "prefer") == address.tls


def test_a_password_is_not_taken_over() -> None:
    address = parse_postgres("postgresql+psycopg://li:geheim@db.example.com/shop")
    assert "geheim" not in repr(address)
    assert "geheim" not in address.url


def test_a_mode_that_is_not_offered_is_kept() -> None:
    address = parse_postgres("postgresql+psycopg://li@db.example.com/shop?sslmode=disable")
    assert address.tls == "prefer"
    assert address.url.endswith("?sslmode=disable")


def test_what_is_no_url_is_refused() -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_postgres("postgresql+psycopg://li@[db/shop")
