"""The handbook for everybody, signed in or not."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal.handbook.book import handbook


class ContentsView(TemplateView):
    template_name = "handbook/contents.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(book=handbook(), crumbs=_crumbs(), **kwargs)


class SectionView(TemplateView):
    template_name = "handbook/section.html"

    def get_context_data(self, number: int, **kwargs):
        book = handbook()
        section = book.section(number)
        if section is None:
            raise Http404
        return super().get_context_data(
            book=book,
            section=section,
            before=book.section(number - 1),
            after=book.section(number + 1),
            crumbs=[*_crumbs(), (section.title, "")],
            **kwargs,
        )


def _crumbs() -> list[tuple[str, str]]:
    return [(_("首页"), "/"), (_("编辑手册"), reverse("handbook"))]
