"""The zip that is written while it is sent, read back by the standard library."""

import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from common.stored_zip import Entry, StoredZip

MOMENT = datetime(2026, 5, 3, 12, 34, 56)


def made(*files: tuple[str, bytes]) -> StoredZip:
    return StoredZip([Entry(name, BytesIO(data)) for name, data in files], MOMENT)


def test_zip_when_read_back_then_holds_the_files_as_they_were():
    files = [("教学设计-情绪.pdf", b"x" * 200_001), ("说明.txt", "说明".encode()), ("空.txt", b"")]
    data = b"".join(made(*files))

    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert [(info.filename, archive.read(info)) for info in archive.infolist()] == files
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert archive.infolist()[0].date_time == (2026, 5, 3, 12, 34, 56)


def test_zip_when_its_files_are_known_then_its_length_is_too():
    archive = made(("a.txt", b"abc"), ("长名字.txt", b"x" * 70_000))

    assert len(b"".join(archive)) == archive.length


def test_zip_when_read_from_front_to_back_then_sizes_stand_before_each_file():
    """Unpackers on phones read so; the flag that puts sizes behind is what they refuse."""
    data = b"".join(made(("a.txt", b"abc")))

    assert int.from_bytes(data[6:8], "little") & 0x0008 == 0
    assert int.from_bytes(data[22:26], "little") == 3


def test_zip_when_made_twice_then_is_the_same():
    assert b"".join(made(("a", b"1"))) == b"".join(made(("a", b"1")))


def test_zip_when_closed_then_closes_its_files():
    file = BytesIO(b"abc")
    archive = StoredZip([Entry("a", file)], MOMENT)
    next(iter(archive))
    archive.close()

    assert file.closed


def test_zip_when_a_file_became_shorter_then_breaks_off():
    file = BytesIO(b"x" * 100)
    archive = StoredZip([Entry("a", file)], MOMENT)
    file.truncate(10)

    with pytest.raises(OSError, match="changed"):
        b"".join(archive)
