"""The copy of one's own data: all that is kept about the person, and nothing about another."""

import json
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.documents import get_document_model

from common.clock import now, today
from courses.models import CourseIndexPage, CoursePage, Video
from courses.using.services.keeping import save_lesson, thank
from courses.using.services.noting import note_use
from credits.models import Leave
from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.enums import Role
from people.models import Teacher, User
from people.notices.enums import NoticeKind
from people.notices.models import Notice, NoticeChoice
from portal.privacy.own_data import own_data_archive, sections_of
from tests.factories.access_log import written
from tests.factories.activation import ActivationCodeFactory
from tests.factories.credits import EntryFactory, ExemptionFactory
from tests.factories.lessons import add_lesson
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.people import (
    ImportBatchFactory,
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    UserFactory,
)
from tests.people.sign_in.steps import with_app

pytestmark = pytest.mark.django_db
BOOK = "我的数据.xlsx"


def files_of(user) -> dict[str, bytes]:
    with ZipFile(BytesIO(own_data_archive(user))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def data_of(user) -> dict[str, list[dict]]:
    return json.loads(files_of(user)["data.json"])["data"]


def book_of(user) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(files_of(user)[BOOK]))


def all_text_of(user) -> str:
    """Every word of the archive, of both files."""
    cells = [
        str(cell.value) for sheet in book_of(user) for row in sheet.iter_rows() for cell in row
    ]
    return files_of(user)["data.json"].decode() + "\n".join(cells)


@pytest.fixture
def user(teacher) -> User:
    return teacher.user


def test_archive_when_made_then_holds_a_workbook_and_the_same_for_machines(user):
    files = files_of(user)

    assert files.keys() == {BOOK, "data.json"}
    content = json.loads(files["data.json"])
    assert content["format"] == "xinyu-own-data/1"
    assert content["account"] == user.username
    assert today().isoformat() in content["made_at"]
    sections = sections_of(user)
    assert list(content["data"]) == [section.name for section in sections]
    assert book_of(user).sheetnames == ["说明", *(section.title for section in sections)]


def test_archive_when_a_teacher_asks_then_tells_their_record_in_full(teacher, user):
    school = teacher.posts.get().school
    EntryFactory(teacher=teacher, school=school, title="沙盘工作坊", hours="12.5")
    approver = RoleGrantFactory().user
    ExemptionFactory(teacher=teacher, year=2025, reason="援藏", approved_by=approver)
    Leave.objects.create(
        teacher=teacher, starts_on=date(2025, 3, 1), ends_on=date(2025, 3, 9), reason="进修",
        document="武教〔2025〕2号", approved_by=approver,
    )  # fmt: skip

    data = data_of(user)

    assert data["roster"] == [
        {
            "number": "420106000001",
            "name": "欧阳本人",
            "sex": "未知",
            "phone": "13907130001",
            "backbone": False,
        }
    ]
    [post] = data["posts"]
    assert (post["place"], post["starts_on"]) == ("东湖第一小学", "2020-09-01")
    [entry] = data["entries"]
    assert (entry["title"], entry["hours"], entry["category"]) == ("沙盘工作坊", "12.5", "专业技能")
    [year] = [row for row in data["years"] if row["year"] == 2025]
    assert (year["standing"], year["counted"]) == ("免修", "12.5")
    assert [paper["reason"] for paper in data["exemptions"] + data["leaves"]] == ["援藏", "进修"]


def test_archive_when_the_record_was_changed_then_tells_how_it_was_before(teacher, user):
    teacher.phone = "13800000000"
    teacher.save()
    post = teacher.posts.get()
    post.ends_on = today()
    post.save()
    exemption = ExemptionFactory(teacher=teacher)
    exemption.delete()

    data = data_of(user)

    assert [(row["history_type"], row["phone"]) for row in data["roster_changes"]][-2:] == [
        ("新增", "13907130001"),
        ("变更", "13800000000"),
    ]
    assert [row["ends_on"] for row in data["post_changes"]] == [
        None,
        today().isoformat(),
    ]
    assert [row["history_type"] for row in data["exemption_changes"]] == ["新增", "删除"]


def test_archive_when_the_school_of_an_old_post_is_gone_then_is_made_all_the_same(teacher, user):
    post = PostFactory(teacher=teacher, school=SchoolFactory(name="旧校"))
    school = post.school
    post.delete()
    school.delete()

    assert [row["place"] for row in data_of(user)["post_changes"]].count("") == 2


def test_archive_when_an_account_has_been_used_then_tells_of_it(teacher, user):
    EmailAddress.objects.create(user=user, email="me@school.example", verified=True)
    SocialAccount.objects.create(user=user, provider="oidc", uid="420106000001")
    giver = RoleGrantFactory(unit_officer=True, user__last_name="委", user__first_name="托人").user
    RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=giver.grants.get().unit,
        user=user,
        on_behalf_of=giver,
        ends_on=today() + timedelta(days=9),
        reason="休假",
    )
    notice = NoticeFactory(user=user, title="学时已入账")
    DeliveryFactory(notice=notice, address="me@school.example")
    NoticeChoice.objects.create(user=user, kind=NoticeKind.JOB, by_email=True)
    ImportBatchFactory(created_by=user, file_name="登记.xlsx")
    CourseIndexPage.objects.get().add_child(instance=CoursePage(title="情绪识别", owner=user))
    film = "https://www.bilibili.com/video/BV1xx411c7mD"
    Video.objects.create(title="课堂片段", address=film, uploaded_by=user)
    lesson = add_lesson("给情绪留一个暂停键")
    save_lesson(lesson, by=user, list_name="期末")
    thank(lesson, by=user)
    note_use(lesson, by=user, used_on=today(), grade=8, reflection="时间偏紧。")
    get_document_model().objects.create(
        title="讲义", file=ContentFile(b"%PDF-", "plan.pdf"), uploaded_by_user=user
    )

    data = data_of(user)

    assert data["account"][0]["username"] == "420106000001"
    assert data["emails"][0]["email"] == "me@school.example"
    assert data["identities"][0]["uid"] == "420106000001"
    [grant] = data["grants"]
    assert (grant["holder"], grant["on_behalf_of"], grant["reason"]) == (
        "欧阳本人",
        "委托人",
        "休假",
    )
    assert data["notices"][0]["title"] == "学时已入账"
    assert data["deliveries"][0]["address"] == "me@school.example"
    assert data["notice_choices"] == [{"kind": "后台任务完成", "by_email": True}]
    assert data["imports"][0]["file_name"] == "登记.xlsx"
    assert data["pages"][0]["title"] == "情绪识别"
    assert {file["title"] for file in data["files"]} == {"讲义", "课堂片段"}
    assert data["saved_lessons"][0]["list_name"] == "期末"
    assert data["thanks"][0]["lesson"] == lesson.title
    assert data["lesson_uses"][0]["reflection"] == "时间偏紧。"
    assert [row["action"] for row in data["sign_ins"]] == ["登录"]
    assert data["sessions"][0]["ip"] == "127.0.0.1"


def test_archive_when_others_opened_the_record_then_names_them_as_the_screen_does(teacher, user):
    officer = UserFactory(last_name="王", first_name="督学")
    written(by=officer, origin=Origin(address="10.9.9.9", role="unit_officer"), teachers=[teacher])
    written(Action.REFUSED, by=officer, teachers=[teacher])

    [reader] = data_of(user)["readers"]

    assert (reader["actor_name"], reader["role"]) == ("王督学", "管理单位工作人员")
    assert "10.9.9.9" not in all_text_of(user)


def test_archive_when_others_have_data_beside_it_then_holds_none_of_theirs(teacher, user):
    other = PostFactory(
        teacher__name="别的老师",
        teacher__phone="13911112222",
        teacher__user=UserFactory(last_name="别的", first_name="账号"),
        school=teacher.posts.get().school,
    ).teacher
    EntryFactory(teacher=other, school=teacher.posts.get().school, title="别人的培训")
    ExemptionFactory(teacher=other, reason="别人的事由")
    NoticeFactory(user=other.user, title="别人的消息")
    DeliveryFactory(notice=NoticeFactory(user=other.user), address="other@school.example")
    EmailAddress.objects.create(user=other.user, email="other@school.example", verified=True)
    ImportBatchFactory(created_by=other.user, file_name="别人的文件.xlsx")
    RoleGrantFactory(user=other.user, reason="别人的授权")
    written(Action.SIGNED_IN, by=other.user, origin=Origin(address="10.8.8.8"))
    written(by=user, teachers=[other], what="别的老师的年度")

    text = all_text_of(user)

    for strange in ("别的", "别人的", other.number, "13911112222", "other@", "10.8.8.8"):
        assert strange not in text, strange


def test_archive_when_made_then_no_secret_is_in_it(teacher, user):
    secret = with_app(user)
    code = ActivationCodeFactory(teacher=teacher, code="34679ACDEFHJ", used_at=now())

    data, text = data_of(user), all_text_of(user)

    assert (len(data["second_factors"]), len(data["activation_codes"])) == (2, 1)
    assert user.password not in text
    assert secret not in text
    assert code.digest not in text
    assert "34679ACDEFHJ" not in text
    for factor in Authenticator.objects.filter(user=user):
        kept = [value for value in factor.data.values() if isinstance(value, str)]
        assert [value for value in kept if value in text] == []


@pytest.mark.abuse("T11")
@pytest.mark.parametrize("start", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", "＝1"])
def test_workbook_when_text_looks_like_a_formula_then_stays_text(teacher, user, start):
    EntryFactory(teacher=teacher, school=teacher.posts.get().school, title=start)

    cells = [
        cell
        for row in book_of(user)["学时账"].iter_rows(min_row=2)
        for cell in row
        if cell.value == start
    ]

    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]
    assert data_of(user)["entries"][0]["title"] == start


def test_archive_when_there_is_no_teacher_record_then_is_about_the_account(db):
    user = UserFactory(last_name="王", first_name="市管")

    data = data_of(user)

    assert data["account"][0]["full_name"] == "王市管"
    assert "roster" not in data


def test_archive_when_read_in_english_then_has_sheets_that_excel_takes(teacher, user):
    with translation.override("en"):
        titles = [section.title for section in sections_of(user)]
        own_data_archive(user)

    assert len({title.casefold() for title in titles}) == len(titles)


@pytest.mark.parametrize("count", [1, 3])
def test_sections_when_they_grow_then_cost_the_same(teacher, user, count):
    for _number in range(count):
        EntryFactory(teacher=teacher, school=teacher.posts.get().school, year=today().year)
        NoticeFactory(user=user)
        RoleGrantFactory(unit_officer=True, user=user)
        written(by=UserFactory(), teachers=[teacher])
        ImportBatchFactory(created_by=user)

    with CaptureQueriesContext(connection) as queries:
        sections_of(user)

    assert len(queries) == 50


# Where each table about a person is in the copy, or why it is not.
SECTIONS = {
    "people.Teacher": "roster",
    "people.HistoricalTeacher": "roster_changes",
    "people.Post": "posts",
    "people.HistoricalPost": "post_changes",
    "credits.Entry": "entries",
    "credits.YearSum": "years",
    "credits.Exemption": "exemptions",
    "credits.HistoricalExemption": "exemption_changes",
    "credits.Leave": "leaves",
    "credits.HistoricalLeave": "leave_changes",
    "certificates.Certificate": "certificates",
    "claims.Claim": "claims",
    "classes.Place": "classes",
    "classes.Mark": "attendance",
    "activation.ActivationCode": "activation_codes",
    "access_log.AccessSubject": "readers",
    "access_log.AccessRecord": "sign_ins",
    "account.EmailAddress": "emails",
    "socialaccount.SocialAccount": "identities",
    "mfa.Authenticator": "second_factors",
    "usersessions.UserSession": "sessions",
    "people.RoleGrant": "grants",
    "notices.Notice": "notices",
    "notices.NoticeChoice": "notice_choices",
    "notices.Delivery": "deliveries",
    "people.ImportBatch": "imports",
    "wagtailcore.Page": "pages",
    "courses.LessonPage": "pages",
    "courses.SavedLesson": "saved_lessons",
    "courses.Thanks": "thanks",
    "courses.LessonUse": "lesson_uses",
    "courses.Video": "files",
    "wagtaildocs.Document": "files",
    "wagtailimages.Image": "files",
}
BY_OFFICE = "who did it in office, beside what was done: it is about that, and kept as evidence"
OF_THE_DESK = "how the editor's desk is set and what waits on it, seen and changed there"
LEFT_OUT = {
    "credits.Chain": "the end of the person's chain of entries, which has each entry's hash",
    "activation.PrintJob": BY_OFFICE,
    "certificates.CertificateBatch": BY_OFFICE,
    "claims.ClaimEvent": BY_OFFICE,
    "claims.HistoricalClaimKind": BY_OFFICE,
    "classes.TrainingClass": BY_OFFICE,
    "classes.TrainingClass_organisers": BY_OFFICE,
    "classes.ClassEvent": BY_OFFICE,
    "classes.Material": BY_OFFICE,
    "classes.PlaceEvent": BY_OFFICE,
    "classes.PresenceSpan": BY_OFFICE,
    "classes.Ruling": BY_OFFICE,
    "classes.Leave": BY_OFFICE,
    "classes.Confirmation": BY_OFFICE,
    "classes.YearPlan": BY_OFFICE,
    "classes.HistoricalYearPlan": BY_OFFICE,
    "classes.HistoricalPlannedClass": BY_OFFICE,
    "classes.HistoricalTrainingClass": BY_OFFICE,
    "classes.HistoricalSession": BY_OFFICE,
    "classes.HistoricalLecturer": BY_OFFICE,
    "classes.HistoricalUnitQuota": BY_OFFICE,
    "people.HistoricalRoleGrant": "each grant tells its own days, reason and end",
    "people.HistoricalSchool": BY_OFFICE,
    "people.HistoricalEnrolment": BY_OFFICE,
    "training.HistoricalStaffingStandard": BY_OFFICE,
    "credits.HistoricalPolicy": BY_OFFICE,
    "credits.HistoricalPolicyLimit": BY_OFFICE,
    "people.User_groups": "follows from the grants",
    "people.User_user_permissions": "nobody has any: rights follow from the grants",
    "wagtailcore.PageLogEntry": BY_OFFICE,
    "wagtailcore.ModelLogEntry": BY_OFFICE,
    "wagtailcore.Revision": BY_OFFICE,
    "wagtailcore.WorkflowState": BY_OFFICE,
    "wagtailcore.TaskState": BY_OFFICE,
    "wagtailcore.Comment": OF_THE_DESK,
    "wagtailcore.CommentReply": OF_THE_DESK,
    "wagtailcore.PageSubscription": OF_THE_DESK,
    "wagtailcore.UploadedFile": OF_THE_DESK,
    "wagtailcore.APIToken": "a secret; nobody is given one here",
    "wagtailusers.UserProfile": OF_THE_DESK,
    "wagtailadmin.EditingSession": OF_THE_DESK,
    "wagtailadmin.FormState": OF_THE_DESK,
}


def tables_about_people() -> set[str]:
    """Those with a key to a person, or to a notice of theirs."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.related_model in (Teacher, User, Notice)
    }


def test_tables_about_people_when_listed_then_each_is_in_the_copy_or_has_a_reason(teacher, user):
    assert tables_about_people() == SECTIONS.keys() | LEFT_OUT.keys()
    told = {"account", "claim_evidence"} | set(SECTIONS.values())
    assert told == {section.name for section in sections_of(user)}
