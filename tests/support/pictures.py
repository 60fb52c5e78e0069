"""Encoded pictures for tests, honest and otherwise, made with nothing but zlib."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, *, rows: int | None = None) -> bytes:
    """A red PNG. With fewer ``rows`` than ``height`` its data ends early, though every checksum is right."""
    line = b"\0" + b"\xff\0\0" * width
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(line) for _ in range(height if rows is None else rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
HTML = b"<!doctype html><title>404</title><p>" + b"x" * 200
