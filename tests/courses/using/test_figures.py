import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common.clock import today
from courses.models import LessonPage, PageCount
from courses.using.figures import adoption_in, with_use
from courses.using.services.adapting import adapt_lesson
from courses.using.services.keeping import save_lesson, thank
from courses.using.services.noting import note_use
from people.models import Unit
from people.scopes import Area
from tests.factories.lessons import add_lesson
from tests.factories.people import PostFactory, UserFactory


def test_lesson_when_much_used_then_each_figure_counts_for_itself(lesson, teacher):
    """Joined counts would multiply one another: 2 days × 3 grades × 2 lists."""
    for day, views in (("2026-03-01", 5), ("2026-03-02", 7)):
        PageCount.objects.create(page=lesson, day=day, views=views, downloads=1)
    for grade in (7, 8, 9):
        note_use(lesson, by=teacher, used_on=today(), grade=grade)
    save_lesson(lesson, by=teacher)
    save_lesson(lesson, by=teacher, list_name="期末")
    thank(lesson, by=teacher)

    counted = with_use(LessonPage.objects.filter(pk=lesson.pk)).get()

    assert (counted.views, counted.downloads) == (12, 2)
    assert (counted.used, counted.saved_by, counted.thanked, counted.adapted) == (3, 1, 1, 0)


@pytest.mark.parametrize("count", [1, 5])
def test_figures_when_asked_for_many_lessons_then_take_one_query(db, count):
    for number in range(count):
        add_lesson(f"课例{number}")

    with CaptureQueriesContext(connection) as queries:
        assert len(with_use(LessonPage.objects.all())) == count

    assert len(queries) == 1


@pytest.mark.clause("R4")
def test_adoption_when_asked_for_a_unit_then_counts_its_lessons_and_its_teachers_uses(
    lesson, teacher, unit, author
):
    note_use(lesson, by=teacher, used_on=today(), grade=8)
    colleague = UserFactory()
    PostFactory(teacher__user=colleague, school=teacher.teacher.posts.get().school)
    note_use(lesson, by=colleague, used_on=today(), grade=8)
    PageCount.objects.create(page=lesson, day=today(), views=9)
    own = adapt_lesson(lesson, by=teacher)
    step = {"title": "热身", "minutes": 5, "text": "<p>读情境。</p>", "purpose": ""}
    own.consent, own.summary, own.body = (
        True,
        "认识情绪。",
        [("aims", ["说出三种情绪"]), ("step", step)],
    )
    own.save_revision().publish()
    LessonPage.objects.filter(pk=lesson.pk).update(first_published_at="2020-01-01T00:00Z")

    there = adoption_in(today().year, area=Area(unit_paths=(unit.path,)))
    home = adoption_in(today().year, area=Area(unit_paths=(lesson.school.unit.path,)))
    city = adoption_in(today().year, area=Area(unit_paths=(Unit.objects.get(code="420100").path,)))

    assert (there.published, there.adapted, there.uses, there.schools) == (1, 1, 2, 1)
    assert (home.published, home.views, home.uses) == (0, 9, 0)
    assert (city.published, city.views, city.uses) == (1, 9, 2)
