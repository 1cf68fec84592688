"""An audit as data frames: order, columns, exactness."""

from decimal import Decimal

import pytest

from tests.factories.audits import audit_of, sample_audit, school_row, teacher_row
from training.reports import frames
from training.reports.gaps import categories_lacking

FRAMES = {
    frames.units_frame: frames.UNIT_COLUMNS,
    frames.schools_frame: frames.SCHOOL_COLUMNS,
    frames.teachers_frame: frames.TEACHER_COLUMNS,
    frames.school_gaps_frame: frames.SCHOOL_GAP_COLUMNS,
    frames.teacher_gaps_frame: frames.TEACHER_GAP_COLUMNS,
}


@pytest.mark.parametrize(("frame_of", "columns"), FRAMES.items())
@pytest.mark.parametrize("audit", [sample_audit(), audit_of([], [])], ids=["rows", "no rows"])
def test_frame_when_made_then_has_the_declared_columns(frame_of, columns, audit):
    frame = frame_of(audit)

    assert tuple(frame.columns) == columns
    assert set(map(str, frame.dtypes)) == {"object"}


def test_teachers_frame_when_summed_then_hours_are_exact():
    school = school_row("2142000001")
    teachers = [teacher_row(f"42010000{n:04}", school, "0.1") for n in range(100)]

    frame = frames.teachers_frame(audit_of([school], teachers))

    assert frame["counted"].sum() == Decimal("10.0")


def test_teachers_frame_when_recognised_then_counted_capped_and_not_counted_add_up_to_it():
    frame = frames.teachers_frame(sample_audit())

    parts = frame["counted"] + frame["capped"] + frame["not_counted"]
    assert parts.tolist() == frame["recognised"].tolist()
    assert frame[list(frames.HOURS_COLUMNS)].sum(axis=1).tolist() == frame["counted"].tolist()


@pytest.mark.rule("P4")
def test_teachers_frame_when_not_judged_then_has_no_verdict():
    frame = frames.teachers_frame(sample_audit())

    judged = frame["standing"] == "binding"
    assert frame[judged]["verdict"].notna().all()
    assert frame[~judged]["verdict"].isna().all()


@pytest.mark.rule("S3")
def test_school_gaps_when_nobody_is_asked_full_time_then_names_the_standard_that_fails():
    unmet = school_row("2142000001", full_time=0, gap=0, meets=True, deciding=None)

    frame = frames.school_gaps_frame(audit_of([unmet], []))

    assert frame["standard"].tolist() == ["school_any"]


@pytest.mark.rule("H4")
def test_teacher_gaps_when_a_minimum_is_not_reached_then_say_what_it_lacks():
    school = school_row("2142000001")
    lack = {"ethics": Decimal("4.0")}
    teacher = teacher_row("420100000001", school, verdict="short", missing_by_category=lack)
    audit = audit_of([school], [teacher])

    frame = frames.teacher_gaps_frame(audit)

    assert frame["missing"].tolist() == [Decimal("0.0")]
    assert frame["missing_ethics"].tolist() == [Decimal("4.0")]
    assert categories_lacking(audit) == {"ethics"}
