"""What every list screen's table has in common: how it sorts, pages and reads on a phone."""

import django_tables2 as tables
from django.core.paginator import Paginator

PAGE_ROWS = 50


def counted(number) -> str:
    """A count with a comma every three digits; Django's own Chinese format has none."""
    return f"{number:,}"


class SiteTable(tables.Table):
    """A table drawn by components/table.html.

    `phone` says what becomes of the rows at 390 px: "cards" stacks each one, "scroll" keeps the
    grid in a box of its own, which reads better where figures are compared.
    """

    phone = "cards"
    caption = ""
    empty_title = ""

    def arranged(self, request, per_page: int | None = PAGE_ROWS):
        """The table itself, sorted and paged as the address asks; nonsense there is ignored."""
        self.request = request
        if order := request.GET.getlist(self.prefixed_order_by_field):
            self.order_by = order
        if per_page:
            self.paginator = Paginator(self.rows, per_page)
            self.page = self.paginator.get_page(request.GET.get(self.prefixed_page_field))
        return self


class NumberColumn(tables.Column):
    """Figures: to the right, digits of one width."""

    def __init__(self, *args, **kwargs):
        number = {"class": "num"}
        super().__init__(*args, attrs={"th": number, "td": number, "tf": number}, **kwargs)
