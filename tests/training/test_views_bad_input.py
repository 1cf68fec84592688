"""Nonsense in an address is a page or a 404, never an error."""

import pytest

pytestmark = pytest.mark.abuse("A07")
PATHS = [
    "/audit/1999/",
    "/audit/2100/",
    "/audit/9999/",
    "/audit/99999999999999999999/",
    "/audit/abc/",
    "/audit/2025/units/%00/",
    "/audit/2025/units/没有/",
    "/audit/2025/units/a%20b'%3B--/",
    "/audit/2025/schools/%00/",
    "/audit/2025/schools/0000000000/",
    "/audit/2025/teachers/%00/",
    "/audit/2025/teachers/%E2%80%AE/",
    "/audit/2025/teachers/" + "9" * 500 + "/",
    "/my/year/0/",
    "/my/year/9999/",
]
SCREENS = ["", "schools/", "teachers/", "units/{unit}/", "schools/{school}/", "teachers/{met}/"]
QUERIES = [
    "day=abc",
    "day=%00",
    "day=2025-13-45",
    "day=1999-01-01",
    "day=2025-02-30",
    "as_of=abc",
    "as_of=%00",
    "as_of=9999-12-31T23:59:59",
    "as_of=0001-01-01",
    "as_of=9999-12-31",
    "as_of=2025-06-30T12:00:00%2B99:99",
    "as_of=0001-01-01T00:00:00%2B14:00",
    "page=0",
    "page=-1",
    "page=99999999999999999999",
    "page=abc",
    "page=%00",
    "per_page=0",
    "per_page=-5",
    "sort=",
    "sort=-",
    "sort=%00",
    "sort=__class__",
    "sort=name&sort=-name&sort=counted",
    "q=%00",
    "q=%22",
    "q=%27%3B--",
    "q=" + "长" * 500,
    "unit=%00",
    "unit=nowhere",
    "standing=nonsense",
    "verdict=%00",
    "meets=maybe",
    "kind=000",
    "school=%00",
    "post=principal",
    "q[]=1&unit=&standing=&page=",
]


@pytest.mark.parametrize("path", PATHS)
def test_address_when_it_makes_no_sense_then_is_not_there(client, city, path):
    for role in ("city_officer", "teacher"):
        assert city.login(client, role).get(path).status_code == 404


@pytest.mark.parametrize("query", QUERIES)
def test_query_when_it_makes_no_sense_then_the_page_still_shows(client, city, query):
    city.login(client, "city_officer")
    for screen in SCREENS:
        address = screen.format(unit=city.unit.code, school=city.school.code, met=city.met.number)
        assert client.get(f"/audit/2025/{address}?{query}").status_code == 200, screen


def test_day_outside_the_year_when_asked_for_then_is_left_out_with_a_remark(client, city):
    city.login(client, "city_officer")

    page = client.get("/audit/2025/", {"day": "2024-06-30"}).content.decode()

    assert "统计基准日不在本年度内" in page
    assert "2025-12-31" in page


def test_moment_before_the_first_policy_when_asked_for_then_is_left_out_with_a_remark(client, city):
    city.login(client, "city_officer")

    page = client.get("/audit/2025/", {"as_of": "2001-01-01"}).content.decode()

    assert "系统那时还没有启用" in page


def test_search_when_it_holds_a_null_character_then_the_form_says_so(client, city):
    city.login(client, "city_officer")

    response = client.get("/audit/2025/teachers/?q=%00")

    assert response.context["filters"].errors["q"]
    assert response.context["found"] == 3
