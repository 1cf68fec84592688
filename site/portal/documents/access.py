"""Who may open a document: whoever may read a published page that refers to it, who works on a page
that is to hold it, and editors."""

from wagtail.models import Page

from courses.publishing.draft_files import may_open_draft_file
from courses.publishing.in_use import public_pages_with
from portal.desk import DESK


def may_open(document, request) -> bool:
    """Three queries and one more for each page that refers to the document."""
    return (
        request.user.has_perm(DESK)
        or any(_may_read(page, request) for page in public_pages_with(document))
        or may_open_draft_file(request.user, document)
    )


def _may_read(page: Page, request) -> bool:
    restrictions = page.get_view_restrictions()
    return all(restriction.accept_request(request) for restriction in restrictions)
