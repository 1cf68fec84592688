"""A library of invented lessons of any size, straight into the tables; the same each time.

What is timed, or searched by tests, comes after. Each has a plan of its own of some 800 characters.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Locale, Page

from courses.enums import GRADES_OF_STAGE, Award, LessonKind, Topic
from courses.finding.contents import entry_of
from courses.finding.models import SearchEntry
from courses.models import LessonIndexPage, LessonPage
from people.enums import Stage
from portal.bench.lesson_words import (
    AIMS,
    ANGLES,
    AUTHORS,
    REFLECTIONS,
    SELDOM,
    SENTENCES,
    SETTINGS,
    STEPS,
    THEMES,
    TOPIC_SENTENCES,
)

LESSONS = 10_000
FIRST_DAY = datetime(2020, 9, 1, 8, tzinfo=UTC)
YEARS = range(2020, 2027)
BATCH = 500
# Of ten lessons so many got an award of any kind.
AWARDED = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """The words of a lesson: what goes into its blocks, in order."""

    aims: list[str]
    steps: list[tuple[str, int, str, str]]
    reflection: str

    def blocks(self) -> list[dict]:
        return [
            {"type": "aims", "value": self.aims},
            *({"type": "step", "value": _step(*step)} for step in self.steps),
            {"type": "reflection", "value": {"text": f"<p>{self.reflection}</p>"}},
        ]

    def texts(self) -> list[str]:
        """The same words as a search is told them."""
        steps = (
            text for title, _m, words, purpose in self.steps for text in (title, words, purpose)
        )
        return [*self.aims, *steps, self.reflection]


def invented_lesson(number: int) -> tuple[dict, Plan]:
    """The fields of the lesson of this number, without its place among the pages, and its plan."""
    random = Random(number)  # noqa: S311  # the same lesson each time
    topic = list(Topic)[number % len(Topic)]
    turn, theme = _part(number // len(Topic), THEMES[topic])
    turn, angle = _part(turn, ANGLES)
    _turn, setting = _part(turn, SETTINGS)
    stage = random.choice(list(Stage))
    first, last = GRADES_OF_STAGE[stage]
    grade_from = random.randint(first, last)
    fields = {
        "title": f"{theme}：{angle}{setting}",
        "slug": f"invented-{number}",
        "summary": f"围绕“{theme}”设计的{stage.label}课，{random.choice(STEPS)[1]}",
        "grade_from": grade_from,
        "grade_to": min(last, grade_from + random.randint(0, 2)),
        "topic": topic,
        "kind": random.choice(list(LessonKind)),
        "minutes": random.choice((15, 40, 40, 45)),
        "needed": "活动单、彩笔、便利贴",
        "author": random.choice(AUTHORS),
        "year": random.choice(YEARS),
        "award": random.choice(list(Award)) if random.randrange(10) < AWARDED else "",
        "consent": True,
        "first_published_at": FIRST_DAY + timedelta(hours=number),
    }
    return fields, _plan(random, number, topic, theme)


def build_lessons(count: int = LESSONS) -> None:
    """`count` published lessons in the library, with their entries for searching."""
    section = LessonIndexPage.objects.get()
    kind = ContentType.objects.get_for_model(LessonPage)
    locale = Locale.get_active()
    first = section.numchild
    for start in range(0, count, BATCH):
        numbers = range(start, min(start + BATCH, count))
        lessons = list(_lessons(numbers, section, first, kind, locale))
        _insert([lesson for lesson, _plan in lessons])
        SearchEntry.objects.bulk_create(
            [entry_of(lesson, plan.texts()) for lesson, plan in lessons]
        )
    Page.objects.filter(pk=section.pk).update(numchild=first + count)


def _lessons(numbers, section, first, kind, locale) -> Iterator[tuple[LessonPage, Plan]]:
    for number in numbers:
        fields, plan = invented_lesson(number)
        yield (
            LessonPage(
                path=LessonPage._get_path(section.path, section.depth + 1, first + number + 1),
                depth=section.depth + 1,
                numchild=0,
                content_type=kind,
                locale=locale,
                translation_key=UUID(int=number),
                draft_title=fields["title"],
                url_path=f"{section.url_path}{fields['slug']}/",
                last_published_at=fields["first_published_at"],
                body=json.dumps(plan.blocks()),
                **fields,
            ),
            plan,
        )


def _insert(lessons: list[LessonPage]) -> None:
    """bulk_create refuses models with a parent: the parents first, then the rest with their keys."""
    columns = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    parents = Page.objects.bulk_create(
        [Page(**{column: getattr(lesson, column) for column in columns}) for lesson in lessons]
    )
    for lesson, parent in zip(lessons, parents, strict=True):
        lesson.pk = lesson.page_ptr_id = parent.pk
    own = LessonPage._meta.local_concrete_fields
    LessonPage._base_manager._insert(lessons, fields=own, using=connection.alias, raw=True)


def _plan(random: Random, number: int, topic: Topic, theme: str) -> Plan:
    seldom = [sentence for every, sentence in SELDOM if number % every == 0]
    sentences = [*random.sample(SENTENCES, 12), *TOPIC_SENTENCES[topic], *seldom]
    random.shuffle(sentences)
    steps = [
        (f"{title}：{theme}" if place == 0 else title, random.choice((3, 5, 8, 10)), words, purpose)
        for place, ((title, purpose), words) in enumerate(
            zip(random.sample(STEPS, 5), _shared_out(sentences, 5), strict=True)
        )
    ]
    aims = [aim.format(theme=theme) for aim in random.sample(AIMS, 3)]
    return Plan(aims, steps, random.choice(REFLECTIONS))


def _step(title: str, minutes: int, words: str, purpose: str) -> dict:
    text = f"<p>{words}</p>"
    return {"title": title, "minutes": minutes, "text": text, "purpose": purpose}


def _shared_out(sentences: list[str], shares: int) -> list[str]:
    return ["".join(sentences[share::shares]) for share in range(shares)]


def _part(number: int, words: tuple[str, ...]) -> tuple[int, str]:
    rest, place = divmod(number, len(words))
    return rest, words[place]
