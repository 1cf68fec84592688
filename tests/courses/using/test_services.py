from datetime import timedelta

import pytest

from common.clock import today
from courses.enums import Licence
from courses.models import LessonPage, LessonUse, Reflection, SavedLesson, Thanks
from courses.using.exceptions import (
    NotAdaptableError,
    NotTeachingError,
    OwnLessonError,
    ReflectionDecidedError,
)
from courses.using.services.adapting import adapt_lesson
from courses.using.services.keeping import save_lesson, take_off, thank
from courses.using.services.noting import decide_reflection, note_use
from tests.factories.lessons import DocumentFactory, attach
from tests.factories.people import RoleGrantFactory, UserFactory


def noted(lesson, teacher, **changes) -> LessonUse:
    facts = {"used_on": today(), "grade": 8, "reflection": "学生很投入。", **changes}
    return note_use(lesson, by=teacher, **facts)


def test_lesson_when_saved_twice_then_is_on_the_list_once(lesson, teacher):
    save_lesson(lesson, by=teacher)
    save_lesson(lesson, by=teacher, list_name="  期末   ")
    save_lesson(lesson, by=teacher, list_name="期末")

    names = SavedLesson.objects.visible_to(teacher).values_list("list_name", flat=True)
    assert sorted(names) == ["", "期末"]


def test_list_of_another_when_taken_from_then_stays(lesson, teacher, editor):
    saved = save_lesson(lesson, by=teacher)

    take_off(saved, by=editor)

    assert SavedLesson.objects.filter(pk=saved.pk).exists()


def test_thanks_when_given_twice_then_count_once_and_never_to_oneself(lesson, teacher, author):
    thank(lesson, by=teacher)
    thank(lesson, by=teacher)
    with pytest.raises(OwnLessonError):
        thank(lesson, by=author)

    assert Thanks.objects.count() == 1


def test_use_when_noted_twice_then_is_one_and_keeps_school_and_unit_of_the_time(
    lesson, teacher, unit
):
    noted(lesson, teacher, reflection="")
    use = noted(lesson, teacher, reflection="")

    assert LessonUse.objects.count() == 1
    assert (use.school.name, use.unit, use.state) == ("东湖中学", unit, Reflection.NONE)


def test_use_when_the_reflection_changes_after_it_was_shown_then_waits_again(
    lesson, teacher, editor
):
    decide_reflection(noted(lesson, teacher), by=editor, show=True)

    use = noted(lesson, teacher, reflection="换成同桌分享更好。")

    assert use.state == Reflection.WAITING
    assert use.read_by is None


def test_use_when_noted_without_a_post_then_is_refused(lesson):
    with pytest.raises(NotTeachingError):
        noted(lesson, UserFactory())

    assert not LessonUse.objects.exists()


def test_reflection_when_decided_twice_alike_then_is_decided_once(lesson, teacher, editor):
    use = noted(lesson, teacher)
    decide_reflection(use, by=editor, show=True)
    decide_reflection(use, by=editor, show=True)

    use.refresh_from_db()
    assert (use.state, use.read_by) == (Reflection.SHOWN, editor)


def test_reflection_when_decided_otherwise_by_a_second_editor_then_is_told(
    lesson, teacher, editor, unit
):
    use = noted(lesson, teacher)
    decide_reflection(use, by=editor, show=False)

    with pytest.raises(ReflectionDecidedError):
        decide_reflection(use, by=RoleGrantFactory(editor=True, unit=unit).user, show=True)

    use.refresh_from_db()
    assert use.state == Reflection.HIDDEN


def test_reflection_when_outside_the_editors_area_or_their_own_then_is_not_there(
    lesson, teacher, editor, other_editor, unit
):
    use = noted(lesson, teacher)
    own = RoleGrantFactory(editor=True, unit=unit, user=teacher).user
    for reader in (other_editor, teacher, own, UserFactory()):
        with pytest.raises(LessonUse.DoesNotExist):
            decide_reflection(use, by=type(reader).objects.get(pk=reader.pk), show=True)

    assert list(LessonUse.objects.readable_by(editor)) == [use]


@pytest.mark.parametrize("licence", [Licence.BY_NC_SA, Licence.BY_NC, Licence.BY])
def test_lesson_when_adapted_then_is_a_draft_of_ones_own_that_names_its_source(
    lesson, teacher, licence
):
    attach(lesson, DocumentFactory())
    lesson.licence = licence
    lesson.save()

    own = adapt_lesson(lesson, by=teacher)

    assert (own.live, own.owner, own.adapted_from.pk) == (False, teacher, lesson.pk)
    assert (own.licence, own.award, own.consent) == (licence, "", False)
    assert own.school.name == "东湖中学"
    assert own.author == teacher.get_full_name()
    assert [block.block_type for block in own.body] == ["aims"]
    assert own.files.count() == 1


def test_lesson_when_adapted_again_before_it_is_published_then_is_the_same_draft(lesson, teacher):
    first = adapt_lesson(lesson, by=teacher)

    assert adapt_lesson(lesson, by=teacher).pk == first.pk
    assert LessonPage.objects.filter(adapted_from=lesson).count() == 1


def test_lesson_when_its_licence_allows_no_derived_works_then_is_not_adapted(lesson, teacher):
    lesson.licence = Licence.BY_NC_ND
    lesson.save()

    with pytest.raises(NotAdaptableError):
        adapt_lesson(lesson, by=teacher)

    assert not LessonPage.objects.filter(owner=teacher).exists()


def test_use_when_of_another_day_or_grade_then_is_another(lesson, teacher):
    noted(lesson, teacher)
    noted(lesson, teacher, grade=9)
    noted(lesson, teacher, used_on=today() - timedelta(days=7))

    assert LessonUse.objects.by(teacher).count() == 3
