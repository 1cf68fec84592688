"""By what a catalogue can be narrowed, and how many pages each choice leaves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Count, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from courses.enums import GRADES_OF_STAGE, Award, CourseCategory, Grade, LessonKind, PageKind, Topic
from courses.finding.querysets import SearchEntryQuerySet
from courses.finding.words import chinese_labels
from people.enums import Stage

FOUND, ALL, WITHOUT = "found", "all", "without"

Chosen = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Option:
    """`value` stands in the address."""

    value: str
    label: str
    condition: Q


@dataclass(frozen=True, slots=True)
class Dimension:
    """`name` stands in the address. Several options of one dimension are joined by or."""

    name: str
    title: str
    options: tuple[Option, ...]
    hides_empty: bool = False  # else an option without a page stays in its place, out of use

    def condition(self, chosen: Chosen) -> Q | None:
        """What is left of the pages; None where nothing is chosen."""
        values = chosen.get(self.name, ())
        conditions = [option.condition for option in self.options if option.value in values]
        return reduce(or_, conditions) if conditions else None


class Audience(TextChoices):
    """For whom a course is: words that stand in what its trainer wrote."""

    FULL_TIME = "full-time", _("专职")
    PART_TIME = "part-time", _("兼职")
    CLASS_TEACHER = "class-teacher", _("班主任")
    SUBJECT_TEACHER = "subject-teacher", _("学科教师")
    PRINCIPAL = "principal", _("校长")
    RESEARCHER = "researcher", _("教研员")
    BACKBONE = "backbone", _("骨干")


def lesson_dimensions(entries: SearchEntryQuerySet) -> tuple[Dimension, ...]:
    """One query, for the years that there are."""
    years = entries.filter(kind=PageKind.LESSON).order_by("-year").values_list("year", flat=True)
    return (
        Dimension(
            "stage",
            _("学段"),
            tuple(
                Option(stage, stage.label, _for_grades(*GRADES_OF_STAGE[stage])) for stage in Stage
            ),
        ),
        Dimension(
            "grade",
            _("年级"),
            tuple(Option(str(grade), grade.label, _for_grades(grade, grade)) for grade in Grade),
        ),
        _by_field("topic", _("内容领域"), "topic", Topic),
        _by_field("kind", _("课型"), "lesson_kind", LessonKind),
        _by_field("award", _("获奖"), "award", Award),
        Dimension(
            "year",
            _("年度"),
            tuple(Option(str(year), str(year), Q(year=year)) for year in years.distinct()),
            hides_empty=True,
        ),
    )


def course_dimensions(entries: SearchEntryQuerySet) -> tuple[Dimension, ...]:
    return (
        _by_field("stage", _("学段"), "stage", Stage),
        _by_field("category", _("培训内容"), "category", CourseCategory),
        Dimension(
            "audience",
            _("适用对象"),
            tuple(
                Option(audience, audience.label, Q(audience__holds=word))
                for audience, word in chinese_labels(Audience).items()
            ),
            hides_empty=True,
        ),
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pages: with all choices, with none, and what each option would give."""

    numbers: Mapping[str, int]

    @property
    def found(self) -> int:
        return self.numbers[FOUND]

    @property
    def unfiltered(self) -> int:
        return self.numbers[ALL]

    def of(self, dimension: Dimension, option: Option) -> int:
        return self.numbers[_key(dimension.name, option.value)]

    def without(self, dimension: Dimension) -> int:
        """With all choices but those of `dimension`."""
        return self.numbers[_key(WITHOUT, dimension.name)]


def count(entries: SearchEntryQuerySet, dimensions: Iterable[Dimension], chosen: Chosen) -> Counts:
    """All counts in one query. A dimension's own choices do not narrow its own options."""
    wanted = {FOUND: narrowed(dimensions, chosen), ALL: Q()}
    for dimension in dimensions:
        others = narrowed(dimensions, {**chosen, dimension.name: ()})
        wanted[_key(WITHOUT, dimension.name)] = others
        for option in dimension.options:
            wanted[_key(dimension.name, option.value)] = others & option.condition
    counts = {name: Count("pk", filter=condition or None) for name, condition in wanted.items()}
    return Counts(entries.aggregate(**counts))


def narrowed(dimensions: Iterable[Dimension], chosen: Chosen) -> Q:
    """What all choices together leave."""
    conditions = (dimension.condition(chosen) for dimension in dimensions)
    return reduce(lambda all_, one: all_ & one if one else all_, conditions, Q())


def _key(name: str, value: str) -> str:
    return f"{name}_{value}"


def _by_field(name: str, title: str, field: str, choices: type[TextChoices]) -> Dimension:
    options = (Option(choice, choice.label, Q(**{field: choice})) for choice in choices)
    return Dimension(name, title, tuple(options))


def _for_grades(first: int, last: int) -> Q:
    """Lessons for any grade from `first` to `last`."""
    return Q(grade_from__lte=last, grade_to__gte=first)
