"""A phone number is masked except to its owner; all of it is shown on request and logged."""

from datetime import date

import pytest

from people.access_log.enums import Action
from people.access_log.models import AccessRecord, AccessSubject
from tests.factories.people import PostFactory

pytestmark = pytest.mark.abuse("C01")
WHOLE, MASKED = "13812345678", "138****5678"
ASK = "查看完整号码"


@pytest.fixture(autouse=True)
def phone(city):
    city.met.phone = WHOLE
    city.met.save()
    return city.met.phone


def page_of(client, teacher) -> str:
    response = client.get(f"/audit/2025/teachers/{teacher.number}/")
    assert response.status_code == 200
    return response.content.decode()


def ask(client, teacher, **options):
    return client.post(f"/audit/2025/teachers/{teacher.number}/phone/", **options)


@pytest.mark.parametrize("role", ["school_admin", "unit_officer", "city_officer"])
def test_phone_on_the_page_is_masked_and_offered(client, city, role):
    page = page_of(city.login(client, role), city.met)

    assert MASKED in page
    assert WHOLE not in page
    assert ASK in page


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize("role", ["school_admin", "unit_officer", "city_officer"])
def test_phone_when_asked_for_is_shown_and_logged(client, city, role, headers):
    response = ask(city.login(client, role), city.met, headers=headers)

    assert response.status_code == 200
    assert WHOLE in response.content.decode()
    assert ("<html" in response.content.decode()) is not bool(headers)
    assert "no-store" in response["Cache-Control"]
    row = AccessRecord.objects.get()
    assert (row.action, row.actor, row.what) == (Action.REVEALED, city.users[role], "手机号")
    assert AccessSubject.objects.get().teacher == city.met
    assert WHOLE not in "".join(map(str, vars(row).values()))


@pytest.mark.parametrize(
    ("role", "status"), [("teacher", 404), ("trainer", 404), ("site_admin", 404), ("stranger", 404)]
)
def test_phone_when_asked_for_by_another_role_is_not_there(client, city, role, status):
    assert ask(city.login(client, role), city.met).status_code == status
    assert AccessRecord.objects.get().action == Action.REFUSED


def test_phone_when_asked_for_signed_out_leads_to_the_log_in(client, city):
    assert ask(client, city.met).status_code == 302
    assert not AccessRecord.objects.exists()


def test_phone_when_asked_for_by_get_is_refused(client, city):
    address = f"/audit/2025/teachers/{city.met.number}/phone/"

    assert city.login(client, "city_officer").get(address).status_code == 405


def test_phone_of_a_teacher_out_of_scope_is_not_there(client, city):
    city.part_timer.phone = WHOLE
    city.part_timer.save()

    assert ask(city.login(client, "unit_officer"), city.part_timer).status_code == 404


def test_phone_of_somebody_who_moved_away_stays_masked(client, city):
    city.met.posts.update(ends_on=date(2025, 6, 30))
    PostFactory(teacher=city.met, school=city.other_school, starts_on=date(2025, 7, 1))
    city.login(client, "unit_officer")

    page = page_of(client, city.met)

    assert MASKED in page
    assert ASK not in page
    assert ask(client, city.met).status_code == 404


def test_phone_when_there_is_none_is_said_and_not_offered(client, city):
    page = page_of(city.login(client, "unit_officer"), city.short)

    assert "未登记" in page
    assert ASK not in page


def test_phone_of_ones_own_is_whole_on_ones_own_page(client, city):
    page = city.login(client, "teacher").get("/my/year/2025/").content.decode()

    assert WHOLE in page
    assert "我的资料" in page
    assert 'href="/my/readers/"' in page


@pytest.mark.parametrize("suffix", ["xlsx", "pdf"])
def test_exports_hold_no_phone(client, city, suffix):
    from tests.training.test_views_exports import text_of

    response = city.login(client, "city_officer").get(f"/audit/2025/export.{suffix}")

    if suffix == "pdf":
        assert WHOLE not in text_of(response)
    else:
        assert WHOLE not in all_cells(response)


def all_cells(response) -> set[str]:
    from io import BytesIO

    import openpyxl

    book = openpyxl.load_workbook(BytesIO(response.content))
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("address", ["", "teachers/", "schools/{school}/"])
def test_lists_hold_no_phone(client, city, address):
    page = f"/audit/2025/{address.format(school=city.school.code)}"

    text = city.login(client, "city_officer").get(page).content.decode()

    assert WHOLE not in text
    assert MASKED not in text
