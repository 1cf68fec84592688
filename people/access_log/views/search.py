"""The auditor's search of the log, and the same as a file.

The log holds millions of rows, so no page is found by counting to it: a page begins after the row
that the page before ended with, and rows are counted no further than a file would hold.
"""

from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from common.clock import today
from common.tables import PAGE_ROWS, counted
from people.access_log.enums import Action
from people.access_log.filters import AccessFilter
from people.access_log.models import AccessRecord
from people.access_log.origin import origin_of
from people.access_log.querysets import Cursor
from people.access_log.services.recording import record_access
from people.access_log.subjects import sole_subjects
from people.access_log.tables import AccessTable
from people.access_log.wording import log_language
from people.roles import SEE_ACCESS_LOG
from people.views.access import AbilityRequiredMixin

BEFORE = "before"
MOST_ROWS = 10_000  # of a file
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class AccessLogMixin(AbilityRequiredMixin):
    ability = SEE_ACCESS_LOG

    def matching(self, filters: AccessFilter) -> QuerySet:
        records = AccessRecord.objects.visible_to(self.request.user)
        return filters.apply(records).latest_first()


class AccessLogView(AccessLogMixin, TemplateView):
    template_name = "access_log/list.html"

    def get_context_data(self, **kwargs):
        filters = AccessFilter(self.request.GET)
        matching = self.matching(filters)
        cursor = self.cursor()
        # One more than is shown tells whether there are older ones.
        records = list(matching.before(cursor)[: PAGE_ROWS + 1])
        page, further = records[:PAGE_ROWS], len(records) > PAGE_ROWS
        address, query = reverse("access-log"), filters.query
        older = {**query, BEFORE: str(page[-1].pk)} if further else None
        table = AccessTable(page, subjects=sole_subjects(page))
        return super().get_context_data(
            filters=filters,
            narrowed=bool(filters.chosen or filters.errors),
            reset=address,
            table=table.arranged(self.request, per_page=None),
            found=found_words(matching),
            older_url=f"?{urlencode(older)}" if older else "",
            latest_url=f"{address}?{urlencode(query)}" if cursor else "",
            export_url="" if filters.errors else _with(reverse("access-log-export"), query),
            **kwargs,
        )

    def cursor(self) -> Cursor | None:
        """The row that the page before ended with; nonsense, or a row that is gone, is no cursor."""
        try:
            key = UUID(self.request.GET.get(BEFORE, ""))
        except ValueError:
            return None
        at = AccessRecord.objects.filter(pk=key).values_list("at", flat=True).first()
        return Cursor(at, key) if at else None


class AccessLogExportView(AccessLogMixin, View):
    """The latest rows that match, up to MOST_ROWS. Leaves a row itself."""

    def get(self, request):
        filters = AccessFilter(request.GET)
        if filters.errors:
            return HttpResponseRedirect(_with(reverse("access-log"), request.GET))
        from people.access_log.reports import access_workbook  # the writer costs time to load

        records = list(self.matching(filters)[:MOST_ROWS])
        data = access_workbook(records)
        with log_language():
            what = _("访问日志 %(count)s 条") % {"count": len(records)}
        record_access(Action.EXPORTED, by=request.user, origin=origin_of(request), what=what)
        name = _("访问日志_%(day)s.xlsx") % {"day": today().isoformat()}
        headers = {"Content-Disposition": content_disposition_header(True, name)}
        return HttpResponse(data, content_type=XLSX, headers=headers)


def found_words(matching: QuerySet) -> str:
    count = matching.order_by()[: MOST_ROWS + 1].count()
    words = {"count": counted(min(count, MOST_ROWS))}
    if count > MOST_ROWS:
        return _("超过 %(count)s 条，导出只含最近的 %(count)s 条。可按日期分段查询。") % words
    return _("共 %(count)s 条") % words


def _with(address: str, query) -> str:
    return f"{address}?{urlencode(query)}" if query else address
