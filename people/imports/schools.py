"""The register of schools: a school is known by its code, enrolment by school and year (I4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from common.cells import (
    CellError,
    parse_code,
    parse_count,
    parse_text,
    parse_year,
)
from common.sheets import Column, WorkbookReading
from people.enums import UnitLevel, Vocabulary
from people.imports.changes import Change, Effects, describe, store_changes, store_new
from people.imports.locking import lock_rosters
from people.imports.parsing import ParsedTable, Reader, parse_table
from people.imports.results import ADDED, CHANGED, UNCHANGED, Plan, RowNote
from people.imports.totals import compare_totals
from people.imports.vocabulary import Vocabularies, squeezed
from people.models import Enrolment, School, Unit

SHEET = "学校名册"
CODE, NAME, UNIT_NAME, UNIT_CODE = "学校标识码", "学校名称", "管理单位", "单位代码"
DIVISION, KIND, OWNERSHIP, BOARDING = "行政区划代码", "办学类型", "办学性质", "是否寄宿制"
STUDENTS, YEAR = "在校学生数", "统计年度"
CAMPUSES = "校区数"
COLUMNS = [
    Column(CODE),
    Column(NAME),
    Column(UNIT_NAME),
    Column(UNIT_CODE),
    Column(DIVISION, required=False),
    Column(KIND),
    Column(OWNERSHIP),
    Column(BOARDING),
    Column(STUDENTS),
    Column(YEAR),
    Column(CAMPUSES, required=False, aliases=("校区",)),
]
FIELDS = {
    NAME: "name",
    UNIT_CODE: "unit_id",
    DIVISION: "division_code",
    KIND: "kind",
    OWNERSHIP: "ownership",
    BOARDING: "boarding",
    CAMPUSES: "campuses",
}
# What a register leaves empty or has no column for, of a school not on record yet.
UNSAID = {"division_code": "", "campuses": 1}
MOST_CAMPUSES = 99


@dataclass(slots=True)
class SchoolWrites:
    """What is to be stored: objects not yet saved, and those changed in memory."""

    new_schools: dict[str, School] = field(default_factory=dict)
    new_enrolments: list[Enrolment] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def plan_schools(reading: WorkbookReading, *, lock: bool = False) -> Plan:
    """What importing the register would do. Changes nothing; a handful of queries.

    `lock` is for the caller's transaction: nobody else imports a register until it ends.
    """
    if lock:
        lock_rosters()
    return _Planner(reading).plan


def store_schools(writes: "SchoolWrites", *, by, reason: str) -> Effects:
    """Stores what was planned, with history."""
    schools = store_new(School, writes.new_schools.values(), by=by, reason=reason)
    for enrolment in writes.new_enrolments:
        enrolment.school_id = enrolment.school.pk
    enrolments = store_new(Enrolment, writes.new_enrolments, by=by, reason=reason)
    store_changes(writes.changes, by=by, reason=reason)
    return Effects.of([*schools, *enrolments], writes.changes)


def _ten_digits(value: object) -> str:
    code = parse_code(value)
    if len(code) != 10 or not code.isascii() or not code.isdigit():
        raise CellError("bad_number")
    return code


def _six_digits(value: object) -> str:
    code = parse_code(value)
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        raise CellError("bad_number")
    return code


def _campus_count(value: object) -> int:
    try:
        count = parse_count(value)
    except CellError as error:
        if error.params.get("reason") != "whole":
            raise
        count = 0
    if not 1 <= count <= MOST_CAMPUSES:
        raise CellError("bad_number", reason="between", least=1, most=MOST_CAMPUSES)
    return count


def readers(words: Vocabularies) -> Sequence[Reader]:
    return [
        Reader(CODE, _ten_digits),
        Reader(NAME, lambda value: parse_text(value, 120)),
        Reader(UNIT_NAME, parse_text),
        Reader(UNIT_CODE, parse_code),
        Reader(DIVISION, _six_digits, missing_ok=True),
        Reader(KIND, words.parser(Vocabulary.SCHOOL_KIND)),
        Reader(OWNERSHIP, words.parser(Vocabulary.OWNERSHIP)),
        Reader(BOARDING, words.yes_no),
        Reader(STUDENTS, parse_count),
        Reader(YEAR, parse_year),
        Reader(CAMPUSES, _campus_count, missing_ok=True),
    ]


class _Planner:
    def __init__(self, reading: WorkbookReading):
        self.words = Vocabularies()
        self.unit_names = self.words.unit_names()
        self.units = {unit.code: unit for unit in Unit.objects.filter(level=UnitLevel.UNIT)}
        self.plan = Plan(
            skipped=sum(table.skipped for table in reading.tables),
            set_aside=reading.set_aside,
            rejected=[refusal for table in reading.tables for refusal in table.refused],
            writes=SchoolWrites(),
        )
        self.first_seen: dict[tuple, tuple] = {}
        self.said_of: dict[str, dict] = {}
        tables = [parse_table(table, readers(self.words)) for table in reading.tables]
        self.plan.totals = compare_totals(
            zip(reading.tables, tables, strict=True), STUDENTS, parse_count
        )
        self._load(tables)
        for table in tables:
            self._plan_table(table)

    def _load(self, tables: list[ParsedTable]) -> None:
        codes = {code for table in tables for code in table.values[CODE] if isinstance(code, str)}
        self.schools = {school.code: school for school in in_parts(School, "code", codes)}
        keys = {school.pk: school.code for school in self.schools.values()}
        enrolments = in_parts(Enrolment, "school_id", keys)
        self.enrolments = {(keys[row.school_id], row.year): row for row in enrolments}

    def _plan_table(self, table: ParsedTable) -> None:
        for index in table.good_rows():
            self._plan_row(table, index)
        self.plan.rejected += table.faults.values()

    def _plan_row(self, table: ParsedTable, index: int) -> None:
        cells = {heading: table.values[heading][index] for heading in table.values}
        unit = self._unit(table, index, cells)
        if unit is None:
            return
        facts = {FIELDS[heading]: cells[heading] for heading in FIELDS if heading != UNIT_CODE}
        facts["unit_id"] = unit.pk
        if self._repeated(table, index, cells, facts):
            return
        changes = self._school(cells[CODE], facts) | self._enrolment(cells)
        outcome = changes.pop("", None) or (CHANGED if changes else UNCHANGED)
        subject = f"{cells[CODE]} {cells[NAME]}"
        self.plan.notes.append(RowNote(table.sheet, table.rows[index], outcome, subject, changes))

    def _unit(self, table: ParsedTable, index: int, cells: dict) -> Unit | None:
        unit = self.units.get(cells[UNIT_CODE].upper())
        if unit is None:
            table.refuse(index, UNIT_CODE, "unknown_unit")
        elif self.unit_names.get(squeezed(cells[UNIT_NAME])) != unit.code:
            table.refuse(index, UNIT_NAME, "unknown_unit")
            return None
        return unit

    def _repeated(self, table: ParsedTable, index: int, cells: dict, facts: dict) -> bool:
        key = (cells[CODE], cells[YEAR])
        content = {heading: facts[name] for heading, name in FIELDS.items()}
        content[STUDENTS] = cells[STUDENTS]
        sheet, row, first = self.first_seen.setdefault(
            key, (table.sheet, table.rows[index], content)
        )
        # Rows of several years may stand in one file; what they say of the school must agree.
        school = self.said_of.setdefault(cells[CODE], facts)
        different = [heading for heading in content if content[heading] != first[heading]]
        different += [heading for heading, name in FIELDS.items() if facts[name] != school[name]]
        if different:
            table.refuse(index, different[0], "conflict")
        elif first is not content:
            table.refuse(
                index, CODE, "duplicate_row", reason="first", first_sheet=sheet, first_row=row
            )
        return index in table.faults

    def _school(self, code: str, facts: dict) -> dict:
        said = {name: value for name, value in facts.items() if value is not None}
        school = self.schools.get(code)
        if school is None:
            school = School(code=code, **UNSAID | said)
            self.schools[code] = school
            self.plan.writes.new_schools[code] = school
            return {"": ADDED}
        if school.pk is None:
            return {"": ADDED}
        change = Change.of(school, said)
        if not change:
            return {}
        self.plan.writes.changes.append(change)
        headings = {name: heading for heading, name in FIELDS.items()}
        return describe(change, headings)

    def _enrolment(self, cells: dict) -> dict:
        key, students = (cells[CODE], cells[YEAR]), cells[STUDENTS]
        enrolment = self.enrolments.get(key)
        if enrolment is None:
            enrolment = Enrolment(
                school=self.schools[cells[CODE]], year=cells[YEAR], students=students
            )
            self.enrolments[key] = enrolment
            self.plan.writes.new_enrolments.append(enrolment)
            return {f"{STUDENTS} {cells[YEAR]}": ("", str(students))}
        change = Change.of(enrolment, {"students": students})
        if not change:
            return {}
        self.plan.writes.changes.append(change)
        return describe(change, {"students": f"{STUDENTS} {cells[YEAR]}"})


def in_parts(model, field_name: str, keys) -> list:
    """Rows of `model` whose field is one of `keys`, asked for in parts that SQLite takes."""
    keys = list(keys)
    rows = []
    for start in range(0, len(keys), 10_000):
        part = keys[start : start + 10_000]
        rows += model.objects.filter(**{f"{field_name}__in": part})
    return rows
