"""Whose row of an attendance list is it? By number, else by a name that leaves no doubt.

Nothing is guessed: a row that could be somebody's is handed back with whom it could be of, for a
person to choose.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from common.cells import name_key
from training.classes.attendance_files import AttendanceRow

# Han, the dot of minority names, and characters that only private fonts have.
_RUN = re.compile(r"[〇·\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\U00020000-\U0003ffff]+")
_NUMBER = re.compile(r"[0-9A-Za-z]{6,}")
# 「实验小学张三」 ends with a name, 「王李明」 need not end with that of 李明.
_PLACE_ENDINGS = ("", *"校学中小园区县市省院局部处室组班级")
_TITLES = re.compile(r"(?:老师|教师|校长|副校长|主任|副主任|书记|园长|教研员)?")


@dataclass(frozen=True, slots=True)
class Person:
    """A participant. `key` is whatever the caller knows them by."""

    key: Hashable
    number: str
    name: str
    school_name: str


class Matches(NamedTuple):
    """Every row once. Those in `ambiguous` come with the people they could be of, at least one."""

    matched: list[tuple[AttendanceRow, Person]]
    unmatched: list[AttendanceRow]
    ambiguous: list[tuple[AttendanceRow, tuple[Person, ...]]]


def match_names(rows: Sequence[AttendanceRow], people: Sequence[Person]) -> Matches:
    """People are matched by their number, unless the row bears another name; then by name.

    A name counts if it stands by itself (江岸区实验小学-张三, 张三（武昌）), before a title or after
    the name of a place. Of several people of one name, one whose school is named in full is meant.
    """
    by_number = {person.number: person for person in people if person.number}
    names = [(name_key(person.name), person) for person in people]
    matches = Matches([], [], [])
    for row in rows:
        certain, possible = _candidates(row, names, by_number)
        if len(certain) == 1:
            matches.matched.append((row, certain[0]))
        elif possible:
            matches.ambiguous.append((row, possible))
        else:
            matches.unmatched.append(row)
    return matches


def _candidates(
    row: AttendanceRow, names: Sequence[tuple[str, Person]], by_number: dict[str, Person]
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Those whom the row names without doubt, and all whom it could mean."""
    text = name_key(row.name)
    named = tuple(person for name, person in names if name in text)
    numbered = tuple(
        by_number[number]
        for number in dict.fromkeys([row.teacher_no, *_NUMBER.findall(row.name)])
        if number in by_number
    )
    if numbered:
        agree = tuple(person for person in numbered if person in named)
        return agree[:1] if len(numbered) == 1 else (), tuple(dict.fromkeys(numbered + named))
    certain = tuple(person for person in named if _stands_out(name_key(person.name), row.name))
    if len(certain) > 1:
        certain = _of_the_school(certain, row) or certain
    return certain, named


def _stands_out(name: str, text: str) -> bool:
    if name == name_key(text):
        return True
    for run in _RUN.findall(text):
        before, found, after = run.partition(name)
        if found and before[-1:] in _PLACE_ENDINGS and _TITLES.fullmatch(after):
            return True
    return False


def _of_the_school(people: tuple[Person, ...], row: AttendanceRow) -> tuple[Person, ...]:
    parts = set(_RUN.findall(f"{row.name} {row.organisation}"))
    return tuple(person for person in people if person.school_name in parts)
