"""A teacher's year as officers and the teacher see it: every entry with its rule (V5, P5)."""

from datetime import date

import pytest

from common.clock import today
from credits.enums import Category, Dimension, LimitKind
from credits.services.posting import reverse_entries
from tests.factories.credits import EntryFactory, ExemptionFactory, PolicyFactory
from tests.factories.people import ImportBatchFactory, PostFactory, SchoolFactory, UserFactory


def page_of(client, teacher, **query) -> str:
    response = client.get(f"/audit/2025/teachers/{teacher.number}/", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def officer(client, city):
    return city.login(client, "city_officer")


def test_teacher_page_when_met_then_shows_verdict_policy_and_post(officer, city):
    page = page_of(officer, city.met)

    assert "已达标" in page
    assert "32" in page
    assert "武汉2019" in page
    assert "专职心理健康教育教师" in page


def test_teacher_page_when_short_then_says_what_is_missing(officer, city):
    assert "还差 22.0 学时" in page_of(officer, city.short)


def test_teacher_page_when_part_time_then_passes_no_verdict(officer, city):
    page = page_of(officer, city.part_timer)

    assert "不作达标判定" in page
    assert "badge-short" not in page


def test_teacher_page_when_exempt_then_says_so(officer, city):
    ExemptionFactory(teacher=city.short)

    assert "经批准免修" in page_of(officer, city.short)


def test_teacher_page_when_category_does_not_count_then_names_rule_h3(officer, city):
    EntryFactory(teacher=city.short, school=city.school, other=True, title="计算机应用")

    page = page_of(officer, city.short)

    assert "规则 H3" in page
    assert "“其他”类培训只登记，不计入" in page


def test_teacher_page_when_over_a_cap_then_names_rule_h4_and_the_hours(officer, city):
    policy = PolicyFactory()
    policy.limits.create(
        kind=LimitKind.CAP, dimension=Dimension.CATEGORY, value=Category.SKILL, hours=10
    )

    page = page_of(officer, city.met)

    assert "规则 H4" in page
    assert "其中 6.0 学时不再计入" in page
    assert "已达到年度上限，不再计入" in page


def test_teacher_page_when_an_entry_is_reversed_then_links_the_two(officer, city):
    entry = EntryFactory(teacher=city.short, school=city.school, title="记错的一条")
    [reversal] = reverse_entries([entry], by=city.users["city_officer"], reason="学时填错")

    context = officer.get(f"/audit/2025/teachers/{city.short.number}/").context
    stories = {str(item.entry.pk): item for item in context["story"].entries}
    page = page_of(officer, city.short)

    assert "规则 L1" in page
    assert "事由：学时填错" in page
    assert f'href="#entry-{entry.pk}"' in page
    assert any(item.reversed_by for item in stories.values())
    assert sum(item.line.counted for item in stories.values()) == 8


def test_teacher_page_when_an_entry_came_from_a_file_then_names_file_and_hand(officer, city):
    batch = ImportBatchFactory(file_name="武昌学时.xlsx")
    by = UserFactory(last_name="王", first_name="经手")
    EntryFactory(teacher=city.short, school=city.school, batch=batch, by=by)

    page = page_of(officer, city.short)

    assert "学时登记表：武昌学时.xlsx" in page
    assert "由王经手入账" in page


def test_teacher_page_when_moved_away_then_former_unit_sees_only_what_it_recorded(client, city):
    post = city.short.posts.get()
    post.ends_on = date(2025, 6, 30)
    post.save()
    PostFactory(teacher=city.short, school=city.other_school, starts_on=date(2025, 7, 1))
    EntryFactory(teacher=city.short, school=city.other_school, title="新单位的培训")
    city.login(client, "unit_officer")

    page = page_of(client, city.short)

    assert "由其他单位核查" in page
    assert "新单位的培训" not in page
    assert "共 1 条" in page
    assert city.other_school.name not in page


def test_teacher_page_when_not_of_the_population_then_says_so(officer, city):
    post = PostFactory(school=city.school, kind="class_teacher")

    assert "没有心理健康教育教师岗位" in page_of(officer, post.teacher)


def test_my_year_when_opened_then_shows_ones_own_entries(client, city):
    city.login(client, "teacher")

    page = client.get("/my/year/2025/").content.decode()

    assert f"{city.met.name}的培训学时" in page
    assert "共 4 条" in page
    assert "规则 V3" in page


def test_my_year_when_running_then_says_by_when(client, city):
    year = today().year
    city.login(client, "teacher")
    EntryFactory(teacher=city.met, school=city.school, year=year, starts_on=date(year, 1, 1))

    page = client.get(f"/my/year/{year}/").content.decode()

    assert f"还差 22.0 学时，须在 {year}-12-31 前修满" in page


def test_my_year_when_there_are_no_entries_then_says_so(client, city):
    city.login(client, "teacher")

    assert "2024 年度还没有学时记录" in client.get("/my/year/2024/").content.decode()


def test_my_year_now_when_opened_then_leads_to_the_current_year(client, city):
    response = city.login(client, "teacher").get("/my/year/")

    assert response.url == f"/my/year/{today().year}/"


def test_school_page_when_below_standard_then_shows_gap_and_source(officer, city):
    page = officer.get(f"/audit/2025/schools/{city.other_school.code}/").content.decode()

    assert "未达标" in page
    assert "每校至少配备一名专职教师" in page
    assert "教思政厅函〔2021〕10号" in page
    assert city.part_timer.name in page


def test_school_page_when_enrolment_is_not_filed_then_says_so(officer, city):
    school = SchoolFactory(unit=city.unit)

    page = officer.get(f"/audit/2025/schools/{school.code}/").content.decode()

    assert "本年度学生数未上报" in page
    assert "本年度没有心理健康教育教师" in page
