"""What the audit screens share: who may enter, the lens they look through, the way back up."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from people.models import School, Unit
from people.roles import SEE_AUDIT
from people.scopes import Scope, may, scope_of
from training.audit.roster import Reach
from training.audit.rows import Audit
from training.audit.service import audit_year
from training.homes import top_unit
from training.reaches import reaches_of, root_units
from training.views.lens import AS_OF, DAY, Lens, lens_of
from training.years import years_on_record


class AuditScreenMixin(LoginRequiredMixin):
    """A screen about one year, for people who may see the audit; to others it is not there."""

    lens: Lens
    scope: Scope

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not may(request.user, SEE_AUDIT):
            raise Http404
        self.scope = scope_of(request.user)
        self.lens = lens_of(request, kwargs["year"])
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def roots(self) -> list[Unit]:
        return root_units(self.scope)

    def audit(self, reach: Reach) -> Audit:
        return audit_year(self.lens.year, reach=reach, **self.lens.options)

    def audits(self, unit: Unit | None = None) -> list[Audit]:
        """The audits that together hold all that the user may see, or all of one unit."""
        reaches = [Reach.of_unit(unit)] if unit else reaches_of(self.scope)
        return [self.audit(reach) for reach in reaches]

    def unit_url(self, unit: Unit) -> str:
        if unit == top_unit(self.roots):
            return self.lens.url("audit-city")
        return self.lens.url("audit-unit", unit.code)

    def way_to(self, unit: Unit | None, school: School | None = None) -> list[tuple[str, str]]:
        """Breadcrumbs from the user's own unit down; what is outside the scope is left out."""
        way = []
        if unit and self.scope.covers_unit(unit):
            above = [root for root in self.roots if unit.path.startswith(root.path)]
            way = [*above, *([unit] if unit not in above else [])]
        crumbs = [(found.display_name, self.unit_url(found)) for found in way]
        if school:
            crumbs.append((school.name, self.lens.url("audit-school", school.code)))
        return crumbs

    def export_query(self, **within: str) -> str:
        """What the exports take to hold the same as this screen."""
        return f"?{urlencode(self.lens.query | within)}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            lens=self.lens, years=self.year_links(), lens_kept=self.other_parameters(), **kwargs
        )

    def other_parameters(self) -> list[tuple[str, str]]:
        """What the address holds besides the lens and the page number."""
        items = self.request.GET.items()
        return [(name, value) for name, value in items if name not in ("page", DAY, AS_OF)]

    def year_links(self) -> list[tuple[int, str, bool]]:
        """(year, this screen in that year, whether it is the one shown)."""
        years = sorted({*years_on_record(), self.lens.year}, reverse=True)
        return [(year, self._in_year(year), year == self.lens.year) for year in years]

    def _in_year(self, year: int) -> str:
        match = self.request.resolver_match
        subject = [value for name, value in match.kwargs.items() if name != "year"]
        filters = dict(self.other_parameters())
        return self.lens.moved_to(year).url(match.view_name, *subject, **filters)


class AuditListMixin(AuditScreenMixin):
    """A filtered list over everything that the user may see. A view adds the names below."""

    table_class = None
    filter_class = None
    rows_name = ""  # the attribute of Audit that holds the rows
    title = ""

    def get_context_data(self, **kwargs):
        filters = self.filter_class(self.request.GET, units=self.offered_units)
        rows = [
            row for audit in self.audits(filters.unit) for row in getattr(audit, self.rows_name)
        ]
        found = filters.apply(rows)
        table = self.get_table(found)
        if rows:
            table.empty_title = _("没有符合条件的记录")
        return super().get_context_data(
            title=self.title,
            crumbs=[*self.way_to(self.roots[0] if self.roots else None), (self.title, "")],
            filters=filters,
            found=len(found),
            all=len(rows),
            table=table.arranged(self.request),
            kept=self.kept(),
            narrowed=bool(filters.chosen),
            reset=self.lens.url(self.request.resolver_match.view_name),
            **kwargs,
        )

    def get_table(self, rows):
        alone = not self.offered_units
        return self.table_class(rows, lens=self.lens, exclude=["unit_name"] if alone else [])

    @cached_property
    def offered_units(self) -> list[Unit]:
        """The units to choose from: the sole root would say no more than "all"."""
        units = Unit.objects.visible_to(self.request.user)
        return [unit for unit in units if [unit] != self.roots]

    def kept(self) -> list[tuple[str, str]]:
        """What the address holds besides the filters."""
        sort = [("sort", value) for value in self.request.GET.getlist("sort")]
        return [*self.lens.query.items(), *sort]
