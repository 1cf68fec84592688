"""The words by which pages are filed, as people write them: in Chinese, whatever the screen speaks."""

from functools import cache
from itertools import chain

from django.db.models import Choices
from django.utils import translation

from courses.enums import GRADES_OF_STAGE, Award, CourseCategory, Grade, LessonKind, Topic
from courses.finding.folding import fold
from people.enums import Stage

CHINESE = "zh-hans"
GRADE = "年级"

# Schools say 初二 as often as 八年级, and 高一 has no other name in use.
SPOKEN = {
    **dict.fromkeys(range(1, 7), ("小学",)),
    7: ("初中", "初一"),
    8: ("初中", "初二"),
    9: ("初中", "初三"),
    10: ("高中",),
    11: ("高中",),
    12: ("高中",),
}


def grade_words(first: int, last: int) -> list[str]:
    """Such as 小学, 六年级, 6年级, 初中, 七年级, 7年级, 初一 for the grades 6 to 7."""
    words = []
    for grade in range(first, last + 1):
        words += [*SPOKEN[grade], chinese_labels(Grade)[grade]]
        if grade <= GRADES_OF_STAGE[Stage.JUNIOR][1]:
            words.append(f"{grade}{GRADE}")
    return list(dict.fromkeys(words))


def filing_words() -> list[str]:
    """All that a catalogue's pages can be filed under, folded."""
    kinds = (Topic, LessonKind, Award, CourseCategory, Stage)
    labels = chain.from_iterable(chinese_labels(kind).values() for kind in kinds)
    return [fold(word) for word in (*labels, *grade_words(Grade.G1, Grade.G12))]


@cache
def chinese_labels(choices: type[Choices]) -> dict[Choices, str]:
    with translation.override(CHINESE):
        return {choice: str(choice.label) for choice in choices}
