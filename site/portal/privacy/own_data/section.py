"""One table of a person's own data. Read by people as a sheet, and by machines as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.spreadsheets import Column, Kind


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is its key for machines, `title` its sheet. Rows hold a value for each column."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence]

    def as_json(self) -> list[dict]:
        keys = [_key(column.name) for column in self.columns]
        return [dict(zip(keys, row, strict=True)) for row in self.rows]


def text(name: str, heading: str, width: float = 16) -> Column:
    return Column(name, str(heading), Kind.TEXT, width)


def hours(name: str, heading: str) -> Column:
    return Column(name, str(heading), Kind.DECIMAL)


def of_rows(queryset, columns: Iterable[Column]) -> list[tuple]:
    """The columns' names are fields, or methods without arguments, of the rows."""
    return [tuple(_value(row, column.name) for column in columns) for row in queryset]


def _key(name: str) -> str:
    """The name of a field, where the column shows its words: `get_kind_display` is `kind`."""
    return name.removeprefix("get_").removesuffix("_display")


def _value(row, name: str):
    value = getattr(row, name)
    return value() if callable(value) else value
