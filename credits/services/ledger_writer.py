"""Rows into the ledger's table at the speed of COPY, and sums beside them. For posting.py only."""

from collections.abc import Sequence

from django.db import connection

from credits.chain import FIELDS
from credits.models import Chain, Entry, YearSum

# Chain fields in the order of the table's columns; the hash comes last.
COLUMNS = tuple("hours" if name == "tenths" else name for name in FIELDS) + ("hash",)
TABLE = Entry._meta.db_table
_POSTED_AT = COLUMNS.index("posted_at")
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert_entries(rows: Sequence[tuple]) -> None:
    """Writes rows whose cells stand in the order of COLUMNS.

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


def _copy(rows: Sequence[tuple]) -> None:
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{TABLE}" ({columns}) FROM STDIN') as copy,
    ):
        for start in range(0, len(rows), 2000):
            copy.write("".join([_copy_line(row) for row in rows[start : start + 2000]]))


def _copy_line(row: tuple) -> str:
    cells = ["\\N" if cell is None else str(cell).translate(_ESCAPES) for cell in row]
    return "\t".join(cells) + "\n"


def _execute_many(rows: Sequence[tuple]) -> None:
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    marks = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "{TABLE}" ({columns}) VALUES ({marks})',
            [_with_local_moment(row) for row in rows],
        )


def _with_local_moment(row: tuple) -> tuple:
    # SQLite holds moments as text in UTC without a zone, as Django writes them.
    moment = row[_POSTED_AT].replace("T", " ").removesuffix("+00:00")
    return (*row[:_POSTED_AT], moment, *row[_POSTED_AT + 1 :])


def _upsert(table: str, columns: tuple, types: tuple, rows: list[tuple], on_conflict: str) -> None:
    if not rows:
        return
    names = ", ".join(columns)
    conflict = on_conflict.format(table=table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{kind}[]" for kind in types)
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT * FROM unnest({arrays}) {conflict}",
                [list(column) for column in zip(*rows, strict=True)],
            )
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks}) {conflict}", rows)
