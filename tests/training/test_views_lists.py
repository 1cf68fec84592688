"""Search, filters, order and pages of the lists, and that each figure leads to its rows."""

import re
from html import unescape

import pytest

from people.enums import SchoolKind
from tests.factories.credits import EntryFactory, ExemptionFactory
from tests.factories.people import PostFactory, RoleGrantFactory, SchoolFactory, TeacherFactory

TEACHERS, SCHOOLS = "/audit/2025/teachers/", "/audit/2025/schools/"


@pytest.fixture
def officer(client, city):
    return city.login(client, "city_officer")


def rows(response) -> list[str]:
    """The names in the rows shown, in order."""
    return [row.record.name for row in response.context["table"].paginated_rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["甲达标", "乙未满", "丙兼职"]),
        ("q=未满", ["乙未满"]),
        ("q= 未满 ", ["乙未满"]),
        ("q=没有这个人", []),
        ("standing=binding", ["甲达标", "乙未满"]),
        ("standing=reference", ["丙兼职"]),
        ("verdict=met", ["甲达标"]),
        ("verdict=short", ["乙未满"]),
        ("post=part_time", ["丙兼职"]),
        ("school=西测", ["丙兼职"]),
        ("verdict=short&standing=reference", []),
    ],
)
def test_teacher_list_when_filtered_then_shows_those_who_fit(officer, query, expected):
    assert rows(officer.get(f"{TEACHERS}?{query}")) == expected


def test_teacher_list_when_searched_by_number_then_finds_the_one(officer, city):
    assert rows(officer.get(TEACHERS, {"q": city.short.number[-6:]})) == [city.short.name]


def test_teacher_list_when_filtered_by_unit_then_shows_those_of_the_unit(officer, city):
    assert rows(officer.get(TEACHERS, {"unit": city.other_unit.code})) == [city.part_timer.name]


def test_teacher_list_when_a_part_timer_falls_short_then_no_verdict_is_shown(officer, city):
    page = officer.get(TEACHERS, {"standing": "reference"}).content.decode()

    assert "badge-short" not in page
    assert "兼职（参照执行）" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["东测第一小学", "西测第一小学"]),
        ("q=西测", ["西测第一小学"]),
        ("meets=yes", ["东测第一小学"]),
        ("meets=no", ["西测第一小学"]),
        ("meets=any", ["东测第一小学", "西测第一小学"]),
        ("meets=none", []),
        (f"kind={SchoolKind.SENIOR}", []),
        (f"kind={SchoolKind.PRIMARY}&meets=no", ["西测第一小学"]),
    ],
)
def test_school_list_when_filtered_then_shows_those_that_fit(officer, query, expected):
    assert rows(officer.get(f"{SCHOOLS}?{query}")) == expected


def test_school_list_when_searched_by_code_then_finds_the_one(officer, city):
    assert rows(officer.get(SCHOOLS, {"q": city.school.code})) == [city.school.name]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("counted", ["乙未满", "丙兼职", "甲达标"]),
        ("-counted", ["甲达标", "乙未满", "丙兼职"]),
        ("-name", ["丙兼职", "乙未满", "甲达标"]),
        ("nonsense", ["甲达标", "乙未满", "丙兼职"]),
    ],
)
def test_teacher_list_when_sorted_then_stands_in_that_order(officer, sort, expected):
    assert rows(officer.get(TEACHERS, {"sort": sort})) == expected


def test_teacher_list_when_longer_than_a_page_then_shows_50_a_page(officer, city):
    for _ in range(50):
        PostFactory(school=city.school)

    first, second = officer.get(TEACHERS), officer.get(TEACHERS, {"page": 2})

    assert len(rows(first)) == 50
    assert len(rows(second)) == 3
    assert "共 2 页" in first.content.decode()


def test_links_when_a_list_is_filtered_then_keep_the_filter_and_the_lens(officer, city):
    EntryFactory(teacher=city.met, school=city.school, year=2024)
    page = unescape(
        officer.get(TEACHERS, {"standing": "binding", "day": "2025-06-30"}).content.decode()
    )

    sort_link = re.search(r'href="([^"]*sort=[^"]*)"', page)[1]
    assert "standing=binding" in sort_link
    assert "day=2025-06-30" in sort_link
    assert re.search(r'href="/audit/2024/teachers/\?day=2024-06-30&standing=binding"', page)
    assert re.search(r'href="/audit/2025/teachers/\d+/\?day=2025-06-30"', page)


def test_teacher_list_when_a_number_holds_signs_then_its_link_still_leads_there(officer, city):
    PostFactory(school=city.school, teacher__number="武/12#3?%4", teacher__name="编号怪")

    page = officer.get(TEACHERS, {"q": "编号怪"}).content.decode()

    link = unescape(re.search(r'href="(/audit/2025/teachers/[^"?]+)"', page)[1])
    assert "编号怪" in officer.get(link).content.decode()


@pytest.mark.parametrize("page", ["/audit/2025/", "/audit/2025/units/{unit}/"])
def test_figures_when_followed_then_lead_to_as_many_rows(officer, city, page):
    PostFactory(teacher=TeacherFactory(), school=city.school, ends_on="2025-03-31")
    exempt = PostFactory(school=city.school).teacher
    ExemptionFactory(teacher=exempt)
    SchoolFactory(unit=city.unit)
    context = officer.get(page.format(unit=city.unit.code)).context
    linked = [figure for figure in [*context["people"], *context["staffing"]] if figure.href]
    plain_counts = [figure for figure in linked if figure.unit in ("人", "所")]

    for figure in plain_counts:
        if figure.label in ("在校学生", "缺编"):
            continue
        assert officer.get(figure.href).context["found"] == int(figure.value), figure
    assert len(plain_counts) >= 7


def test_unit_table_when_shown_then_ends_with_the_sums_of_all(officer, city):
    page = officer.get("/audit/2025/").content.decode()

    foot = re.search(r"<tfoot>.*</tfoot>", page, re.DOTALL)[0]
    assert "12,345" in foot
    assert "50.0%" in foot


def test_unit_page_when_nobody_is_binding_then_shows_no_rate(officer, city):
    page = officer.get(f"/audit/2025/units/{city.other_unit.code}/").content.decode()

    assert "没有应达标的专职教师" in page
    assert "0.0%" not in page.split("培训学时</h2>")[1].split("教师配备</h2>")[0]


def test_city_page_when_nothing_is_on_record_then_says_so(client, db):
    client.force_login(RoleGrantFactory().user)

    page = client.get("/audit/2025/").content.decode()

    assert "还没有学校和教师" in page


def test_city_page_when_asked_as_of_a_past_moment_then_leaves_later_hours_out(officer, city):
    moment = EntryFactory(teacher=city.part_timer, school=city.other_school).posted_at
    EntryFactory(teacher=city.short, school=city.school, hours=24)

    now = officer.get("/audit/2025/").context["audit"]
    then = officer.get("/audit/2025/", {"as_of": moment.isoformat()}).context["audit"]

    assert (then.totals.compliant, now.totals.compliant) == (1, 2)


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("/audit/2025/", "day=2025-06-30"),
        ("/audit/2025/units/{unit}/", "day=2025-06-30&unit={unit}"),
        ("/audit/2025/schools/{school}/", "day=2025-06-30&school={school}"),
    ],
)
def test_exports_when_offered_then_hold_the_same_as_the_screen(officer, city, page, query):
    codes = {"unit": city.unit.code, "school": city.school.code}

    shown = unescape(officer.get(page.format(**codes), {"day": "2025-06-30"}).content.decode())

    for suffix in ("xlsx", "pdf"):
        assert f'href="/audit/2025/export.{suffix}?{query.format(**codes)}"' in shown
