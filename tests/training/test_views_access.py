"""Every audit screen against every role: what is not theirs is not there."""

import pytest

from tests.factories.people import RoleGrantFactory

pytestmark = [pytest.mark.abuse("P01"), pytest.mark.abuse("D01")]
ROLES = (
    "teacher", "school_admin", "trainer", "unit_officer", "city_officer", "site_admin",
    "stranger", "signed_out",
)  # fmt: skip

# The status for each role in the order above; 302 for the signed-out leads to the login page.
SCREENS = {
    "/audit/": (404, 302, 404, 302, 302, 404, 404, 302),
    "/audit/2025/": (404, 404, 404, 404, 200, 404, 404, 302),
    "/audit/2025/units/{unit}/": (404, 404, 404, 200, 200, 404, 404, 302),
    "/audit/2025/units/{other_unit}/": (404, 404, 404, 404, 200, 404, 404, 302),
    "/audit/2025/units/420100/": (404, 404, 404, 404, 200, 404, 404, 302),
    "/audit/2025/schools/": (404, 200, 404, 200, 200, 404, 404, 302),
    "/audit/2025/schools/{school}/": (404, 200, 404, 200, 200, 404, 404, 302),
    "/audit/2025/schools/{other_school}/": (404, 404, 404, 404, 200, 404, 404, 302),
    "/audit/2025/teachers/": (404, 200, 404, 200, 200, 404, 404, 302),
    "/audit/2025/teachers/{met}/": (404, 200, 404, 200, 200, 404, 404, 302),
    "/audit/2025/teachers/{part_timer}/": (404, 404, 404, 404, 200, 404, 404, 302),
    "/my/year/": (302, 404, 404, 404, 404, 404, 404, 302),
    "/my/year/2025/": (200, 404, 404, 404, 404, 404, 404, 302),
}
CASES = [
    (role, screen, status)
    for screen, statuses in SCREENS.items()
    for role, status in zip(ROLES, statuses, strict=True)
]


@pytest.mark.parametrize(("role", "screen", "status"), CASES)
def test_screen_when_opened_by_role_then_answers_as_the_table_says(
    client, city, role, screen, status
):
    address = screen.format(
        unit=city.unit.code,
        other_unit=city.other_unit.code,
        school=city.school.code,
        other_school=city.other_school.code,
        met=city.met.number,
        part_timer=city.part_timer.number,
    )

    response = city.login(client, role).get(address)

    assert response.status_code == status
    if role == "signed_out":
        assert response.url.startswith("/accounts/login/?next=")


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("city_officer", "audit-city"),
        ("unit_officer", "audit-unit"),
        ("school_admin", "audit-school"),
    ],
)
def test_audit_home_when_opened_then_leads_to_the_widest_scope(client, city, role, name):
    response = city.login(client, role).get("/audit/", follow=True)

    assert response.status_code == 200
    assert response.resolver_match.view_name == name


def test_lists_when_opened_by_unit_officer_then_hold_only_their_unit(client, city):
    city.login(client, "unit_officer")

    schools = client.get("/audit/2025/schools/").content.decode()
    teachers = client.get("/audit/2025/teachers/").content.decode()

    assert city.school.name in schools
    assert city.other_school.name not in schools
    assert city.met.name in teachers
    assert city.part_timer.name not in teachers


def test_lists_when_opened_with_two_grants_then_hold_both(client, city):
    user = city.users["school_admin"]
    RoleGrantFactory(user=user, unit_officer=True, unit=city.other_unit)
    client.force_login(user)

    teachers = client.get("/audit/2025/teachers/").content.decode()

    assert city.met.name in teachers
    assert city.part_timer.name in teachers
