"""What the notice asks for has a place on the site: a section, and a name for each kind in it."""

import pytest

from courses.enums import ActivityKind, PartnerKind, ResearchKind, Season
from courses.models import (
    ActivityIndexPage,
    ActivityPage,
    FamilyIndexPage,
    FamilyPage,
    PartnerIndexPage,
    PartnerPage,
    ResearchIndexPage,
    ResearchPage,
    ThemeIndexPage,
    ThemePage,
)

pytestmark = pytest.mark.django_db


def shown(client, index, page) -> tuple[str, str]:
    """The section's list and the page itself, as visitors see them."""
    index.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return tuple(
        client.get(address).content.decode() for address in (page.get_parent().url, page.url)
    )


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(ActivityKind.CULTURE, marks=pytest.mark.clause("R8")),
        pytest.param(ActivityKind.CLUB, marks=pytest.mark.clause("R9")),
        pytest.param(ActivityKind.SPORTS_ARTS, marks=pytest.mark.clause("R10")),
        pytest.param(ActivityKind.LABOUR, marks=pytest.mark.clause("R11")),
        pytest.param(ActivityKind.CEREMONY, marks=pytest.mark.clause("R12")),
    ],
)
@pytest.mark.clause("R6")
@pytest.mark.parametrize("reach", ["campus", "class"])
def test_activity_when_published_then_is_filed_under_its_kind(client, kind, reach):
    page = ActivityPage(title="十月的活动", summary="三个班一起。", kind=kind, reach=reach)

    for text in shown(client, ActivityIndexPage, page):
        assert "十月的活动" in text
        assert str(kind.label) in text


@pytest.mark.clause("R30")
@pytest.mark.parametrize("season", Season)
def test_theme_when_published_then_says_when_it_is_wanted(client, season):
    for text in shown(client, ThemeIndexPage, ThemePage(title="考前一周", season=season)):
        assert "考前一周" in text
        assert str(season.label) in text


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(kind, marks=pytest.mark.clause("R37" if kind == "project" else "R33"))
        for kind in ResearchKind
    ],
)
def test_research_when_published_then_is_filed_under_its_form(client, kind):
    for text in shown(client, ResearchIndexPage, ResearchPage(title="一次教研", kind=kind)):
        assert "一次教研" in text
        assert str(kind.label) in text


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(PartnerKind.UNIVERSITY, marks=pytest.mark.clause("R36")),
        pytest.param(PartnerKind.MEDICAL, marks=pytest.mark.clause("R43")),
        pytest.param(PartnerKind.WOMEN, marks=pytest.mark.clause("R44")),
        pytest.param(PartnerKind.YOUTH, marks=pytest.mark.clause("R44")),
    ],
)
def test_partner_when_published_then_is_filed_under_its_kind(client, kind):
    for text in shown(client, PartnerIndexPage, PartnerPage(title="某单位", kind=kind)):
        assert "某单位" in text
        assert str(kind.label) in text


@pytest.mark.clause("R31")
def test_article_for_families_when_published_then_stands_in_its_section(client):
    for text in shown(
        client, FamilyIndexPage, FamilyPage(title="和孩子谈考试", summary="三句话。")
    ):
        assert "和孩子谈考试" in text
