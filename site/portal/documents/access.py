"""Who may open a document: whoever may read a published page that refers to it, who works on a page
that is to hold it, and editors."""

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from courses.publishing.draft_files import may_open_draft_file
from portal.desk import DESK


def may_open(document, request) -> bool:
    """Three queries and one more for each page that refers to the document."""
    return (
        request.user.has_perm(DESK)
        or any(_may_read(page, request) for page in _published_pages(document))
        or may_open_draft_file(request.user, document)
    )


def _published_pages(document):
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return Page.objects.live().filter(
        pk__in=[int(key) for key in references.values_list("object_id", flat=True)]
    )


def _may_read(page: Page, request) -> bool:
    restrictions = page.get_view_restrictions()
    return all(restriction.accept_request(request) for restriction in restrictions)
