"""Every change to people, posts, schools, roles and policies, before and after."""

from urllib.parse import urlencode

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from common.tables import PAGE_ROWS
from people.access_log.areas import is_whole
from people.roles import MANAGE_GRANTS, SEE_ACCESS_LOG
from people.scopes import Area, may, scope_of
from portal.changes.filters import ChangeFilter
from portal.changes.reading import place_of, read_changes
from portal.changes.tables import ChangeTable
from portal.changes.wording import stories_of

AFTER = "after"


class ChangesView(LoginRequiredMixin, TemplateView):
    """For auditors, within their area, and for those to whom grants are entrusted."""

    template_name = "access_log/changes.html"

    def dispatch(self, request, *args, **kwargs):
        user = request.user
        if user.is_authenticated and not (may(user, SEE_ACCESS_LOG) or may(user, MANAGE_GRANTS)):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        filters = ChangeFilter(self.request.GET)
        place = place_of(self.request.GET.get(AFTER, ""))
        # One more than is shown tells whether there are older ones.
        changes = read_changes(
            filters.kinds,
            matching=filters.matching(self.area()),
            most=PAGE_ROWS + 1,
            after=place,
        )
        page, further = changes[:PAGE_ROWS], len(changes) > PAGE_ROWS
        address, query = reverse("changes"), filters.query
        older = {**query, AFTER: page[-1].key} if further else None
        table = ChangeTable(stories_of(page))
        return super().get_context_data(
            filters=filters,
            narrowed=bool(filters.chosen or filters.errors),
            reset=address,
            table=table.arranged(self.request, per_page=None),
            may_search=may(self.request.user, SEE_ACCESS_LOG),
            older_url=f"?{urlencode(older)}" if older else "",
            latest_url=f"{address}?{urlencode(query)}" if place else "",
            **kwargs,
        )

    def area(self) -> Area | None:
        """What the user's part is; None for all."""
        scope = scope_of(self.request.user)
        if MANAGE_GRANTS in scope.abilities:
            return None
        area = scope.area(SEE_ACCESS_LOG)
        return None if is_whole(area) else area
