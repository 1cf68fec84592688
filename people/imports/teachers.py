"""The roster of teachers, a row a post: teachers are known by number, posts by (teacher, school,
kind, from) (I4, P1)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from common.cells import (
    CellError,
    name_key,
    parse_code,
    parse_date,
    parse_name,
    parse_phone,
    parse_text,
)
from common.sheets import Column, WorkbookReading
from people.enums import PostKind, UnitLevel, Vocabulary
from people.imports.changes import Change, Effects, describe, store_changes, store_new
from people.imports.locking import lock_rosters
from people.imports.parsing import ParsedTable, Reader, parse_table
from people.imports.results import ADDED, CHANGED, UNCHANGED, Plan, RowNote
from people.imports.schools import in_parts
from people.imports.vocabulary import Vocabularies
from people.models import Post, School, Teacher, Unit
from people.rules import Span

SHEET = "教师花名册"
NUMBER, NAME, SEX, PHONE, SCHOOL = "教师编号", "姓名", "性别", "手机号", "学校标识码"
SCHOOL_NAME, KIND, BACKBONE = "学校名称", "岗位类别", "是否骨干教师"
STARTS, ENDS = "任职开始日期", "任职结束日期"
COLUMNS = [
    Column(NUMBER),
    Column(NAME),
    Column(SEX),
    Column(PHONE, required=False),
    Column(SCHOOL),
    Column(SCHOOL_NAME, required=False),
    Column(KIND),
    Column(BACKBONE),
    Column(STARTS),
    Column(ENDS, required=False),
]
LONGEST_NUMBER = 32
PERSON = {"sex": SEX, "phone": PHONE, "backbone": BACKBONE}


@dataclass(slots=True)
class TeacherWrites:
    new_teachers: dict[str, Teacher] = field(default_factory=dict)
    new_posts: list[Post] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post is: a school, or for a research officer a unit. Exactly one is set."""

    school_id: int | None = None
    unit_id: int | None = None


def plan_teachers(reading: WorkbookReading, *, lock: bool = False) -> Plan:
    """What importing the roster would do. Changes nothing; a handful of queries.

    `lock` is for the caller's transaction: nobody else imports a register until it ends.
    """
    if lock:
        lock_rosters()
    return _Planner(reading).plan


def store_teachers(writes: "TeacherWrites", *, by, reason: str) -> Effects:
    """Stores what was planned, with history. Changed posts go first: a new one may follow on."""
    store_changes(writes.changes, by=by, reason=reason)
    teachers = store_new(Teacher, writes.new_teachers.values(), by=by, reason=reason)
    for post in writes.new_posts:
        post.teacher_id = post.teacher.pk
    posts = store_new(Post, writes.new_posts, by=by, reason=reason)
    return Effects.of([*teachers, *posts], writes.changes)


def _number(value: object) -> str:
    number = parse_code(value)
    if len(number) > LONGEST_NUMBER:
        raise CellError("unknown_value", reason="too_long", longest=LONGEST_NUMBER)
    return number


def readers(words: Vocabularies, epoch_1904: bool) -> Sequence[Reader]:
    def day(value: object) -> date:
        return parse_date(value, epoch_1904)

    return [
        Reader(NUMBER, _number),
        Reader(NAME, parse_name),
        Reader(SEX, words.parser(Vocabulary.SEX)),
        Reader(PHONE, parse_phone, missing_ok=True),
        Reader(SCHOOL, parse_code),
        Reader(SCHOOL_NAME, parse_text, missing_ok=True),
        Reader(KIND, words.parser(Vocabulary.POST_KIND)),
        Reader(BACKBONE, words.yes_no),
        Reader(STARTS, day),
        Reader(ENDS, day, missing_ok=True),
    ]


class _Planner:
    def __init__(self, reading: WorkbookReading):
        words = Vocabularies()
        self.plan = Plan(
            skipped=sum(table.skipped for table in reading.tables),
            set_aside=reading.set_aside,
            rejected=[refusal for table in reading.tables for refusal in table.refused],
            writes=TeacherWrites(),
        )
        self.rows_seen: dict[tuple, tuple] = {}
        self.person_seen: dict[str, dict] = {}
        tables = [parse_table(table, readers(words, table.epoch_1904)) for table in reading.tables]
        self._load(tables)
        for table in tables:
            self._plan_table(table)

    def _load(self, tables: list[ParsedTable]) -> None:
        numbers = _texts(tables, NUMBER)
        self.teachers = {row.number: row for row in in_parts(Teacher, "number", numbers)}
        codes = _texts(tables, SCHOOL)
        self.schools = {row.code: row for row in in_parts(School, "code", codes)}
        units = Unit.objects.filter(level__in=(UnitLevel.UNIT, UnitLevel.CITY))
        self.units = {unit.code: unit for unit in units}
        numbers_by_id = {row.pk: row.number for row in self.teachers.values()}
        # Posts by teacher number and place: {(kind, from): post}, what is stored and what is new.
        self.posts: dict[tuple[str, Place], dict[tuple, Post]] = defaultdict(dict)
        for post in in_parts(Post, "teacher_id", numbers_by_id):
            place = Place(post.school_id, post.unit_id)
            self.posts[numbers_by_id[post.teacher_id], place][post.kind, post.starts_on] = post

    def _plan_table(self, table: ParsedTable) -> None:
        good = [index for index in table.good_rows() if self._sound(table, index)]
        # Ends of known posts come first: a file that closes one post and opens the next is right
        # in whatever order its rows stand.
        known = [index for index in good if self._known_post(table, index) is not None]
        new = set(good) - set(known)
        notes = {index: self._change_post(table, index) for index in known}
        notes |= {index: self._add_post(table, index) for index in good if index in new}
        for index in good:
            if notes[index] is not None:
                self.plan.notes.append(notes[index])
        self.plan.rejected += table.faults.values()

    def _sound(self, table: ParsedTable, index: int) -> bool:
        """The checks of a row against registers and against the rows above it."""
        cells = _Row(table, index)
        if self._place(cells) is None:
            code = "unknown_unit" if cells[KIND] == PostKind.RESEARCH_OFFICER else "unknown_school"
            table.refuse(index, SCHOOL, code)
        elif (registered := self._other_name(cells)) is not None:
            table.refuse(index, NAME, "name_mismatch", reason="registered", registered=registered)
        elif cells[ENDS] is not None and cells[ENDS] < cells[STARTS]:
            table.refuse(index, ENDS, "date_order")
        else:
            self._compare_with_rows_above(cells)
        return index not in table.faults

    def _place(self, cells: "_Row") -> Place | None:
        if cells[KIND] == PostKind.RESEARCH_OFFICER:
            unit = self.units.get(cells[SCHOOL])
            return Place(unit_id=unit.pk) if unit else None
        school = self.schools.get(cells[SCHOOL])
        return Place(school_id=school.pk) if school else None

    def _other_name(self, cells: "_Row") -> str | None:
        teacher = self.teachers.get(cells[NUMBER])
        if teacher is not None:
            return teacher.name if name_key(teacher.name) != name_key(cells[NAME]) else None
        seen = self.person_seen.get(cells[NUMBER])
        if seen is None or name_key(seen[NAME]) == name_key(cells[NAME]):
            return None
        return seen[NAME]

    def _compare_with_rows_above(self, cells: "_Row") -> None:
        key = (cells[NUMBER], cells[SCHOOL], cells[KIND], cells[STARTS])
        person = {heading: cells[heading] for heading in (NAME, SEX, PHONE, BACKBONE)}
        above = self.person_seen.setdefault(cells[NUMBER], person)
        person[NAME] = above[NAME]  # the same but for spaces, or the row were refused by now
        content = person | {ENDS: cells[ENDS]}
        if key in self.rows_seen:
            sheet, row, first = self.rows_seen[key]
            different = [heading for heading in content if content[heading] != first[heading]]
            if different:
                cells.refuse(different[0], "conflict")
            else:
                cells.refuse(
                    NUMBER, "duplicate_row", reason="first", first_sheet=sheet, first_row=row
                )
            return
        different = [name for name in person if _differ(above[name], person[name])]
        if different:
            cells.refuse(different[0], "conflict")
            return
        self.rows_seen[key] = (cells.table.sheet, cells.table.rows[cells.index], content)

    def _known_post(self, table: ParsedTable, index: int) -> Post | None:
        cells = _Row(table, index)
        held = self.posts.get((cells[NUMBER], self._place(cells)), {})
        return held.get((cells[KIND], cells[STARTS]))

    def _change_post(self, table: ParsedTable, index: int) -> RowNote | None:
        cells = _Row(table, index)
        post = self._known_post(table, index)
        changes = {}
        if table.has(ENDS) and post.ends_on != cells[ENDS]:
            change = Change.of(post, {"ends_on": cells[ENDS]})
            if self._overlaps(cells, post):
                post.ends_on = change.fields["ends_on"][0]
                return None
            self.plan.writes.changes.append(change)
            changes = describe(change, {"ends_on": ENDS})
        changes |= self._person(cells)
        return cells.note(CHANGED if changes else UNCHANGED, changes)

    def _add_post(self, table: ParsedTable, index: int) -> RowNote | None:
        cells = _Row(table, index)
        place = self._place(cells)
        post = Post(
            school_id=place.school_id,
            unit_id=place.unit_id,
            kind=cells[KIND],
            starts_on=cells[STARTS],
            ends_on=cells[ENDS],
        )
        if self._overlaps(cells, post):
            return None
        changes = self._person(cells)
        post.teacher = self.teachers[cells[NUMBER]]
        self.posts[cells[NUMBER], place][post.kind, post.starts_on] = post
        self.plan.writes.new_posts.append(post)
        return cells.note(ADDED, changes)

    def _overlaps(self, cells: "_Row", post: Post) -> bool:
        """P1: refuses the row if the post overlaps another of this person at this school."""
        place = Place(post.school_id, post.unit_id)
        if place.school_id is None:
            return False
        span = Span(post.starts_on, post.ends_on)
        for other in self.posts[cells[NUMBER], place].values():
            if other is not post and span.overlaps(Span(other.starts_on, other.ends_on)):
                words = f"{other.get_kind_display()} {other.starts_on}–{other.ends_on or ''}"
                cells.refuse(STARTS, "post_overlap", reason="other", other=words)
                return True
        return False

    def _person(self, cells: "_Row") -> dict:
        """Notes what the row says of the person; a new teacher is made once."""
        facts = {"sex": cells[SEX], "backbone": cells[BACKBONE]}
        if cells[PHONE] is not None:
            facts["phone"] = cells[PHONE]
        teacher = self.teachers.get(cells[NUMBER])
        if teacher is None:
            teacher = Teacher(number=cells[NUMBER], name=cells[NAME], **facts)
            self.teachers[cells[NUMBER]] = teacher
            self.plan.writes.new_teachers[cells[NUMBER]] = teacher
            return {}
        if teacher.pk is None:
            return {}
        change = Change.of(teacher, facts)
        if change is None:
            return {}
        self.plan.writes.changes.append(change)
        return describe(change, PERSON)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a parsed table, its cells by heading."""

    table: ParsedTable
    index: int

    def __getitem__(self, heading: str):
        return self.table.values[heading][self.index]

    def refuse(self, column: str, code: str, **params) -> None:
        self.table.refuse(self.index, column, code, **params)

    def note(self, outcome: str, changes: dict) -> RowNote:
        subject = f"{self[NUMBER]} {self[NAME]}"
        return RowNote(self.table.sheet, self.table.rows[self.index], outcome, subject, changes)


def _texts(tables: list[ParsedTable], heading: str) -> set[str]:
    return {text for table in tables for text in table.values[heading] if isinstance(text, str)}


def _differ(first: object, second: object) -> bool:
    return first is not None and second is not None and first != second
