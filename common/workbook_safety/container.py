"""What a file is by its first bytes, and whether its archive may be unpacked."""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePath

from common.refusals import FileRefusedError
from common.workbook_safety.limits import LIMITS, MB, Limits

ZIP_MAGIC = b"PK\x03\x04"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_SUFFIXES = {".xlsm", ".xltm", ".xlam"}
CHUNK = MB
# Below this size no ratio is a danger, and a tiny style sheet may well exceed it.
RATIO_FROM = MB

_END_OF_ZIP = b"PK\x05\x06"
_END_LENGTH = 22
_LOCAL_HEADER = struct.Struct("<26xHH")
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|\x00|(?:^|/)\.\.(?:/|$)")


def file_kind(data: bytes, filename: str, limits: Limits = LIMITS) -> str:
    """ "xlsx" or "csv", as both name and content say; anything else is refused."""
    if not data:
        raise FileRefusedError.unsafe("empty")
    if len(data) > limits.file_bytes:
        raise FileRefusedError.unsafe("too_large", limit=limits.file_bytes // MB)
    suffix = PurePath(filename).suffix.lower()
    if suffix in MACRO_SUFFIXES:
        raise FileRefusedError.unsafe("macro")
    if data.startswith(OLE_MAGIC):
        raise FileRefusedError.unsafe(_kind_of_ole(data) if suffix != ".csv" else "not_text")
    if suffix == ".xls":
        raise FileRefusedError.unsafe("old_xls")
    if suffix == ".csv":
        if data.startswith(ZIP_MAGIC):
            raise FileRefusedError.unsafe("not_text")
        return "csv"
    if suffix != ".xlsx":
        raise FileRefusedError.unsafe("other_format")
    if not data.startswith(ZIP_MAGIC):
        raise FileRefusedError.unsafe("not_a_workbook")
    return "xlsx"


def _kind_of_ole(data: bytes) -> str:
    """An OLE file is an old .xls, or a new workbook wrapped by its password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "encrypted"
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "old_xls"
    return "not_a_workbook"


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive with every entry's name and declared size judged; nothing is unpacked yet."""
    # Trailing bytes or a comment could hold a second directory that another reader would follow.
    if data[-_END_LENGTH : -_END_LENGTH + 4] != _END_OF_ZIP:
        raise FileRefusedError.unsafe("not_a_workbook")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        raise FileRefusedError.unsafe("not_a_workbook") from None
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > limits.entries:
        raise FileRefusedError.unsafe("zip_bomb")
    if len(set(names)) < len(names) or any(map(_UNSAFE_NAME.search, names)):
        raise FileRefusedError.unsafe("unusual")
    for entry in entries:
        _judge_entry(entry, limits)
    if sum(entry.file_size for entry in entries) > limits.unpacked_bytes:
        raise FileRefusedError.unsafe("zip_bomb")
    return archive


def _judge_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if entry.flag_bits & 0x1:
        raise FileRefusedError.unsafe("encrypted")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise FileRefusedError.unsafe("unusual")
    if entry.file_size > max(RATIO_FROM, entry.compress_size * limits.ratio):
        raise FileRefusedError.unsafe("zip_bomb")


def unpacked(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry's bytes in chunks, as long as they keep to the declared size.

    Not ZipFile.open: that stops silently at the declared size, while the parser goes on.
    """
    packed = _packed_bytes(data, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        if len(packed) != entry.file_size:
            raise FileRefusedError.unsafe("zip_bomb")
        yield from (bytes(packed[at : at + CHUNK]) for at in range(0, len(packed), CHUNK))
        return
    inflater, left, feed = zlib.decompressobj(-zlib.MAX_WBITS), entry.file_size, packed
    while not inflater.eof:
        try:
            chunk = inflater.decompress(feed, CHUNK)
        except zlib.error:
            raise FileRefusedError.unsafe("not_a_workbook") from None
        left -= len(chunk)
        if left < 0:
            raise FileRefusedError.unsafe("zip_bomb")
        feed = inflater.unconsumed_tail
        if not chunk and not feed and not inflater.eof:
            raise FileRefusedError.unsafe("not_a_workbook")
        yield chunk


def _packed_bytes(data: bytes, entry: zipfile.ZipInfo) -> memoryview:
    header = data[entry.header_offset : entry.header_offset + 30]
    if len(header) < 30 or not header.startswith(ZIP_MAGIC):
        raise FileRefusedError.unsafe("not_a_workbook")
    start = entry.header_offset + 30 + sum(_LOCAL_HEADER.unpack(header))
    packed = memoryview(data)[start : start + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise FileRefusedError.unsafe("not_a_workbook")
    return packed
