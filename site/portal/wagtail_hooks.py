"""What we add to Wagtail's administration and to its serving of files."""

from django.http import Http404
from wagtail import hooks

from portal.documents.access import may_open


@hooks.register("before_serve_document")
def open_only_to_readers(document, request):
    if not may_open(document, request):
        raise Http404
