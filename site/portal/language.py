"""Choosing the language, for readers who are not signed in.

A form on every public page would set a cookie for everybody; so those pages link here.
"""

from django.core.exceptions import ValidationError
from django.views.generic import TemplateView

from people.notices.addresses import validate_internal_path


class LanguageView(TemplateView):
    template_name = "pages/language.html"

    def get_context_data(self, **kwargs):
        back = self.request.GET.get("next", "/")
        try:
            validate_internal_path(back)
        except ValidationError:
            back = "/"
        return super().get_context_data(back=back, **kwargs)
