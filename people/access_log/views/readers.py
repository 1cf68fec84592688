"""Who read my record: for everybody on the roster."""

from django.views.generic import TemplateView

from people.access_log.models import AccessRecord
from people.access_log.tables import ReaderTable
from people.roles import SEE_OWN_YEAR
from people.scopes import scope_of
from people.views.access import AbilityRequiredMixin


class MyReadersView(AbilityRequiredMixin, TemplateView):
    ability = SEE_OWN_YEAR
    template_name = "access_log/readers.html"

    def get_context_data(self, **kwargs):
        own = scope_of(self.request.user).teacher_id
        records = AccessRecord.objects.readers_of(own).latest_first()
        table = ReaderTable(records).arranged(self.request)
        return super().get_context_data(table=table, found=table.paginator.count, **kwargs)
