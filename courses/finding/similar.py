"""Lessons that somebody who reads one may want next."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from courses.enums import PageKind
from courses.finding.folding import fold
from courses.finding.models import SearchEntry
from courses.finding.querysets import NEWEST_FIRST
from courses.search.bigrams import words_of

HOW_MANY = 4
NEAR = 3  # grades
MOST_WORDS = 24  # of a title that are looked for in others


def similar_to(lesson, pages: QuerySet) -> list:
    """Lessons on the topic for some of the same grades, then for grades near them, then others for
    the same grades; among them first those that share words in the title.

    Two queries. Pages are loaded from `pages`; they are not asked for restrictions, which are
    those of the section that the lesson itself stands in.
    """
    on_topic, same, near = Q(topic=lesson.topic), _for_grades(lesson), _for_grades(lesson, NEAR)
    steps = [
        When(on_topic & same, then=Value(0)),
        When(on_topic & near, then=Value(1)),
        When(same, then=Value(2)),
    ]
    entries = SearchEntry.objects.filter(kind=PageKind.LESSON).exclude(pk=lesson.pk)
    nearest = entries.filter(same | on_topic & near).annotate(
        step=Case(*steps, output_field=IntegerField()), shared=_shared_words(lesson.title)
    )
    ranked = nearest.order_by("step", "-shared", *NEWEST_FIRST)
    keys = list(ranked.values_list("pk", flat=True)[:HOW_MANY])
    loaded = pages.in_bulk(keys)
    return [loaded[key] for key in keys if key in loaded]


def _for_grades(lesson, around: int = 0) -> Q:
    return Q(grade_from__lte=lesson.grade_to + around, grade_to__gte=lesson.grade_from - around)


def _shared_words(title: str):
    """How many pairs of characters, and words of other scripts, another title has in common with it."""
    tokens = dict.fromkeys(token for term in words_of(fold(title)) for token in term.tokens)
    shared = Value(0, output_field=IntegerField())
    for token in list(tokens)[:MOST_WORDS]:
        one = When(title__holds=token, then=Value(1))
        shared += Case(one, default=Value(0), output_field=IntegerField())
    return shared
