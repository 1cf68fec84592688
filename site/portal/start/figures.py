"""A figure of the start page."""

from dataclasses import dataclass
from datetime import timedelta

from common.tables import counted as with_commas

OVERDUE = timedelta(minutes=10)  # a mail that has waited longer is stuck


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its name; `tone` as components/stat.html takes it."""

    label: str
    value: str
    unit: str
    url: str
    tone: str = ""
    note: str = ""


def counted(label: str, count: int, unit: str, url: str) -> Figure:
    """A count of what is to do: drawn to the eye unless there is nothing."""
    return Figure(label, with_commas(count), unit, url, tone="alarm" if count else "")
