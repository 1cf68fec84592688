"""Which public pages show a picture or hand out a file."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet


def public_pages_with(thing: Model) -> PageQuerySet:
    """Two queries."""
    references = ReferenceIndex.get_references_to(thing).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    keys = [int(key) for key in references.values_list("object_id", flat=True)]
    return Page.objects.live().filter(pk__in=keys)
