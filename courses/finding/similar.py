"""Lessons that somebody who reads one may want next."""

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, Least

from courses.enums import PageKind
from courses.finding.folding import fold
from courses.finding.models import SearchEntry
from courses.finding.querysets import NEWEST_FIRST
from courses.search.bigrams import words_of

HOW_MANY = 4


def similar_to(lesson, pages: QuerySet) -> list:
    """Lessons on the topic for some of the same grades, first those that share words in the title.

    Two queries. Pages are loaded from `pages`; they are not asked for restrictions, which are
    those of the section that the lesson itself stands in.
    """
    grades = Q(grade_from__lte=lesson.grade_to, grade_to__gte=lesson.grade_from)
    entries = SearchEntry.objects.filter(grades, kind=PageKind.LESSON, topic=lesson.topic)
    nearest = entries.exclude(pk=lesson.pk).annotate(
        shared=_shared_words(lesson.title), common=_common_grades(lesson)
    )
    keys = list(
        nearest.order_by("-shared", "-common", *NEWEST_FIRST).values_list("pk", flat=True)[
            :HOW_MANY
        ]
    )
    loaded = pages.in_bulk(keys)
    return [loaded[key] for key in keys if key in loaded]


def _shared_words(title: str):
    """How many pairs of characters, and words of other scripts, another title has in common with it."""
    tokens = dict.fromkeys(token for term in words_of(fold(title)) for token in term.tokens)
    shared = Value(0, output_field=IntegerField())
    for token in tokens:
        one = When(title__holds=token, then=Value(1))
        shared += Case(one, default=Value(0), output_field=IntegerField())
    return shared


def _common_grades(lesson):
    return Least(F("grade_to"), Value(lesson.grade_to)) - Greatest(
        F("grade_from"), Value(lesson.grade_from)
    )
