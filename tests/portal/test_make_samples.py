from io import BytesIO
from zipfile import BadZipFile, ZipFile

import pytest
from django.core.management import call_command

from common.sheets import read_workbook
from credits.imports import hours
from portal.management.commands.make_samples import COMMITTED


def parts_of(content):
    """What is in the file, whatever the level it was packed with."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except BadZipFile:
        return content


def files_below(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_make_samples_again_gives_the_committed_files(tmp_path):
    call_command("make_samples", str(tmp_path), verbosity=0)
    assert files_below(tmp_path) == files_below(COMMITTED)
    for name in files_below(tmp_path):
        if "cut-off" not in name.name:
            made, committed = ((at / name).read_bytes() for at in (tmp_path, COMMITTED))
            assert parts_of(made) == parts_of(committed), name


@pytest.mark.parametrize("rows", [1, 250])
def test_make_samples_large_writes_as_many_rows_as_asked(tmp_path, rows):
    call_command("make_samples", str(tmp_path), large=rows, verbosity=0)
    data = (tmp_path / "large-hours.xlsx").read_bytes()
    reading = read_workbook(data, "large-hours.xlsx", sheet=hours.SHEET, columns=hours.COLUMNS)
    assert [len(table.rows) for table in reading.tables] == [rows]
