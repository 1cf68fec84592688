"""Every change to people, posts, roles and policies leaves before and after, and is found again."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from credits.enums import Dimension, LimitKind, Proration
from credits.models import Leave, Policy, PolicyLimit
from people.enums import PostKind
from people.models import Enrolment, Post, RoleGrant, School, Teacher
from portal.changes.kinds import KINDS
from tests.factories.credits import ExemptionFactory, PolicyFactory
from tests.factories.people import (
    EnrolmentFactory,
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
    UserFactory,
)
from tests.uploads import step, upload
from tests.workbooks import workbook
from training.models import StaffingStandard

pytestmark = pytest.mark.django_db
ADDRESS = "/access-log/changes/"


def forget_history() -> None:
    """Leaves the histories empty, so that a test sees its own changes alone."""
    for kind in KINDS.values():
        kind.rows.delete()


@pytest.fixture
def auditor(client):
    client.force_login(RoleGrantFactory(auditor=True).user)
    return client


def stories(client, **query) -> list:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return [row.record for row in response.context["table"].rows]


def lines(story) -> dict:
    return {line.label: (line.before, line.after) for line in story.lines}


@pytest.mark.parametrize(
    "role",
    ["teacher", "school_admin", "trainer", "unit_officer", "city_officer", "nobody"],
)
def test_changes_when_asked_for_by_another_role_are_not_there(client, role):
    if role in ("teacher", "nobody"):
        user = UserFactory()
        if role == "teacher":
            TeacherFactory(user=user)
    else:
        user = RoleGrantFactory(**({} if role == "city_officer" else {role: True})).user
    client.force_login(user)

    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "site_admin"])
def test_changes_are_there_for_auditors_and_for_those_who_manage_grants(client, role):
    client.force_login(RoleGrantFactory(**{role: True}).user)
    page = client.get(ADDRESS).content.decode()

    assert "变更记录" in page
    # The log itself is the auditor's alone.
    assert ('href="/access-log/"' in page) is (role == "auditor")


def test_changes_when_signed_out_lead_to_the_log_in(client):
    assert client.get(ADDRESS).status_code == 302


def test_change_of_a_teacher_tells_who_which_field_before_and_after(client, auditor):
    teacher = TeacherFactory(name="李旧", number="NO-1", backbone=False, phone="13812345678")
    forget_history()
    teacher._history_user = UserFactory(last_name="王", first_name="经办")
    teacher._change_reason = "本人申请"
    teacher.name, teacher.backbone, teacher.phone = "李新", True, "13899998888"
    teacher.save()
    teacher.phone = "13800008888"
    teacher.save()

    latest, first = stories(auditor)

    assert (first.who, first.why, first.what, first.kind) == ("王经办", "本人申请", "修改", "教师")
    assert first.name == "李新 NO-1"
    # Nothing was kept of before: the history was emptied above.
    assert lines(first)["姓名"] == ("未留存", "李新")
    assert lines(latest) == {"手机号": ("138****8888", "138****8888（中间的数字有变动）")}
    page = auditor.get(ADDRESS).content.decode()
    assert "1389999" not in page
    assert "0000888" not in page


def test_change_when_there_is_a_row_before_holds_both(auditor):
    teacher = TeacherFactory(name="李旧", backbone=False)
    teacher.name, teacher.backbone = "李新", True
    teacher.save()

    changed, created = stories(auditor, kind="teacher")

    assert lines(changed) == {"姓名": ("李旧", "李新"), "骨干教师": ("否", "是")}
    assert created.what == "新增"
    assert lines(created)["姓名"] == (None, "李旧")


def test_deletion_holds_what_was_there(auditor):
    post = PostFactory(teacher__name="李离", school__name="甲小学", ends_on=date(2025, 8, 31))
    post.delete()

    [deleted, _created] = stories(auditor, kind="post")

    assert deleted.what == "删除"
    assert lines(deleted)["任职结束日期"] == ("2025-08-31", None)
    assert lines(deleted)["学校"] == ("甲小学", None)


def test_change_about_something_that_is_gone_names_it_still(auditor):
    post = PostFactory(teacher__name="李离", teacher__number="NO-9")
    post.teacher.delete()

    named = {story.name for story in stories(auditor, kind="post")}

    assert all("李离 NO-9" in name for name in named)
    assert {story.kind for story in stories(auditor, q="NO-9")} == {"教师", "任职"}


def change_everything() -> None:
    """One change of each kind, besides what making them leaves."""
    post = PostFactory(teacher__name="赵变", teacher__number="CH-1", school__name="变更小学")
    enrolment = EnrolmentFactory(school=post.school, students=900)
    grant = RoleGrantFactory(user__username="bianquan", unit_officer=True)
    exemption = ExemptionFactory(teacher=post.teacher)
    leave = Leave.objects.create(
        teacher=post.teacher,
        starts_on=date(2025, 3, 1),
        ends_on=date(2025, 3, 31),
        reason="病假",
        approved_by=exemption.approved_by,
    )
    policy = PolicyFactory(edition="变更版")
    limit = policy.limits.create(
        kind=LimitKind.CAP, dimension=Dimension.CATEGORY, value="skill", hours=Decimal("10.0")
    )
    standard = StaffingStandard.objects.first()
    for thing, field, value in (
        (post.teacher, "name", "赵改"),
        (post, "kind", PostKind.PART_TIME),
        (post.school, "name", "改名小学"),
        (enrolment, "students", 1200),
        (grant, "ends_on", date(2027, 8, 31)),
        (exemption, "reason", "援疆"),
        (leave, "ends_on", date(2025, 4, 30)),
        (policy, "proration", Proration.MONTHLY),
        (limit, "hours", Decimal("12.5")),
        (standard, "amount", 3),
    ):
        setattr(thing, field, value)
        thing.save()


@pytest.mark.parametrize(
    ("kind", "field", "before", "after", "name"),
    [
        ("teacher", "姓名", "赵变", "赵改", "赵改 CH-1"),
        ("post", "岗位类别", "专职心理健康教育教师", "兼职心理健康教育教师", "赵改 CH-1 改名小学 兼职心理健康教育教师"),
        ("school", "学校名称", "变更小学", "改名小学", None),
        ("enrolment", "在校学生数", "900", "1200", "改名小学 2025"),
        ("rolegrant", "失效日期", "—", "2027-08-31", None),
        ("exemption", "事由", "产假", "援疆", "赵改 CH-1 2025"),
        ("leave", "结束日期", "2025-03-31", "2025-04-30", "赵改 CH-1 2025-03-01"),
        ("policy", "折算办法", "不折算", "按专职月数折算", "变更版"),
        ("policylimit", "学时", "10.0", "12.5", "变更版 上限 专业技能"),
        ("staffingstandard", "数值", "1", "3", None),
    ],
)  # fmt: skip
def test_change_of_each_kind_is_kept_and_told(auditor, kind, field, before, after, name):
    change_everything()

    story = stories(auditor, kind=kind)[0]

    assert story.what == "修改"
    assert lines(story) == {field: (before, after)}
    if name:
        assert story.name == name


def test_every_kind_that_must_be_kept_is_kept():
    kept = {kind.model for kind in KINDS.values()}
    assert kept >= {Teacher, Post, School, Enrolment, RoleGrant, Policy, PolicyLimit, Leave}
    assert kept >= {StaffingStandard, ExemptionFactory._meta.model}


def test_first_row_of_a_history_is_what_stood_before_it_was_kept(auditor):
    """Policies that a migration brought have a before, too."""
    policy = Policy.objects.get(edition="武汉2019")
    policy.required_hours = Decimal("32.0")
    policy.save()

    latest = stories(auditor, kind="policy")[0]

    assert lines(latest) == {"年度学时": ("30.0", "32.0")}


def test_change_by_hand_on_a_screen_names_the_hand(client):
    admin = RoleGrantFactory(site_admin=True, user__last_name="管", user__first_name="理").user
    grant = RoleGrantFactory(trainer=True)
    client.force_login(admin)
    client.post(f"/grants/{grant.pk}/end/")

    story = stories(client, kind="rolegrant")[0]

    assert story.who == "管理"
    assert lines(story)["收回人"] == ("—", "管理")


@pytest.mark.usefixtures("registers")
def test_import_leaves_a_change_a_row_with_its_file_and_hand(desk, client):
    batch = upload(desk, workbook("teachers", {"手机号": "13800000000"}), kind="teachers")
    step(desk, batch, "confirm")
    again = upload(
        desk, workbook("teachers", {"手机号": "13900000000"}), kind="teachers", name="新名册.xlsx"
    )
    step(desk, again, "confirm")
    client.force_login(RoleGrantFactory(auditor=True).user)

    story = stories(client, kind="teacher")[0]

    assert (story.who, story.why) == ("王市管", "导入：新名册.xlsx")
    assert lines(story) == {"手机号": ("138****0000", "139****0000")}


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({"q": "CH-1"}, {"教师", "任职", "免修", "请假"}),
        ({"q": "赵变"}, {"教师", "任职", "免修", "请假"}),  # the name of before
        ({"q": "赵改"}, {"教师", "任职", "免修", "请假"}),
        ({"q": "改名小学"}, {"学校", "任职", "在校学生数"}),
        ({"q": "bianquan"}, {"授权"}),
        ({"q": "变更版"}, {"学时政策", "学时限额"}),
        ({"q": "CH-1", "kind": "leave"}, {"请假"}),
        ({"q": "查无此物"}, set()),
        ({"q": "CH-1", "until": "2019-01-01"}, set()),
        ({"q": "CH-1", "since": "2099-01-01"}, set()),
    ],
)
def test_search_finds_what_the_fields_say(auditor, query, kinds):
    change_everything()

    assert {story.kind for story in stories(auditor, **query)} == kinds


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"since": "x"}, "有效的日期"),
        ({"until": "9999-12-31"}, "2000 年至 2099 年"),
        ({"kind": "pupil"}, "pupil"),
        ({"q": "\x00"}, "空字符"),
    ],
)
def test_search_when_a_field_cannot_be_used_then_says_so(auditor, query, words):
    page = auditor.get(ADDRESS, query).content.decode()

    assert words in page
    assert "没有符合条件的变更" in page


@pytest.mark.parametrize(
    "after", ["x", "teacher-", "teacher-9999999", "teacher--1", "pupil-1", "teacher-" + "9" * 40, "%00"]
)  # fmt: skip
def test_page_when_it_begins_nowhere_is_the_first(auditor, after):
    TeacherFactory(name="唯一")

    assert "唯一" in stories(auditor, kind="teacher", after=after)[0].name


def test_pages_hold_every_change_once_latest_first(auditor):
    moment = TeacherFactory().history.get().history_date
    schools = SchoolFactory.create_batch(45, unit=UnitFactory())
    teachers = TeacherFactory.create_batch(45)
    for thing in (*schools[:30], *teachers[:30]):  # many of one moment, of two kinds
        thing.history.update(history_date=moment)

    seen, response = [], auditor.get(ADDRESS, {"since": "2000-01-01"})
    while True:
        seen += [(story.at, story.kind, story.name) for story in
                 (row.record for row in response.context["table"].rows)]  # fmt: skip
        if not response.context["older_url"]:
            break
        response = auditor.get(ADDRESS + response.context["older_url"])

    total = sum(kind.rows.count() for kind in KINDS.values())
    assert len(seen) == total > 90
    assert len([item for item in set(seen) if item[1] in ("学校", "教师")]) == 91
    assert [item[0] for item in seen] == sorted((item[0] for item in seen), reverse=True)


@pytest.mark.parametrize("query", [{}, {"kind": "teacher"}, {"q": "赵"}])
def test_changes_cost_the_same_at_one_and_at_many_of_each_kind(auditor, query):
    change_everything()
    stories(auditor, **query)
    with CaptureQueriesContext(connection) as once:
        stories(auditor, **query)
    for _number in range(3):
        post = PostFactory(teacher__name="赵多")
        EnrolmentFactory(school=post.school)
        ExemptionFactory(teacher=post.teacher)
        RoleGrantFactory(unit_officer=True)

    with CaptureQueriesContext(connection) as often:
        stories(auditor, **query)

    assert len(often) == len(once) < 45


def test_auditor_of_a_unit_sees_the_changes_of_the_unit_and_what_holds_for_all(client):
    mine, other = UnitFactory(), UnitFactory()
    client.force_login(RoleGrantFactory(auditor=True, unit=mine).user)
    forget_history()
    post = PostFactory(teacher__name="本区", school__unit=mine, school__name="本区小学")
    EnrolmentFactory(school=post.school)
    ExemptionFactory(teacher=post.teacher)
    grant = RoleGrantFactory(school_admin=True, school=post.school)
    stranger = PostFactory(teacher__name="外区", school__unit=other, school__name="外区小学")
    EnrolmentFactory(school=stranger.school)
    ExemptionFactory(teacher=stranger.teacher)
    RoleGrantFactory(unit_officer=True, unit=other)
    RoleGrantFactory(site_admin=True)
    PolicyFactory(edition="全市")

    found = stories(client)

    assert {story.kind for story in found} == {
        "教师", "任职", "学校", "在校学生数", "免修", "授权", "学时政策",
    }  # fmt: skip
    assert not any("外区" in story.name for story in found)
    [granted] = [story for story in found if story.kind == "授权"]
    assert granted.name.startswith(grant.user.get_full_name())
    assert stories(client, q="外区") == []
