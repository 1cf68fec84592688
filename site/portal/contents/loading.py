"""The first contents into a site, the way an editor's own pages come about: written, then approved."""

from functools import cache

from django.db import transaction
from django.utils import translation
from wagtail.models import Page

from courses.models import HomePage
from people.models import User
from portal.contents import home
from portal.contents.making import Desk
from portal.contents.markup import prose
from portal.contents.sections import SECTIONS, Section


class SameHandError(Exception):
    """Whoever wrote a page does not approve it."""


def load_contents(*, by: User | None, approved_by: User | None, samples: bool) -> int:
    """Adds the pages that are not there yet, known by their address; returns how many.

    A site that has no accounts yet gets them from nobody. What an editor has changed since stays. With `samples` also what tells of invented people,
    schools and authorities: for demonstrations only. Each page is a transaction of its own.
    Raises SameHandError.
    """
    if by and by == approved_by:
        raise SameHandError
    with translation.override("zh-hans"):
        root = HomePage.objects.get()
        desk = Desk(by=by, page_at=_finder(root), samples=samples)
        added = sum(
            _load_section(section, root, desk, approved_by)
            for section in SECTIONS
            if samples or not section.invented
        )
        return added + _introduce(root, desk, approved_by)


def _load_section(section: Section, root: HomePage, desk: Desk, approved_by: User | None) -> int:
    """The last one first: lists begin with the latest."""
    index = root.get_children().get(slug=section.path) if section.path else root
    there = set(index.get_children().values_list("slug", flat=True))
    missing = [entry for entry in section.entries if entry.slug not in there]
    for entry in reversed(missing):
        with transaction.atomic():
            page = section.page(entry, section.path, desk)
            page.live, page.owner = False, desk.by
            index.add_child(instance=page)
            _publish(page, desk.by, approved_by)
    return len(missing)


def _introduce(root: HomePage, desk: Desk, approved_by: User | None) -> int:
    """The home page's words, unless somebody has written there already."""
    if root.body or root.introduction != home.INTRODUCTION_BEFORE:
        return 0
    root.introduction = home.INTRODUCTION
    root.body = prose(home.BODY, desk.page_at)
    with transaction.atomic():
        _publish(root, desk.by, approved_by)
    return 1


def _publish(page: Page, by: User | None, approved_by: User | None) -> None:
    page.save_revision(user=by).publish(user=approved_by)


def _finder(root: HomePage):
    @cache
    def page_at(path: str) -> int:
        return Page.objects.get(url_path=f"{root.url_path}{path}/").pk

    return page_at
