"""A zip of files as they are, written while it is sent: no copy of it ever lies on the disk.

The standard library can write to a stream only with the sizes after each file, which several
unpackers on phones refuse for files that are not compressed. Here each file is read once before,
so sizes and sums stand where all unpackers look, and the length of the whole is known in advance.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

CHUNK = 64 * 1024
UTF8_NAME = 0x0800
VERSION = 20
MADE_ON_UNIX = 3 << 8 | VERSION
PLAIN_FILE = 0o100644 << 16
LARGEST = 0xFFFFFFFF
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
FIRST_YEAR = 1980  # what the format can tell


@dataclass(frozen=True, slots=True)
class Entry:
    """`file` stands open for reading in bytes; it is closed with the archive."""

    name: str
    file: BinaryIO


@dataclass(frozen=True, slots=True)
class _Measured:
    entry: Entry
    name: bytes
    size: int
    crc: int
    offset: int


class StoredZip:
    """Iterates over the bytes of the archive. `length` is how many there are; close() it at the end."""

    def __init__(self, entries: Sequence[Entry], moment: datetime):
        self._entries = list(entries)
        self._day, self._time = _dos_moment(moment)
        self._measured: list[_Measured] = []
        offset = 0
        for entry in self._entries:
            size, crc = _measure(entry.file)
            name = entry.name.encode()
            self._measured.append(_Measured(entry, name, size, crc, offset))
            offset += LOCAL.size + len(name) + size
        self._directory_at = offset
        self._directory = b"".join(self._central(each) for each in self._measured)
        self.length = offset + len(self._directory) + END.size
        if self.length > LARGEST:
            self.close()
            raise ValueError("a zip of this kind holds 4 GB at most")

    def __iter__(self) -> Iterator[bytes]:
        for each in self._measured:
            yield self._local(each)
            yield from _exactly(each.entry.file, each.size)
        yield self._directory
        count = len(self._measured)
        yield END.pack(b"PK\5\6", 0, 0, count, count, len(self._directory), self._directory_at, 0)

    def close(self) -> None:
        for entry in self._entries:
            entry.file.close()

    def _local(self, each: _Measured) -> bytes:
        fixed = (VERSION, UTF8_NAME, 0, self._time, self._day, each.crc, each.size, each.size)
        return LOCAL.pack(b"PK\3\4", *fixed, len(each.name), 0) + each.name

    def _central(self, each: _Measured) -> bytes:
        fixed = (MADE_ON_UNIX, VERSION, UTF8_NAME, 0, self._time, self._day)
        sizes = (each.crc, each.size, each.size, len(each.name), 0, 0, 0, 0)
        return CENTRAL.pack(b"PK\1\2", *fixed, *sizes, PLAIN_FILE, each.offset) + each.name


def _measure(file: BinaryIO) -> tuple[int, int]:
    size = crc = 0
    file.seek(0)
    while chunk := file.read(CHUNK):
        size += len(chunk)
        crc = zlib.crc32(chunk, crc)
    return size, crc


def _exactly(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The first `size` bytes. A file that became shorter breaks the transfer off, and is seen to."""
    file.seek(0)
    while size:
        chunk = file.read(min(CHUNK, size))
        if not chunk:
            raise OSError("a file changed while it was sent")
        size -= len(chunk)
        yield chunk


def _dos_moment(moment: datetime) -> tuple[int, int]:
    """Day and time of day in the two numbers of the format, which knows no zones and no odd seconds."""
    years = max(moment.year - FIRST_YEAR, 0)
    day = years << 9 | moment.month << 5 | moment.day
    return day, moment.hour << 11 | moment.minute << 5 | moment.second // 2
