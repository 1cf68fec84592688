"""The pages below the home page that stand in menus, kept in the cache until a page changes."""

from django.core.cache import cache
from django.db import transaction
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from courses.models import HomePage, StandardPage

KEY = "pages-in-menu"
KEPT = 60 * 60  # seconds

Links = list[tuple[str, str]]


def pages_in_menu() -> tuple[Links, Links]:
    """(title, address) of the sections, and of the pages about the site. Four queries when not kept."""
    kept = cache.get(KEY)
    if kept is None:
        kept = _read()
        cache.set(KEY, kept, KEPT)
    return kept


def _read() -> tuple[Links, Links]:
    home = HomePage.objects.live().first()
    if home is None:
        return [], []
    about = StandardPage.objects.child_of(home).live()
    sections = Page.objects.child_of(home).live().in_menu().not_type(StandardPage)
    return _links(sections), _links(about)


def _links(pages) -> Links:
    return [(page.title, page.get_url()) for page in pages]


@receiver(page_published)
@receiver(page_unpublished)
@receiver(page_slug_changed)
@receiver(post_page_move)
def forget(**kwargs):
    transaction.on_commit(lambda: cache.delete(KEY))
