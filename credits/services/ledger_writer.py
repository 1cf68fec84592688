"""Rows into the ledger's table at the speed of COPY, and sums beside them. For posting.py only."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import connection

from credits.chain import FIELDS
from credits.models import Chain, Entry, YearSum

# Chain fields in the order of the table's columns; the hash comes last.
COLUMNS = tuple("hours" if name == "tenths" else name for name in FIELDS) + ("hash",)
TABLE = Entry._meta.db_table
FREE_TEXT = ("title", "organiser", "certificate_no", "reason", "posted_by_name")
_FREE_TEXT = tuple(COLUMNS.index(name) for name in FREE_TEXT)
_NAMES = ", ".join(f'"{name}"' for name in COLUMNS)
# In CSV a bare None is NULL and a quoted "None" is a text.
_CSV_LINE = ",".join('"%s"' if name in FREE_TEXT else "%s" for name in COLUMNS) + "\n"
# SQLite holds moments as text in UTC without a zone, as Django writes them.
_SQLITE_MARKS = ", ".join(
    "replace(substr(%s, 1, 26), 'T', ' ')" if name == "posted_at" else "%s" for name in COLUMNS
)


def insert_entries(rows: Iterable[tuple]) -> None:
    """Writes rows whose cells stand in the order of COLUMNS, while they are being made.

    Cells: int, str or None; ids 32 hex digits, days ISO, moments ISO in UTC.
    """
    if connection.vendor == "postgresql":
        _copy(rows)
    else:
        _execute_many(rows)


def add_to_year_sums(changes: dict[tuple[int, int, str], tuple[int, int]]) -> None:
    """Adds (tenths, entries) to the sum of each (teacher_id, year, category)."""
    rows = [(*key, *change) for key, change in sorted(changes.items())]
    _upsert(
        YearSum._meta.db_table,
        ("teacher_id", "year", "category", "hours", "entries"),
        ("bigint", "smallint", "text", "integer", "integer"),
        rows,
        "ON CONFLICT (year, teacher_id, category) DO UPDATE SET "
        "hours = {table}.hours + excluded.hours, entries = {table}.entries + excluded.entries",
    )


def move_chain_heads(heads: dict[int, tuple[int, str]]) -> None:
    """Sets (length, head) of each teacher's chain."""
    rows = [(teacher_id, *end) for teacher_id, end in sorted(heads.items())]
    _upsert(
        Chain._meta.db_table,
        ("teacher_id", "length", "head"),
        ("bigint", "integer", "text"),
        rows,
        "ON CONFLICT (teacher_id) DO UPDATE SET length = excluded.length, head = excluded.head",
    )


def _copy(rows: Iterable[tuple]) -> None:
    statement = f"COPY {TABLE} ({_NAMES}) FROM STDIN WITH (FORMAT csv, NULL 'None')"
    # The driver's own errors would pass Django by: a double posting must be an IntegrityError.
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        # In parts: the server stores one while the next is being made.
        for part in _in_parts(rows, 1000):
            copy.write("".join([_CSV_LINE % _quoted(row) for row in part]))


def _in_parts(rows: Iterable[tuple], size: int) -> Iterator[list[tuple]]:
    """The rows in lists of `size`."""
    rows = iter(rows)
    while part := list(islice(rows, size)):
        yield part


def _quoted(row: tuple) -> tuple:
    """The row with the quotes in its free text doubled; mostly there are none."""
    if not any('"' in row[place] for place in _FREE_TEXT):
        return row
    cells = list(row)
    for place in _FREE_TEXT:
        cells[place] = cells[place].replace('"', '""')
    return tuple(cells)


def _execute_many(rows: Iterable[tuple]) -> None:
    with connection.cursor() as cursor:
        sql = f"INSERT INTO {TABLE} ({_NAMES}) VALUES ({_SQLITE_MARKS})"  # noqa: S608  # our own names
        cursor.executemany(sql, rows)


def _upsert(table: str, columns: tuple, types: tuple, rows: list[tuple], on_conflict: str) -> None:
    if not rows:
        return
    names = ", ".join(columns)
    conflict = on_conflict.format(table=table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{kind}[]" for kind in types)
            sql = f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {conflict}"  # noqa: S608  # our own names
            cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])
        else:
            marks = ", ".join(["%s"] * len(columns))
            sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) {conflict}"  # noqa: S608  # our own names
            cursor.executemany(sql, rows)
