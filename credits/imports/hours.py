"""The register of hours: a row is known by (teacher, title, from, to) (I4) and becomes an entry.

20,000 rows must be planned in a fraction of a second: columns are parsed once per distinct cell,
and what is left per row is one short loop.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from common.cells import name_key, parse_code, parse_date, parse_hours, parse_name, parse_text
from common.clock import today
from common.hours import from_tenths, to_tenths
from common.sheets import Column, WorkbookReading
from credits.enums import Category, Level, Mode, Source
from credits.imports.on_record import known_rows, posted_facts, titles_by_certificate
from credits.models import Policy
from credits.services.posting import Chains, Movement, lock_chains
from people.enums import Vocabulary
from people.imports.parsing import ParsedTable, Reader, parse_table
from people.imports.results import ADDED, UNCHANGED, Plan, RowNote
from people.imports.totals import compare_totals
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
        Reader(HOURS, _tenths),
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
        self.plan.totals = compare_totals(
            zip(reading.tables, tables, strict=True), HOURS, _tenths, _plain
        )
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
        self.teachers = known_rows(
            "SELECT number, id, name FROM people_teacher WHERE number", _texts(tables, NUMBER)
        )
        self.schools = known_rows(
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


def _tenths(value: object) -> int:
    return to_tenths(parse_hours(value))


def _plain(tenths: int) -> str:
    return f"{from_tenths(tenths):.1f}".removesuffix(".0")


def _texts(tables: list[ParsedTable], heading: str) -> set[str]:
    return {text for table in tables for text in table.values[heading] if isinstance(text, str)}
