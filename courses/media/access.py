"""Who may read a page, and which of its files may be handed out with it."""

from django.http import Http404
from wagtail.models import CollectionViewRestriction, Page

from courses.models.lessons import LessonPage


def may_read(page: Page, request) -> bool:
    """Whether the page is published and open to the request; its author and whoever is to check or
    edit it read drafts too.

    One query for a published page that everybody may read.
    """
    if page.live and all(
        restriction.accept_request(request) for restriction in page.get_view_restrictions()
    ):
        return True
    return _writes(page, request.user)


def lesson_for_reader(pk: int, request) -> LessonPage:
    """The lesson. Raises Http404 where there is none to read."""
    lesson = LessonPage.objects.filter(pk=pk).first()
    if lesson is None or not may_read(lesson, request):
        raise Http404
    return lesson


def closed_collections(request) -> set[int]:
    """Collections whose documents the request does not get. One query while nothing is restricted."""
    closed: set[int] = set()
    for restriction in CollectionViewRestriction.objects.select_related("collection"):
        if not restriction.accept_request(request):
            below = restriction.collection.get_descendants(inclusive=True)
            closed.update(below.values_list("pk", flat=True))
    return closed


def _writes(page: Page, user) -> bool:
    return user.is_authenticated and (
        page.owner_id == user.pk
        or page.permissions_for_user(user).can_edit()
        or LessonPage.objects.to_check_by(user).filter(pk=page.pk).exists()
    )
