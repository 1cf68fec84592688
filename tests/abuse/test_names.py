"""Names and titles that pretend to be formulas (T11) or markup (T12) stay what they are: text."""

import re
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from django.test import Client
from django.utils.html import escape
from pypdf import PdfReader

from common.clock import today
from courses.models import CourseIndexPage, CoursePage
from people.activation.models import PrintJob
from people.enums import Role
from people.notices.enums import NoticeKind
from people.notices.letters import letter_for
from people.notices.models import Delivery
from people.notices.services.notifying import notify
from people.services.accounts import sync_editor_groups
from tests.factories.credits import EntryFactory
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory
from tests.people.sign_in.steps import PASSWORD, log_in
from tests.uploads import upload
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db
FORMULAS = [
    '=HYPERLINK("http://x","点")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]
MARKUP = [
    "<script>alert(1)</script>",
    "{{7*7}}{% now 'Y' %}",
    '<img src="file:///etc/passwd">',
    '<font color="red">红</font>',
    "\"' onmouseover='alert(1)",
]
# What a page says of itself to machines: JSON without brackets, where text stands as it is.
DATA = re.compile(r'<script type="application/ld\+json">[^<>\']*</script>')
ROLES = {
    "school_admin": Role.SCHOOL_ADMIN,
    "unit_officer": Role.UNIT_OFFICER,
    "city_officer": Role.CITY_OFFICER,
    "site_admin": Role.SITE_ADMIN,
    "auditor": Role.AUDITOR,
}


class NamedCity:
    """One school whose people, school and unit all bear `name`, and somebody in every role."""

    def __init__(self, name: str):
        self.name = name
        post = PostFactory(
            teacher__name=name, school__name=name, school__unit__name=name, starts_on=today()
        )
        self.teacher, self.school = post.teacher, post.school
        self.teacher.user = UserFactory(username="u-zhang", last_name="", first_name=name)
        self.teacher.user.set_password(PASSWORD)
        self.teacher.user.save()
        self.teacher.save()
        EntryFactory(teacher=self.teacher, school=self.school, year=today().year, title=name)
        places = {
            "school_admin": {"school": self.school},
            "unit_officer": {"unit": self.school.unit},
        }
        self.users = {
            role: RoleGrantFactory(
                **({} if role == "city_officer" else {role: True}),
                **places.get(role, {}),
                user__last_name="",
                user__first_name=name,
                reason=name,
            ).user
            for role in ROLES
        }

    def browser(self, role: str) -> Client:
        client = Client(headers={"User-Agent": self.name})
        if role == "teacher":
            log_in(client, "u-zhang")
        else:
            client.force_login(self.users[role])
        return client


def cells_of(data: bytes) -> list:
    """Of every sheet."""
    book = openpyxl.load_workbook(BytesIO(data))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def text_of(pdf: bytes) -> str:
    found = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return "".join(found.split())


def workbooks_of(city: NamedCity) -> dict[str, bytes]:
    """Every workbook that somebody may take home; what they did before is in the log."""
    year = today().year
    audit = f"/audit/{year}/export.xlsx"
    books = {
        role: city.browser(role).get(audit).content
        for role in ("school_admin", "unit_officer", "city_officer")
    }
    own = ZipFile(BytesIO(city.browser("teacher").post("/my/data/").content))
    [name] = [name for name in own.namelist() if name.endswith(".xlsx")]
    books["own data"] = own.read(name)
    books["access log"] = city.browser("auditor").get("/access-log/export.xlsx").content
    return books


@pytest.mark.abuse("T11")
@pytest.mark.parametrize("name", FORMULAS)
def test_workbook_when_names_look_like_formulas_then_holds_none(name):
    for which, data in workbooks_of(NamedCity(name)).items():
        cells = cells_of(data)
        named = [cell for cell in cells if cell.value == name]
        assert named, which
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}, which
        assert all(cell.quotePrefix for cell in named), which


@pytest.mark.abuse("T12")
@pytest.mark.parametrize("name", MARKUP)
def test_screen_when_names_look_like_markup_then_shows_them_as_text(name):
    city, year = NamedCity(name), today().year
    number, code = city.teacher.number, city.school.code
    notify(city.teacher.user, NoticeKind.RECORD, title=name, body=name, url="/my/year/")
    RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=city.school.unit,
        user=city.teacher.user,
        on_behalf_of=city.users["unit_officer"],
        starts_on=today(),
        ends_on=today() + timedelta(days=9),
        reason=name,
    )
    screens = [
        ("teacher", "/start/"),
        ("teacher", f"/my/year/{year}/"),
        ("teacher", "/notices/"),
        ("teacher", "/delegations/"),
        ("school_admin", f"/audit/{year}/schools/{code}/"),
        ("school_admin", "/accounts/people/"),
        ("school_admin", f"/accounts/people/{number}/"),
        ("unit_officer", f"/audit/{year}/units/{city.school.unit.code}/"),
        ("unit_officer", f"/audit/{year}/teachers/"),
        ("unit_officer", f"/audit/{year}/teachers/{number}/"),
        ("city_officer", f"/audit/{year}/"),
        ("city_officer", f"/audit/{year}/schools/"),
        ("site_admin", "/grants/"),
        ("site_admin", "/access-log/changes/"),
        ("teacher", "/my/readers/"),
        ("auditor", "/access-log/"),
    ]

    for role, address in screens:
        page = city.browser(role).get(address).content.decode()
        assert escape(name) in page, address
        for raw in ("<script>alert(1)", '<img src="file:', '<font color="red">', "' onmouseover='"):
            assert raw not in page, address


@pytest.mark.abuse("T12")
@pytest.mark.parametrize("name", MARKUP[:4])
def test_document_when_names_look_like_markup_then_prints_them_as_text(name):
    city = NamedCity(name)
    pdf = city.browser("unit_officer").get(f"/audit/{today().year}/export.pdf").content
    desk = city.browser("school_admin")
    PostFactory(teacher__name=name, school=city.school)  # who has no account yet
    desk.post(
        "/accounts/people/sheets/new/",
        {"form_id": "0190a1b2-c3d4-7000-8000-000000000001", "who": "all"},
    )
    sheet = desk.get(f"/accounts/people/sheets/{PrintJob.objects.get().pk}/codes.pdf")

    assert "".join(name.split()) in text_of(pdf)
    assert "".join(name.split()) in text_of(sheet.content)


@pytest.mark.abuse("T12")
@pytest.mark.parametrize("name", MARKUP)
def test_letter_when_it_names_somebody_then_names_them_as_text(name):
    user = UserFactory(last_name="", first_name=name, email="zhang@school.example")
    notify(user, NoticeKind.RECORD, title=name, body=f"{name} 请核对", url="/my/year/")

    letter = letter_for(Delivery.objects.get())

    [html] = [part.content for part in letter.alternatives]
    assert name in letter.body
    assert escape(name) in html
    assert name not in html
    assert "\n" not in letter.subject


@pytest.mark.abuse("T12")
@pytest.mark.parametrize("name", MARKUP)
def test_page_when_its_title_looks_like_markup_then_shows_it_as_text(client, name):
    page = CoursePage(
        title=name, slug="x", summary=name, audience=name, body=[("text", f"<p>{escape(name)}</p>")]
    )
    CourseIndexPage.objects.get().add_child(instance=page)
    editor = RoleGrantFactory().user
    sync_editor_groups(editor)

    for shown in (client.get("/"), client.get(page.url)):
        assert escape(name) in shown.content.decode()
        assert name not in DATA.sub("", shown.content.decode())
    client.force_login(editor)
    for address in (f"/admin/pages/{page.get_parent().pk}/", f"/admin/pages/{page.pk}/edit/"):
        desk = client.get(address).content.decode()
        assert "<script>alert(1)" not in desk
        assert '<img src="file:' not in desk


@pytest.mark.abuse("T12")
def test_file_when_its_name_looks_like_markup_then_is_shown_as_text(client):
    client.force_login(RoleGrantFactory().user)
    for name in ("'\"{{7*7}}<img src=x onerror=alert(1)>.xlsx", "<script>alert(1)<.xlsx"):
        batch = upload(client, workbook("hours", {}), name=name)

        for address in ("/imports/", f"/imports/{batch.pk}/"):
            page = client.get(address).content.decode()
            assert escape(batch.file_name) in page
            assert "<img src=x" not in page
            assert "<script>alert" not in page
