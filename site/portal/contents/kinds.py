"""What the texts are written in: plain values, one kind a page type.

Fields that pages have too are named as there. Texts of several paragraphs are in the markup of
markup.py.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from courses.enums import (
    ActivityKind,
    ActivityReach,
    Award,
    CourseCategory,
    Grade,
    LessonKind,
    PartnerKind,
    ResearchKind,
    Season,
    Topic,
)
from people.enums import Stage
from portal.contents.paper.parts import Worksheet


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page: its last part of the address, its title and what lists say of it."""

    slug: str
    title: str
    summary: str


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Note:
    title: str
    text: str


@dataclass(frozen=True)
class Question:
    question: str
    answer: str


@dataclass(frozen=True)
class Table:
    """Cells parted by “|”, the first row is the heading."""

    caption: str
    rows: str


# A piece of an article; a plain string is a text.
Piece = str | Heading | Note | Question | Table


@dataclass(frozen=True)
class Step:
    title: str
    minutes: int
    text: str
    purpose: str = ""


@dataclass(frozen=True, kw_only=True)
class Lesson(Entry):
    """`idea` says why the lesson is made like this; `boundary` what a teacher takes care of."""

    grade_from: Grade
    grade_to: Grade
    topic: Topic
    kind: LessonKind
    minutes: int
    needed: str
    author: str
    school: str
    year: int
    idea: str
    aims: tuple[str, ...]
    steps: tuple[Step, ...]
    reflection: str
    worksheet: Worksheet
    infused_subject: str = ""
    award: Award | str = ""
    boundary: str = ""
    has_film: bool = False


@dataclass(frozen=True)
class CourseUnit:
    title: str
    hours: Decimal
    text: str


@dataclass(frozen=True, kw_only=True)
class Course(Entry):
    audience: str
    category: CourseCategory
    trainer: str
    organiser: str
    opening: str
    aims: tuple[str, ...]
    units: tuple[CourseUnit, ...]
    closing: tuple[Piece, ...] = ()
    stage: Stage | str = ""

    @property
    def hours(self) -> Decimal:
        return sum((unit.hours for unit in self.units), Decimal(0))


@dataclass(frozen=True, kw_only=True)
class Article(Entry):
    date: date
    body: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Activity(Article):
    kind: ActivityKind
    reach: ActivityReach
    stage: Stage
    school: str
    host: str


@dataclass(frozen=True, kw_only=True)
class Theme(Article):
    season: Season
    stage: Stage
    topic: Topic


@dataclass(frozen=True, kw_only=True)
class News(Article):
    issuer: str


@dataclass(frozen=True, kw_only=True)
class Research(Article):
    kind: ResearchKind
    host: str
    number: str = ""
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Family(Article):
    stage: Stage
    author: str


@dataclass(frozen=True, kw_only=True)
class Partner(Article):
    kind: PartnerKind
    contact: str


@dataclass(frozen=True, kw_only=True)
class Plain(Article):
    """A standard page."""


@dataclass(frozen=True)
class Clause:
    """One clause of a policy: its code, what it is about, what it asks, what this system does."""

    code: str
    title: str
    asks: str
    does: str


@dataclass(frozen=True, kw_only=True)
class Policy(Entry):
    """`date` is None where the day is not known."""

    date: date | None
    number: str
    issuer: str
    body: tuple[Piece, ...]
    clauses: tuple[Clause, ...] = ()
