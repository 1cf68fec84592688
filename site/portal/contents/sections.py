"""Which texts stand in which section of the site, in the order in which they are loaded.

A page links only to what is loaded before it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from portal.contents import making
from portal.contents.activities import ACTIVITIES
from portal.contents.courses import COURSES
from portal.contents.family import FAMILY
from portal.contents.kinds import Entry
from portal.contents.lessons import LESSONS
from portal.contents.notices import NOTICES
from portal.contents.partners import PARTNERS
from portal.contents.policies import POLICIES
from portal.contents.research import RESEARCH
from portal.contents.standard import STANDARD
from portal.contents.themes import THEMES


@dataclass(frozen=True)
class Section:
    """`path` below the home page, empty for the home page itself.

    `invented` sections tell of people and places that do not exist: only a demonstration shows them.
    """

    path: str
    entries: tuple[Entry, ...]
    page: Callable
    invented: bool = False


SECTIONS = (
    Section("lessons", LESSONS, making.lesson_page),
    Section("family", FAMILY, making.family_page),
    Section("courses", COURSES, making.course_page),
    Section("policies", POLICIES, making.policy_page),
    Section("themes", THEMES, making.theme_page),
    Section("activities", ACTIVITIES, making.activity_page, invented=True),
    Section("research", RESEARCH, making.research_page, invented=True),
    Section("partners", PARTNERS, making.partner_page, invented=True),
    Section("news", NOTICES, making.news_page, invented=True),
    Section("", STANDARD, making.standard_page),
)
