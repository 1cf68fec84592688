"""Whoever answers for one school or district reaches for another: P01, P04, D01.

Nothing of the other place may show anywhere: no row, no total, no choice of a filter, no hint.
"""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader

from people.activation.models import PrintJob
from people.enums import PostKind
from people.models import School, Teacher, Unit, User
from tests.abuse.asking import is_refused
from tests.factories.credits import EntryFactory
from tests.factories.people import (
    EnrolmentFactory,
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
YEAR = "/audit/2025/"
SCREENS = ("", "schools/", "teachers/", "units/{unit}/", "schools/{school}/", "teachers/{number}/")
# Ways in which somebody may hope to see more, each with what belongs to the other place.
WIDER = (
    "?district={other_unit}", "?unit={other_unit}", "?unit=420100", "?school={other_school}",
    "?q={other_name}", "?q={other_number}", "?q=%", "?q=_", "?page_size=100000", "?per_page=100000",
    "?limit=0", "?page=2", "?sort=unit_name", "?sort=-school_name", "?all=1", "?scope=city",
    "?unit={unit}&unit={other_unit}", "?unit[]={other_unit}", "?school__unit__code={other_unit}",
    "?standing=left", "?day=2025-01-01", "?as_of=2025-12-31",
)  # fmt: skip


class TwoDistricts:
    """An own district and another one; one school each, and a second school in the own."""

    def __init__(self):
        self.unit, self.other_unit = UnitFactory(name="己区"), UnitFactory(name="彼区")
        self.school = SchoolFactory(unit=self.unit, name="己校")
        self.sister = SchoolFactory(unit=self.unit, name="邻校")
        self.other = SchoolFactory(unit=self.other_unit, name="彼校")
        self.people = {
            name: self.person(name, school)
            for name, school in (("甲师", self.school), ("乙师", self.sister), ("丙师", self.other))
        }
        principal = PostFactory(
            teacher__user=UserFactory(first_name="校长"),
            school=self.school,
            kind=PostKind.PRINCIPAL,
        )
        self.principal: User = principal.teacher.user
        self.officer: User = RoleGrantFactory(unit_officer=True, unit=self.unit).user

    @staticmethod
    def person(name: str, school: School) -> Teacher:
        post = PostFactory(teacher__name=name, teacher__phone="13907130001", school=school)
        EntryFactory(teacher=post.teacher, school=school)
        EnrolmentFactory(school=school, students=777)
        return post.teacher

    def filled(self, text: str) -> str:
        return text.format(
            unit=self.unit.code,
            other_unit=self.other_unit.code,
            school=self.school.code,
            other_school=self.other.code,
            sister=self.sister.code,
            number=self.people["甲师"].number,
            other_name="丙师",
            other_number=self.people["丙师"].number,
        )

    def hidden_from(self, user: User) -> list[str]:
        """The words that tell of what is not theirs."""
        beyond = [self.other_unit.name, self.other.name, "丙师"]
        beyond += [self.other_unit.code, self.other.code, self.people["丙师"].number]
        if user == self.principal:
            beyond += [self.sister.name, "乙师", self.sister.code, self.people["乙师"].number]
        return beyond


@pytest.fixture
def districts(db) -> TwoDistricts:
    return TwoDistricts()


@pytest.fixture(params=[pytest.param("principal", marks=pytest.mark.abuse("P04")),
                        pytest.param("officer", marks=pytest.mark.abuse("D01"))])  # fmt: skip
def user(request, districts) -> User:
    return getattr(districts, request.param)


@pytest.fixture
def desk(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown_words(page: str, query: str) -> str:
    """Without what the address itself said, which search fields and links repeat."""
    said = [part.partition("=")[2] for part in query.lstrip("?").split("&")]
    for word in said:
        page = page.replace(word, "") if len(word) > 1 else page
    return page


@pytest.mark.parametrize("query", WIDER)
def test_list_when_asked_for_more_then_shows_nothing_of_the_other_place(
    districts, user, desk, query
):
    query = districts.filled(query)
    for screen in SCREENS:
        response = desk.get(districts.filled(YEAR + screen) + query)
        if response.status_code != 200:
            assert is_refused(response, 404)
            continue
        page = shown_words(response.content.decode(), query)
        assert [word for word in districts.hidden_from(user) if word in page] == [], screen


def test_list_when_searched_for_somebody_elsewhere_then_counts_as_for_nobody(districts, desk):
    """No hint: not in the number found, nor in the number of all, nor in the words about it."""
    elsewhere = desk.get(f"{YEAR}teachers/", {"q": "丙师"}).context
    nobody = desk.get(f"{YEAR}teachers/", {"q": "无此人"}).context

    assert (elsewhere["found"], elsewhere["all"]) == (nobody["found"], nobody["all"])
    assert elsewhere["found"] == 0
    assert elsewhere["table"].empty_title == nobody["table"].empty_title


def test_filter_when_one_answers_for_one_place_then_offers_no_other(desk):
    for screen in ("schools/", "teachers/"):
        assert "unit" not in desk.get(YEAR + screen).context["filters"].fields


def test_totals_when_shown_then_count_ones_own_only(districts, user, desk):
    schools = 1 if user == districts.principal else 2
    lists = {screen: desk.get(YEAR + screen).context["all"] for screen in ("schools/", "teachers/")}

    assert lists == {"schools/": schools, "teachers/": schools}
    book = workbook_of(desk.get(f"{YEAR}export.xlsx"))
    figures = {row[0]: row[1] for row in book["汇总"].iter_rows(values_only=True)}
    assert (figures["学校"], figures["教师合计"]) == (schools, schools)
    assert figures["在校学生"] == 777 * schools


def workbook_of(response):
    return openpyxl.load_workbook(BytesIO(response.content))


@pytest.mark.parametrize("query", ["", "?unit={unit}", "?school={school}", *WIDER[7:14]])
def test_export_when_made_then_holds_nothing_of_the_other_place(districts, user, desk, query):
    query = districts.filled(query)
    for file in ("export.xlsx", "export.pdf"):
        response = desk.get(YEAR + file + query)
        if response.status_code != 200:  # a district is not a principal's to export
            assert user == districts.principal
            assert is_refused(response, 404)
            continue
        text = text_of(response)
        assert "甲师" in text
        assert [word for word in districts.hidden_from(user) if word in text] == [], file


def text_of(response) -> str:
    """All words of a workbook or a PDF."""
    if response["Content-Type"] == "application/pdf":
        pages = PdfReader(BytesIO(response.content)).pages
        return "".join("".join(page.extract_text().split()) for page in pages)
    sheets = workbook_of(response)
    return " ".join(
        str(cell.value)
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value
    )


@pytest.mark.abuse("P01")
@pytest.mark.parametrize(
    "address",
    [
        *(YEAR + screen for screen in ("schools/{other_school}/", "teachers/{other_number}/")),
        *(
            YEAR + screen
            for screen in ("schools/{sister}/", "units/{unit}/", "units/{other_unit}/")
        ),
        f"{YEAR}export.xlsx?school={{sister}}",
        f"{YEAR}export.pdf?unit={{unit}}",
        "/accounts/people/{other_number}/",
    ],
)
def test_principal_when_opening_another_school_then_it_is_not_there(districts, client, address):
    client.force_login(districts.principal)

    assert is_refused(client.get(districts.filled(address)), 404)


@pytest.mark.abuse("P01")
@pytest.mark.parametrize("act", ["issue", "mail", "revoke", "suspend", "restore", "factors"])
def test_principal_when_deciding_about_somebody_elsewhere_then_they_are_not_there(
    districts, client, act
):
    client.force_login(districts.principal)
    fields = {"purpose": "activate", "address": "evil@example.org"}
    for name in ("乙师", "丙师"):
        number = districts.people[name].number
        assert is_refused(client.post(f"/accounts/people/{number}/{act}/", fields), 404)

    assert not districts.people["乙师"].activation_codes.exists()


@pytest.mark.abuse("P01")
def test_principal_when_ordering_codes_for_people_elsewhere_then_gets_those_of_the_school_only(
    districts, client
):
    client.force_login(districts.principal)
    everybody = [teacher.number for teacher in districts.people.values()]
    form = {"form_id": "0190a1b2-c3d4-7000-8000-000000000001", "who": "picked", "pick": everybody}

    client.post("/accounts/people/sheets/new/", form)

    job = PrintJob.objects.get()
    assert job.teacher_ids == [districts.people["甲师"].pk]
    assert not districts.people["丙师"].activation_codes.exists()


@pytest.mark.abuse("P04")
def test_accounts_when_listed_then_count_and_hint_at_ones_own_only(districts, client):
    client.force_login(districts.principal)
    for query in ("", "?q=丙师", "?q=乙师", "?school=彼校", "?unit=彼区", "?page_size=9999"):
        page = client.get(f"/accounts/people/{query}")
        counts = {label: count for label, count, _written, _href in page.context["figures"]}
        assert sum(counts.values()) == 1
        words = shown_words(page.content.decode(), query)
        assert [word for word in districts.hidden_from(districts.principal) if word in words] == []


@pytest.mark.abuse("D01")
def test_start_page_of_a_district_when_opened_then_counts_its_own_only(districts, client):
    client.force_login(districts.officer)

    page = client.get("/start/").content.decode()

    assert [word for word in districts.hidden_from(districts.officer) if word in page] == []
    assert Unit.objects.visible_to(districts.officer).count() == 1


@pytest.mark.abuse("D01")
@pytest.mark.parametrize("query", [{}, {"teacher": "丙师"}])
def test_auditor_of_a_district_when_searching_then_finds_what_is_its_own_only(
    districts, client, query
):
    """What was done in the other district is not in the log of this one."""
    for name, by in (("甲师", districts.officer), ("丙师", RoleGrantFactory().user)):
        somebody = Client()
        somebody.force_login(by)
        number = districts.people[name].number
        assert somebody.get(f"{YEAR}teachers/{number}/").status_code == 200
    client.force_login(RoleGrantFactory(auditor=True, unit=districts.unit).user)

    page = client.get("/access-log/", query).content.decode().replace('value="丙师"', "")
    book = workbook_of(client.get("/access-log/export.xlsx", query))

    rows = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "丙师" not in page
    assert "丙师" not in rows
    assert ("甲师" in page) is (not query)
