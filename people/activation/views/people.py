"""Whose accounts one looks after, and how far they are."""

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from common.tables import counted
from people.activation.enums import AccountState
from people.activation.filters import PeopleFilter
from people.activation.models import PrintJob
from people.activation.tables import PeopleTable, SheetTable
from people.activation.views.access import AccountsScreenMixin

RECENT_SHEETS = 3


class PeopleView(AccountsScreenMixin, TemplateView):
    template_name = "activation/people.html"

    def get_context_data(self, **kwargs):
        people = self.people()
        filters = PeopleFilter(self.request.GET, user=self.request.user)
        table = PeopleTable(filters.apply(people)).arranged(self.request)
        sheets = PrintJob.objects.visible_to(self.request.user).for_list()[:RECENT_SHEETS]
        return super().get_context_data(
            figures=self.figures(people),
            filters=filters,
            narrowed=bool(filters.chosen),
            chosen=list(filters.chosen.items()),
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=reverse("account-list"),
            table=table,
            found=counted(table.paginator.count),
            sheets=list(sheets),
            **kwargs,
        )

    def figures(self, people) -> list[tuple[str, int, str, str]]:
        """Name, count, the count as written and address of the people in each state, whatever the filter."""
        rows = people.order_by().values_list("account_state").annotate(n=Count("pk"))
        counts = dict(rows)
        address = reverse("account-list")
        return [
            (
                state.label,
                counts.get(state, 0),
                counted(counts.get(state, 0)),
                f"{address}?{urlencode({'state': state})}",
            )
            for state in AccountState
        ]


class SheetListView(AccountsScreenMixin, TemplateView):
    template_name = "activation/sheets.html"

    def get_context_data(self, **kwargs):
        jobs = PrintJob.objects.visible_to(self.request.user).for_list()
        return super().get_context_data(table=SheetTable(jobs).arranged(self.request), **kwargs)
