"""The roster of teachers, a row a post (I1–I4, P1)."""

from datetime import date

import pytest

from credits.services.importing import import_file, rehearse
from people.models import Post, Teacher
from tests.factories.people import SchoolFactory
from tests.workbooks import TEACHER, workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def schools():
    return SchoolFactory(code="2142000001"), SchoolFactory(code="2142000002")


def read(*rows, **options):
    data = workbook("teachers", *rows, **options)
    return import_file("teachers", data, "teachers.xlsx", by=None)[1]


def codes(plan):
    return [(refusal.row, refusal.code, refusal.column) for refusal in plan.rejected]


def posts():
    rows = Post.objects.order_by("starts_on", "pk")
    return [(post.kind, str(post.starts_on), post.ends_on and str(post.ends_on)) for post in rows]


def test_import_adds_teacher_and_post():
    plan = read({})
    assert (plan.accepted, plan.rejected) == (1, [])
    teacher = Teacher.objects.get()
    assert (teacher.number, teacher.name, teacher.sex) == ("420700000001", "崔梓", "2")
    assert (teacher.phone, teacher.backbone) == ("13775403552", False)
    assert posts() == [("full_time", "2018-09-15", None)]


@pytest.mark.rule("I3")
def test_import_when_repeated_changes_nothing():
    rows = [{}, {"任职开始日期": "2015-01-01", "任职结束日期": "2018-09-14", "岗位类别": "班主任"}]
    read(*rows)
    plan = read(*rows)
    assert (plan.accepted, plan.unchanged) == (0, 2)
    assert (Teacher.history.count(), Post.history.count()) == (1, 2)


@pytest.mark.rule("I2")
def test_rehearse_stores_nothing():
    assert rehearse("teachers", workbook("teachers", {}), "t.xlsx").accepted == 1
    assert not Teacher.objects.exists()


@pytest.mark.rule("I4")
def test_import_when_a_post_ended_closes_it_and_keeps_history():
    read({})
    plan = read({"任职结束日期": "2025-08-31", "是否骨干教师": "是"})
    [note] = plan.notes
    assert note.changes == {"任职结束日期": ("", "2025-08-31"), "是否骨干教师": ("否", "是")}
    assert posts() == [("full_time", "2018-09-15", "2025-08-31")]
    assert [row.ends_on for row in Post.history.all()] == [date(2025, 8, 31), None]


@pytest.mark.rule("I4")
def test_import_when_a_post_goes_on_again_opens_it():
    read({"任职结束日期": "2025-08-31"})
    read({"任职结束日期": ""})
    assert posts() == [("full_time", "2018-09-15", None)]


@pytest.mark.rule("I4")
def test_import_when_end_column_or_phone_is_absent_leaves_them():
    read({"任职结束日期": "2025-08-31"})
    plan = read({}, headings=[name for name in TEACHER if name not in ("任职结束日期", "手机号")])
    assert plan.unchanged == 1
    assert read({"任职结束日期": "2025-08-31", "手机号": ""}).unchanged == 1
    assert Teacher.objects.get().phone == "13775403552"


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.rule("P1")
def test_import_when_one_post_closes_and_the_next_opens_takes_both_in_any_order(turned):
    read({})
    rows = [
        {"任职结束日期": "2025-08-31"},
        {"岗位类别": "兼职", "任职开始日期": "2025-09-01"},
    ]
    plan = read(*(reversed(rows) if turned else rows))
    assert (plan.accepted, plan.rejected) == (2, [])
    assert posts() == [("full_time", "2018-09-15", "2025-08-31"), ("part_time", "2025-09-01", None)]


@pytest.mark.parametrize(
    "other",
    [
        {"岗位类别": "班主任", "任职开始日期": "2020-01-01"},
        {"岗位类别": "兼职", "任职开始日期": "2010-01-01", "任职结束日期": "2018-09-15"},
        {"任职开始日期": "2019-01-01"},
    ],
)
@pytest.mark.rule("P1")
def test_import_when_posts_at_one_school_overlap_refuses_the_later_row(other):
    assert codes(read({}, other)) == [(3, "post_overlap", "任职开始日期")]


@pytest.mark.rule("P1")
def test_import_when_posts_are_at_two_schools_takes_both():
    assert read({}, {"学校标识码": "2142000002"}).accepted == 2


@pytest.mark.rule("P1")
def test_import_when_an_end_would_run_into_the_next_post_refuses_the_change():
    read({"任职结束日期": "2024-08-31"}, {"岗位类别": "兼职", "任职开始日期": "2024-09-01"})
    plan = read({"任职结束日期": ""})
    assert codes(plan) == [(2, "post_overlap", "任职开始日期")]
    assert posts()[0] == ("full_time", "2018-09-15", "2024-08-31")


def test_import_when_a_research_officer_is_posted_at_a_unit():
    plan = read({"岗位类别": "教研员", "学校标识码": "420106"})
    assert plan.accepted == 1
    assert Post.objects.get().unit.code == "420106"
    assert codes(read({"教师编号": "2", "岗位类别": "教研员"})) == [
        (2, "unknown_unit", "学校标识码")
    ]


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"教师编号": ""}, "missing_value", "教师编号"),
        ({"教师编号": 4.20106e17}, "bad_number", "教师编号"),
        ({"姓名": "崔\ufffd"}, "unknown_value", "姓名"),
        ({"性别": "不详"}, "unknown_value", "性别"),
        ({"手机号": "1377540"}, "bad_number", "手机号"),
        ({"学校标识码": "0000000000"}, "unknown_school", "学校标识码"),
        ({"岗位类别": "保安"}, "unknown_value", "岗位类别"),
        ({"任职开始日期": "2025年13月40日"}, "bad_date", "任职开始日期"),
        ({"任职开始日期": "8/9/2019"}, "bad_date", "任职开始日期"),
        ({"任职结束日期": "2018-09-14"}, "date_order", "任职结束日期"),
    ],
)
@pytest.mark.rule("I1")
def test_import_when_a_cell_is_wrong_refuses_the_row(cells, code, column):
    plan = read(cells)
    assert codes(plan) == [(2, code, column)]
    assert not Teacher.objects.exists()


@pytest.mark.rule("I4")
def test_import_when_number_has_another_name_refuses_it():
    read({})
    plan = read({"姓名": "崔晓梓", "任职开始日期": "2010-01-01", "任职结束日期": "2011-01-01"})
    assert codes(plan) == [(2, "name_mismatch", "姓名")]
    assert "崔梓" in plan.rejected[0].message


def test_import_when_two_rows_of_a_new_number_have_two_names_refuses_the_second():
    plan = read({}, {"姓名": "王丽", "学校标识码": "2142000002"})
    assert codes(plan) == [(3, "name_mismatch", "姓名")]


def test_import_when_a_row_stands_twice_counts_the_first():
    assert codes(read({}, {})) == [(3, "duplicate_row", "教师编号")]


def test_import_when_rows_of_one_post_end_differently_refuses_the_second():
    assert codes(read({}, {"任职结束日期": "2025-08-31"})) == [(3, "conflict", "任职结束日期")]


def test_import_when_rows_of_one_person_contradict_refuses_the_second():
    plan = read({}, {"性别": "男", "学校标识码": "2142000002"})
    assert codes(plan) == [(3, "conflict", "性别")]


@pytest.mark.parametrize("name", ["崔 梓", "崔　梓", " 崔梓 "])
@pytest.mark.rule("I1")
def test_import_when_name_has_spaces_inside_knows_the_person(name):
    read({})
    assert read({"姓名": name}).unchanged == 1


@pytest.mark.rule("I1")
def test_import_when_a_long_name_has_a_space_in_one_row_knows_the_person():
    again = {"姓名": "欧阳 若水", "学校标识码": "2142000002"}
    plan = read({"姓名": "欧阳若水"}, again)
    assert (plan.accepted, plan.rejected) == (2, [])
    assert Teacher.objects.get().name == "欧阳若水"
