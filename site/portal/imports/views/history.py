"""What was handed in, by whom, and what became of it."""

from django.urls import reverse
from django.views.generic import TemplateView

from people.enums import BatchKind
from people.models import ImportBatch
from portal.imports.filters import BatchFilter
from portal.imports.tables import BatchTable
from portal.imports.views.access import ImportScreenMixin


class BatchListView(ImportScreenMixin, TemplateView):
    template_name = "imports/list.html"

    def get_context_data(self, **kwargs):
        batches = ImportBatch.objects.visible_to(self.request.user).for_list()
        filters = BatchFilter(self.request.GET)
        table = BatchTable(filters.apply(batches)).arranged(self.request)
        return super().get_context_data(
            kinds=BatchKind,
            filters=filters,
            narrowed=bool(filters.chosen),
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=reverse("imports"),
            table=table,
            none_yet=not filters.chosen and not table.paginator.count,
            **kwargs,
        )
