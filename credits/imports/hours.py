"""The register of hours: a row is known by (teacher, title, from, to) (I4) and becomes an entry.

20,000 rows must be planned in a fraction of a second: columns are parsed once per distinct cell,
and what is left per row is one short loop.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from django.db import connection

from common.cells import name_key, parse_code, parse_date, parse_hours, parse_name, parse_text
from common.clock import today
from common.hours import from_tenths, to_tenths
from common.sheets import Column, WorkbookReading
from credits.enums import Category, Level, Mode, Source
from credits.models import Policy
from credits.services.posting import Chains, Movement, lock_chains
from people.enums import Vocabulary
from people.imports.parsing import ParsedTable, Reader, parse_table
from people.imports.results import ADDED, UNCHANGED, Plan, RowNote
from people.imports.vocabulary import Vocabularies
from people.models import School
from people.rules import year_of

SHEET = "学时登记"
NUMBER, NAME, SCHOOL, TITLE, ORGANISER = "教师编号", "姓名", "学校标识码", "培训项目", "主办单位"
LEVEL, CATEGORY, MODE = "培训级别", "培训内容", "培训形式"
STARTS, ENDS, HOURS, CERTIFICATE = "开始日期", "结束日期", "学时", "证书编号"
COLUMNS = [
    Column(NUMBER),
    Column(NAME),
    Column(SCHOOL),
    Column(TITLE),
    Column(ORGANISER, required=False),
    Column(LEVEL),
    Column(CATEGORY),
    Column(MODE),
    Column(STARTS),
    Column(ENDS),
    Column(HOURS),
    Column(CERTIFICATE, required=False),
]
ENUMS = {Vocabulary.LEVEL: Level, Vocabulary.CATEGORY: Category, Vocabulary.MODE: Mode}
REGISTER = str(Source.REGISTER)
NOBODY = (None, None)
CONTENT = (SCHOOL, ORGANISER, LEVEL, CATEGORY, MODE, HOURS, CERTIFICATE)


@dataclass(slots=True)
class HoursWrites:
    """What is to be posted, and the teachers' chains where they were locked for it."""

    movements: list[Movement] = field(default_factory=list)
    chains: Chains | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """What the ledger holds of a fact: the last round, whether it stands, its content."""

    round: int
    stands: bool
    content: tuple


def plan_hours(reading: WorkbookReading, *, lock: bool = False) -> Plan:
    """What importing the register would do; `writes` is a HoursWrites. Changes nothing.

    With `lock`, within a transaction, nobody else can post for these teachers until it ends: what
    was planned can then be posted as it stands.
    """
    return _Planner(reading, lock).plan


def readers(words: Vocabularies, epoch_1904: bool) -> Sequence[Reader]:
    def day(value: object) -> date:
        return parse_date(value, epoch_1904)

    return [
        Reader(NUMBER, parse_code),
        Reader(NAME, parse_name),
        Reader(SCHOOL, parse_code),
        Reader(TITLE, parse_text),
        Reader(ORGANISER, lambda value: parse_text(value, 120), missing_ok=True),
        Reader(LEVEL, words.parser(Vocabulary.LEVEL)),
        Reader(CATEGORY, words.parser(Vocabulary.CATEGORY, "unknown_category")),
        Reader(MODE, words.parser(Vocabulary.MODE)),
        Reader(STARTS, day),
        Reader(ENDS, day),
        Reader(HOURS, lambda value: to_tenths(parse_hours(value))),
        Reader(CERTIFICATE, lambda value: parse_text(value, 60), missing_ok=True),
    ]


class _Planner:
    def __init__(self, reading: WorkbookReading, lock: bool):
        words = Vocabularies(ENUMS)
        self.plan = Plan(
            skipped=sum(table.skipped for table in reading.tables),
            set_aside=reading.set_aside,
            rejected=[refusal for table in reading.tables for refusal in table.refused],
            writes=HoursWrites(),
        )
        tables = [parse_table(table, readers(words, table.epoch_1904)) for table in reading.tables]
        self._load(tables)
        candidates = [candidate for table in tables for candidate in self._candidates(table)]
        if lock:
            self.plan.writes.chains = lock_chains(
                {candidate.movement.teacher_id for candidate in candidates}
            )
        self._settle(candidates)
        for table in tables:
            self.plan.rejected += table.faults.values()

    def _load(self, tables: list[ParsedTable]) -> None:
        self.teachers = _known(
            "SELECT number, id, name FROM people_teacher WHERE number", _texts(tables, NUMBER)
        )
        self.schools = _known(
            "SELECT code, id, unit_id FROM people_school WHERE code", _texts(tables, SCHOOL)
        )
        policy = Policy.objects.in_force_on(today())
        self.day_cap = to_tenths(policy.day_cap)
        self.today = today()
        days = {
            day
            for table in tables
            for heading in (STARTS, ENDS)
            for day in table.values[heading]
            if isinstance(day, date)
        }
        self.iso = {day: day.isoformat() for day in days}
        self.years = {day: year_of(day, policy.year_starts) for day in days}

    def _candidates(self, table: ParsedTable) -> "list[_Candidate]":
        """The rows of a sheet that are sound in themselves and against the registers."""
        columns = [table.values[column.name] for column in COLUMNS]
        faulty = set(table.faults)
        found = []
        for index, cells in enumerate(zip(*columns, strict=True)):
            if index in faulty:
                continue
            candidate = self._candidate(table, index, *cells)
            if candidate is not None:
                found.append(candidate)
        return found

    def _candidate(
        self,
        table: ParsedTable,
        index: int,
        number: str,
        name: str,
        school_code: str,
        title: str,
        organiser: str | None,
        level: str,
        category: str,
        mode: str,
        starts_on: date,
        ends_on: date,
        tenths: int,
        certificate: str | None,
    ) -> "_Candidate | None":
        teacher_id, registered = self.teachers.get(number, NOBODY)
        if teacher_id is None:
            return table.refuse(index, NUMBER, "unknown_teacher")
        if registered != name and name_key(registered) != name_key(name):
            return table.refuse(
                index, NAME, "name_mismatch", reason="registered", registered=registered
            )
        school_id, unit_id = self.schools.get(school_code, NOBODY)
        if school_id is None:
            return table.refuse(index, SCHOOL, "unknown_school")
        if ends_on < starts_on:
            return table.refuse(index, ENDS, "date_order")
        if ends_on > self.today:
            return table.refuse(index, ENDS, "bad_date", reason="future")
        if tenths > self.day_cap:
            days = (ends_on - starts_on).days + 1
            if tenths > self.day_cap * days:
                return self._refuse_hours(table, index, days)
        movement = Movement(
            teacher_id,
            school_id,
            unit_id,
            self.years[ends_on],
            category,
            level,
            mode,
            tenths,
            title,
            starts_on,
            ends_on,
            REGISTER,
            fact_of(number, title, self.iso[starts_on], self.iso[ends_on]),
            1,
            organiser or "",
            certificate or "",
        )
        return _Candidate(table, index, movement, f"{number} {name} {title}")

    def _refuse_hours(self, table: ParsedTable, index: int, days: int) -> None:
        table.refuse(
            index,
            HOURS,
            "too_many_hours",
            reason="span",
            days=days,
            day_cap=_plain(self.day_cap),
            limit=_plain(self.day_cap * days),
        )

    def _settle(self, candidates: "list[_Candidate]") -> None:
        """Compares the rows with each other and with the ledger, and decides each."""
        posted = posted_facts([candidate.movement.fact for candidate in candidates])
        first: dict[str, _Candidate] = {}
        added: list[tuple[_Candidate, int]] = []
        for candidate in candidates:
            above = first.setdefault(candidate.movement.fact, candidate)
            if above is not candidate:
                self._refuse_repetition(candidate, above)
                continue
            known = posted.get(candidate.movement.fact)
            if known is None or not known.stands:
                added.append((candidate, known.round + 1 if known else 1))
            elif known.content == candidate.content:
                self._note(candidate, UNCHANGED)
            else:
                self._refuse_conflict(candidate, known.content, None)
        self._add(added)

    def _add(self, added: "list[tuple[_Candidate, int]]") -> None:
        """Plans the postings, each flagged where its certificate stands on another record (H7)."""
        titles = titles_by_certificate(
            {candidate.movement.certificate_no for candidate, _round in added} - {""}
        )
        for candidate, round_ in added:
            movement, flag = candidate.movement, ""
            if movement.certificate_no:
                key = (movement.teacher_id, movement.certificate_no)
                title = titles.setdefault(key, movement.title)
                flag = "" if title is movement.title else title
            self.plan.writes.movements.append(
                movement if round_ == 1 else movement._replace(round=round_)
            )
            self._note(candidate, ADDED, flag)

    def _refuse_repetition(self, candidate: "_Candidate", above: "_Candidate") -> None:
        if candidate.content == above.content:
            candidate.refuse(
                NUMBER,
                "duplicate_row",
                reason="first",
                first_sheet=above.table.sheet,
                first_row=above.row,
            )
        else:
            self._refuse_conflict(candidate, above.content, above)

    def _refuse_conflict(
        self, candidate: "_Candidate", other: tuple, above: "_Candidate | None"
    ) -> None:
        """Shows both sides of the first cell that differs."""
        pairs = zip(CONTENT, other, candidate.content, strict=True)
        heading, existing = next((name, old) for name, old, new in pairs if old != new)
        candidate.refuse(
            heading,
            "conflict",
            reason="in_file" if above else "on_record",
            first_row=above.row if above else None,
            existing=self._words(heading, existing),
        )

    def _words(self, heading: str, value: object) -> str:
        if heading == HOURS:
            return _plain(value)
        if heading == SCHOOL:
            return School.objects.values_list("code", flat=True).get(pk=value)
        enums = {LEVEL: Level, CATEGORY: Category, MODE: Mode}
        return str(enums[heading](value).label) if heading in enums else str(value)

    def _note(self, candidate: "_Candidate", outcome: str, flag: str = "") -> None:
        self.plan.notes.append(
            RowNote(
                candidate.table.sheet,
                candidate.table.rows[candidate.index],
                outcome,
                candidate.subject,
                flag=flag,
            )
        )


class _Candidate(NamedTuple):
    """A row that is sound in itself, and what it would post."""

    table: ParsedTable
    index: int
    movement: Movement
    subject: str

    @property
    def row(self) -> int:
        return self.table.rows[self.index]

    @property
    def content(self) -> tuple:
        """What two rows of one key must share to be the same row, in the order of CONTENT."""
        m = self.movement
        return (m.school_id, m.organiser, m.level, m.category, m.mode, m.tenths, m.certificate_no)

    def refuse(self, column: str, code: str, **params) -> None:
        self.table.refuse(self.index, column, code, **params)


def fact_of(number: str, title: str, starts_on: str, ends_on: str) -> str:
    """The key of a register row in the ledger (L2); days are ISO."""
    text = f"{number}\x1f{title}\x1f{starts_on}\x1f{ends_on}"
    return "register:" + blake2b(text.encode(), digest_size=16).hexdigest()


def posted_facts(facts: Iterable[str]) -> dict[str, Posted]:
    """What the ledger holds of these facts: the last round of each. Two queries at most."""
    found: dict[str, Posted] = {}
    rows = _among(
        """
        SELECT fact, round, id, school_id, organiser, level, category, mode, hours, certificate_no
        FROM credits_entry WHERE fact
        """,
        list(facts),
    )
    reversed_ids = _reversed(row[2] for row in rows)
    for fact, round_, entry_id, *content in rows:
        if fact not in found or found[fact].round < round_:
            found[fact] = Posted(round_, entry_id not in reversed_ids, tuple(content))
    return found


def titles_by_certificate(numbers: Iterable[str]) -> dict[tuple[int, str], str]:
    """{(teacher_id, certificate number): title} of the entries that stand. Two queries at most.

    The condition is written as the index has it: SQLite uses the index for no other.
    """
    rows = _among(
        """
        SELECT teacher_id, certificate_no, title, id, reverses_id FROM credits_entry
        WHERE NOT (certificate_no = '') AND certificate_no
        """,
        list(numbers),
    )
    reversed_ids = _reversed(row[3] for row in rows)
    return {
        (teacher_id, number): title
        for teacher_id, number, title, entry_id, reverses_id in rows
        if reverses_id is None and entry_id not in reversed_ids
    }


def _reversed(entry_ids: Iterable[object]) -> set[object]:
    """Those of the entries that were reversed, named as the database names them."""
    names = [str(entry_id) for entry_id in entry_ids]
    if not names:
        return set()
    column = "reverses_id::text" if connection.vendor == "postgresql" else "reverses_id"
    rows = _among(f"SELECT reverses_id FROM credits_entry WHERE {column}", names)
    return {reversed_id for (reversed_id,) in rows}


def _known(statement: str, keys: set[str]) -> dict[str, tuple]:
    """{key: the other columns}; the key is the first column."""
    return {key: tuple(rest) for key, *rest in _among(statement, list(keys))}


def _among(statement: str, texts: list[str]) -> list[tuple]:
    """The rows of a statement that ends with the column to be found among `texts`.

    Written out and handed over as one text: an `IN` of the ORM over 20,000 values costs more than
    all the rest of the plan.
    """
    if connection.vendor == "postgresql":
        among, parameter = " = ANY(string_to_array(%s, E'\\x1f'))", "\x1f".join(texts)
    else:
        among, parameter = " IN (SELECT value FROM json_each(%s))", json.dumps(texts)
    with connection.cursor() as cursor:
        cursor.execute(statement + among, [parameter])
        return cursor.fetchall()


def _plain(tenths: int) -> str:
    return f"{from_tenths(tenths):.1f}".removesuffix(".0")


def _texts(tables: list[ParsedTable], heading: str) -> set[str]:
    return {text for table in tables for text in table.values[heading] if isinstance(text, str)}
