"""One person's year down to the entries: what each one gave, and by which rule (V5)."""

from dataclasses import dataclass

from credits.models import Entry
from credits.rules import Line, allocate
from people.models import School, Teacher
from people.scopes import scope_of
from training.audit.hours import movement_of
from training.audit.roster import Reach
from training.audit.rows import Audit, TeacherRow
from training.audit.service import audit_year, frame_of


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry beside how it was counted."""

    entry: Entry
    line: Line


@dataclass(frozen=True, slots=True)
class Explanation:
    """`row` is None where the person is not of the year's population, or is counted elsewhere.

    `partial`: the reader sees only what their own units recorded, so the lines do not add up to
    the verdict and no verdict is shown (P5).
    """

    audit: Audit | None
    row: TeacherRow | None
    lines: list[EntryLine]
    partial: bool
    counted_at: School | None


def explain_year(teacher: Teacher, year: int, *, reader, **options) -> Explanation:
    """The year of `teacher` as `reader` may see it; options as of `audit_year`.

    The whole year for the teacher, and for those in whose scope the reference post lies; a former
    unit sees the entries it recorded. At most 20 queries.
    """
    row, audit = _row(teacher, year, options)
    school = (
        School.objects.select_related("unit").filter(code=row.school_code).first() if row else None
    )
    scope = scope_of(reader)
    whole = scope.teacher_id == teacher.pk or (school is not None and scope.covers_school(school))
    frame = frame_of(year, **options)
    entries = list(
        Entry.objects.posted_until(frame.as_of)
        .filter(teacher=teacher, year=year)
        .select_related("school", "unit", "batch", "reverses", "reversed_by")
    )
    by_id = {entry.pk: entry for entry in entries}
    lines = allocate([movement_of(entry) for entry in entries], frame.terms)
    shown = set(by_id) if whole else _recorded_in_scope(teacher, year, reader)
    return Explanation(
        audit=audit if whole else None,
        row=row if whole else None,
        lines=[EntryLine(by_id[x.movement.key], x) for x in lines if x.movement.key in shown],
        partial=not whole,
        counted_at=school,
    )


def _row(teacher: Teacher, year: int, options: dict) -> tuple[TeacherRow | None, Audit | None]:
    audit = audit_year(year, reach=Reach(teacher_id=teacher.pk), **options)
    return (audit.teachers[0] if audit.teachers else None), audit


def _recorded_in_scope(teacher: Teacher, year: int, reader) -> set:
    entries = Entry.objects.visible_to(reader).filter(teacher=teacher, year=year)
    return set(entries.values_list("pk", flat=True))
