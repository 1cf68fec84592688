"""The coverage report on the screen and as a workbook."""

from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.access_log.enums import Action
from people.access_log.models import AccessRecord, AccessSubject
from people.enums import PostKind

from .conftest import OTHER, SKILL, SUPERVISION

pytestmark = [pytest.mark.clause("R22"), pytest.mark.clause("R23")]

STATUSES = {
    "city": 200, "officer": 200, "school_admin": 200, "trainer": 404, "stranger": 404,
    "signed_out": 302,
}  # fmt: skip


@pytest.mark.parametrize(("role", "status"), STATUSES.items(), ids=STATUSES)
def test_report_when_asked_for_by_role_is_there_for_auditing_roles(client, area, role, status):
    area.login(client, role)

    for name in ("coverage", "coverage-export"):
        assert client.get(reverse(name, args=[2026])).status_code == status


@pytest.mark.parametrize("year", [0, 1999, 2100, 999999999999])
def test_report_of_a_year_far_off_is_not_there(client, area, year):
    area.login(client, "city")

    assert client.get(f"/coverage/{year}/").status_code == 404
    assert client.get(f"/coverage/{year}/export.xlsx").status_code == 404


@pytest.mark.parametrize(
    ("asked", "first"),
    [("1", 2026), ("5", 2022), ("", 2024), ("0", 2024), ("6", 2024), ("x", 2024), ("-1", 2024)],
)
def test_report_when_the_cycle_is_chosen_has_so_many_years(client, area, asked, first):
    area.login(client, "city")

    page = client.get(reverse("coverage", args=[2026]), {"years": asked})

    assert page.context["cycle"].first_year == first
    span = "2026 年度" if first == 2026 else f"{first}—2026 年度"
    assert f">{span}<" in page.content.decode()


def test_report_names_those_who_are_still_to_be_reached_and_nobody_out_of_reach(client, area):
    reached, trained = area.backbone(), area.officer()
    outside = area.backbone(area.other_school)
    area.held(reached, sessions=(SKILL, SUPERVISION), title="骨干研修班")
    area.held(trained, sessions=(SKILL,), day="2026-04-09")
    area.login(client, "officer")

    page = client.get(reverse("coverage", args=[2026]))

    text = page.content.decode()
    assert [row.teacher_id for row in page.context["coverage"].not_reached] == [trained.teacher_id]
    assert trained.teacher.name in text
    assert outside.teacher.name not in text
    assert "100.0%" in text
    assert "50.0%" in text
    assert "骨干研修班" in text


def test_report_of_nobody_says_that_nothing_is_known(client, area):
    area.login(client, "officer")

    text = client.get(reverse("coverage", args=[2026])).content.decode()

    assert "花名册中没有在岗的教研员和骨干教师" in text
    assert "本周期还没有已确认学时的培训班" in text


@pytest.mark.parametrize("name", ["coverage", "coverage-export"])
def test_report_when_rows_grow_from_one_to_many_costs_the_same(client, area, name):
    def grow(school, day):
        posts = [area.backbone(school), area.officer(school.unit)]
        posts.append(area.post(PostKind.PRINCIPAL, school))
        area.held(*posts, sessions=(SKILL, SUPERVISION, OTHER), general=True, day=day)
        area.backbone(school)

    area.login(client, "city")
    grow(area.school, "2026-03-09")
    address = reverse(name, args=[2026])
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    for day in ("2026-03-10", "2026-03-11", "2026-03-12"):
        grow(area.other_school, day)
    with CaptureQueriesContext(connection) as after:
        client.get(address)

    assert len(after) == len(before), [query["sql"][:120] for query in after]


def test_workbook_holds_the_report_and_leaves_a_row_with_everybody_in_it(client, area):
    reached, waiting = area.backbone(), area.officer()
    held = area.held(reached, sessions=(SKILL, SUPERVISION))
    area.held(area.post(PostKind.PRINCIPAL), sessions=(SKILL, OTHER), general=True)
    area.login(client, "officer")

    answer = client.get(reverse("coverage-export", args=[2026]), {"years": "1"})

    book = openpyxl.load_workbook(BytesIO(answer.content))
    units, batches, people, audiences, by_unit = (
        list(sheet.iter_rows(values_only=True)) for sheet in book
    )
    assert units[-1] == ("合计", 1, 0, 0, 1, 1, 1, 0.5, 0.5, 2)
    assert [row[0] for row in batches[1:]] == [held.number]
    named = {row[0]: row[5:] for row in people[1:]}
    assert named[waiting.teacher.number] == ("否", 0, "否", 0, "")
    assert named[reached.teacher.number][:4] == ("是", 4, "是", 2)
    assert audiences[1] == ("校长", 1, 4, 1, 0.667)
    assert by_unit[-1] == ("合计", 1, 0, 0, 1, 4, 1, 0.667)
    logged = AccessRecord.objects.get(action=Action.EXPORTED)
    assert logged.what == "2026 年度培训覆盖情况.xlsx"
    subjects = set(AccessSubject.objects.filter(record=logged).values_list("teacher_id", flat=True))
    assert subjects == {reached.teacher_id, waiting.teacher_id}
