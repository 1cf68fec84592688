"""The editor in which the text of pages is written."""

from django.core.exceptions import BadRequest
from wagtail.admin.rich_text import DraftailRichTextArea


class CheckedRichTextArea(DraftailRichTextArea):
    """Wagtail's, which takes for granted that the text comes from its own editor."""

    def value_from_datadict(self, data, files, name):
        """Raises BadRequest for a text that no editor has written."""
        try:
            return super().value_from_datadict(data, files, name)
        except Exception as error:  # the converter stumbles in many ways
            raise BadRequest from error
