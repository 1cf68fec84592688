"""The screens on which a plan is made, read and published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from tests.factories.classes import ClassFactory, PlaceFactory
from tests.factories.plans import PlanFactory, PlannedClassFactory
from training.classes.enums import ClassState, PlanState
from training.classes.models import PlannedClass, YearPlan

pytestmark = pytest.mark.clause("R17")

LINE = {
    "title": "骨干教师研修班", "level": "district", "audience_kinds": ["full_time"],
    "backbone": "on", "category": "skill", "hours": "16", "term": "summer", "places": "60",
    "budget": "120000",
}  # fmt: skip


def page_of(client, name, *args) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


# Whether each person sees a plan of the unit: as a draft, as a published one, and its form.
SEEN = {
    "officer": (200, 200, 200),
    "colleague": (200, 200, 200),
    "city": (200, 200, 200),
    "other_officer": (404, 200, 404),
    "trainer": (404, 200, 404),
    "school_admin": (404, 200, 404),
    "stranger": (404, 404, 404),
    "signed_out": (302, 302, 302),
}


@pytest.mark.parametrize(("role", "answers"), SEEN.items(), ids=SEEN)
def test_plan_when_asked_for_by_role_is_there_for_those_it_concerns(client, place, role, answers):
    PlanFactory(unit=place.unit, year=2025)
    PlanFactory(unit=place.unit, year=2026, published=True)
    place.login(client, role)

    found = [
        client.get(reverse("plan", args=[2025, place.unit.code])).status_code,
        client.get(reverse("plan", args=[2026, place.unit.code])).status_code,
        client.get(reverse("plan-line-new", args=[2025, place.unit.code])).status_code,
    ]

    assert tuple(found) == answers


OWN_ADDRESSES = ["plan-note", "plan-return", "plan-reopen", "plan-line-new"]


@pytest.mark.parametrize("name", OWN_ADDRESSES)
def test_published_plan_of_others_is_read_and_not_worked_on(client, place, name):
    PlanFactory(unit=place.unit, published=True)
    place.login(client, "other_officer")

    assert client.get(reverse(name, args=[2026, place.unit.code])).status_code == 404
    step = reverse("plan-step", args=[2026, place.unit.code, "propose"])
    assert client.post(step).status_code == 404


@pytest.mark.parametrize("year", [0, 1999, 2100, 99999999999])
def test_address_of_a_year_far_off_is_not_there(client, place, year):
    place.login(client, "city")

    assert client.get(f"/plans/{year}/{place.unit.code}/").status_code == 404
    assert client.get(f"/plans/{year}/report/").status_code == 404


def test_list_holds_the_plans_of_the_year_with_their_sums(client, place):
    plan = PlanFactory(unit=place.unit, lines=1, lines__budget=None)
    opened = PlannedClassFactory(plan=plan, budget=1234567)
    ClassFactory(planned=opened, state=ClassState.ENROLLING)
    ClassFactory(planned=plan.lines.first(), state=ClassState.DRAFT)
    PlanFactory(unit=place.other_unit, year=2025, published=True)
    place.login(client, "city")

    page = client.get(reverse("plans") + "?year=2026")

    [row] = page.context["table"].data
    assert (row.classes, row.places, row.hours, row.budget) == (2, 100, 32, 1234567)
    assert (row.unbudgeted, row.carried_out) == (1, 1)
    text = page.content.decode()
    shown = ("1,234,567", "另有 1 项未填", "32.0", "1 / 2", "东测区", "共 1 份计划")
    assert all(words in text for words in shown)
    assert "西测区" in client.get(reverse("plans") + "?year=2025").content.decode()


@pytest.mark.parametrize("year", ["", "abc", "1e3", "٢٠٢٦", "-1", "999999999999999999999"])
def test_list_when_the_year_is_nonsense_shows_the_current_one(client, place, year):
    place.login(client, "officer")

    assert client.get(reverse("plans"), {"year": year}).status_code == 200


def test_plan_when_started_is_opened_and_starting_it_again_opens_the_same(client, place):
    place.login(client, "officer")
    page = client.get(reverse("plans") + "?year=2026")
    assert [unit.name for unit in page.context["unplanned"]] == ["东测区"]

    for _time in range(2):
        answer = client.post(reverse("plan-start", args=[2026]), {"unit": place.unit.pk})
        assert answer.url == reverse("plan", args=[2026, place.unit.code])

    assert YearPlan.objects.count() == 1
    assert client.get(reverse("plans") + "?year=2026").context["unplanned"] == []


@pytest.mark.parametrize("unit", ["", "abc", "999999", "other"])
def test_plan_when_started_for_a_unit_of_others_is_refused_in_words(client, place, unit):
    place.login(client, "officer")
    key = place.other_unit.pk if unit == "other" else unit

    answer = client.post(reverse("plan-start", args=[2026]), {"unit": key}, follow=True)

    assert "选择单位" in answer.content.decode()
    assert not YearPlan.objects.exists()


def test_plan_from_its_first_line_to_publication_on_the_screens(client, place):
    here = [2026, place.unit.code]
    PlanFactory(unit=place.unit)
    place.login(client, "officer")

    saved = client.post(reverse("plan-line-new", args=here), LINE | {"again": "1"})
    assert saved.url == reverse("plan-line-new", args=here)
    line = PlannedClass.objects.get()
    assert (line.places, line.budget, line.audience_kinds) == (60, 120000, ["full_time"])
    client.post(reverse("plan-line", args=[*here, line.pk]), LINE | {"places": "61"})
    page = page_of(client, "plan", *here)
    assert all(words in page for words in ("61", "120,000", "专职心理健康教育教师、骨干教师"))
    client.post(reverse("plan-note", args=here), {"note": "按局工作要点编制"})
    client.post(reverse("plan-step", args=[*here, "propose"]))
    page = page_of(client, "plan", *here)
    assert "您提交的计划由另一位工作人员发布" in page
    assert "按局工作要点编制" in page
    answer = client.post(reverse("plan-step", args=[*here, "publish"]), follow=True)
    assert "不能发布自己提交的计划" in answer.content.decode()

    place.login(client, "city")
    client.post(reverse("plan-return", args=here), {"reason": "请补暑期班"})
    assert "请补暑期班" in page_of(client, "plan", *here)
    place.login(client, "officer")
    client.post(reverse("plan-step", args=[*here, "propose"]))
    place.login(client, "colleague")
    client.post(reverse("plan-step", args=[*here, "publish"]))
    assert YearPlan.objects.get().state == PlanState.PUBLISHED

    client.post(reverse("plan-reopen", args=here), {"reason": "增加一期"})
    page = page_of(client, "plan", *here)
    assert YearPlan.objects.get().state == PlanState.DRAFT
    assert "增加一期" in page
    client.post(reverse("plan-line-delete", args=[*here, line.pk]))
    assert not PlannedClass.objects.exists()


def test_line_when_asked_to_be_deleted_is_there_until_confirmed(client, place):
    plan = PlanFactory(unit=place.unit, lines=1)
    line = plan.lines.get()
    place.login(client, "officer")

    page = page_of(client, "plan-line-delete", 2026, place.unit.code, line.pk)

    assert f"确定删除“{line.title}”吗" in page
    assert PlannedClass.objects.exists()


def test_line_of_another_plan_is_not_reached_through_ones_own(client, place):
    PlanFactory(unit=place.unit)
    line = PlannedClassFactory(plan__unit=place.other_unit)
    place.login(client, "officer")

    for name in ("plan-line", "plan-line-delete"):
        address = reverse(name, args=[2026, place.unit.code, line.pk])
        assert client.post(address, LINE).status_code == 404
    assert PlannedClass.objects.get().title == line.title


WRONG = {
    "no title": ({"title": ""}, "请填写培训班名称"),
    "long title": ({"title": "长" * 121}, "最多 120 字"),
    "no hours": ({"hours": ""}, "请填写学时"),
    "no such hours": ({"hours": "0"}, "不少于 0.5"),
    "nan": ({"hours": "NaN"}, "请填写数字"),
    "fine hours": ({"hours": "1.25"}, "最多一位小数"),
    "many hours": ({"hours": "501"}, "不多于 500"),
    "no places": ({"places": "0"}, "名额至少是 1"),
    "many places": ({"places": "9999999999"}, "名额最多是"),
    "part of a yuan": ({"budget": "1.5"}, "请填写一个整数"),
    "debts": ({"budget": "-1"}, "不能是负数"),
    "riches": ({"budget": "99999999999"}, "最多是"),
    "another subject": ({"category": "other"}, "category"),
    "nobody": ({"audience_kinds": ["king"]}, "audience_kinds"),
    "nul": ({"title": "a\x00b"}, "title"),
}


@pytest.mark.parametrize(("changed", "words"), WRONG.values(), ids=WRONG)
def test_line_when_filled_in_wrongly_is_refused_with_a_sentence(client, place, changed, words):
    PlanFactory(unit=place.unit)
    place.login(client, "officer")

    answer = client.post(reverse("plan-line-new", args=[2026, place.unit.code]), LINE | changed)

    assert answer.status_code == 200
    assert words in answer.content.decode() + str(answer.context["form"].errors.keys())
    assert answer.context["form"].errors
    assert not PlannedClass.objects.exists()


@pytest.mark.parametrize("step", ["propose", "copy", "publish", "nonsense"])
def test_step_that_cannot_be_taken_changes_nothing(client, place, step):
    PlanFactory(unit=place.unit)
    place.login(client, "officer")
    address = reverse("plan-step", args=[2026, place.unit.code, step])

    assert client.post(address).status_code == (404 if step == "nonsense" else 302)
    assert client.get(address).status_code == 405
    assert YearPlan.objects.get().state == PlanState.DRAFT


def test_plan_when_empty_offers_last_years_lines_and_copies_them(client, place):
    PlanFactory(unit=place.unit, year=2025, lines=2)
    plan = PlanFactory(unit=place.unit)
    place.login(client, "officer")
    assert "复制上一年度计划" in page_of(client, "plan", 2026, place.unit.code)

    address = reverse("plan-step", args=[2026, place.unit.code, "copy"])
    answer = client.post(address, follow=True)

    assert "已复制上一年度的 2 项" in answer.content.decode()
    assert "复制上一年度计划" not in page_of(client, "plan", 2026, place.unit.code)
    assert plan.lines.count() == 2


def test_plan_shows_what_came_of_each_line(client, place):
    line = PlannedClassFactory(plan__unit=place.unit, plan__published=True)
    held = ClassFactory(planned=line, state=ClassState.RUNNING)
    PlaceFactory(training_class=held)
    ClassFactory(planned=line, state=ClassState.CANCELLED)
    place.login(client, "officer")

    assert "1 个班，录取 1 人" in page_of(client, "plan", 2026, place.unit.code)


@pytest.mark.parametrize("name", ["plans", "plan", "plans-report", "plans-export"])
def test_screen_when_rows_grow_from_one_to_three_costs_the_same(client, place, name):
    plan = PlanFactory(unit=place.unit, published=True)
    address = {
        "plans": reverse("plans") + "?year=2026",
        "plan": reverse("plan", args=[2026, place.unit.code]),
    }.get(name) or reverse(name, args=[2026])
    place.login(client, "city")

    def grow(unit_plan):
        line = PlannedClassFactory(plan=unit_plan)
        held = ClassFactory(planned=line, unit=unit_plan.unit, sessions=1, state=ClassState.RUNNING)
        PlaceFactory(training_class=held)

    grow(plan)
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    for unit_plan in (plan, PlanFactory(unit=place.other_unit, published=True)):
        grow(unit_plan)
    with CaptureQueriesContext(connection) as after:
        client.get(address)

    assert len(after) == len(before), [query["sql"][:120] for query in after]


def test_file_of_a_plan_when_handed_over_leaves_a_row_in_the_log(client, place):
    PlanFactory(unit=place.unit, lines=1, published=True)
    place.login(client, "officer")

    for name in ("plan-export-xlsx", "plan-export-pdf"):
        client.get(reverse(name, args=[2026, place.unit.code]))

    logged = AccessRecord.objects.filter(action=Action.EXPORTED).order_by("at")
    assert [row.what for row in logged] == [
        "东测区 2026 年度心理健康教育教师培训计划.xlsx",
        "东测区 2026 年度心理健康教育教师培训计划.pdf",
    ]
