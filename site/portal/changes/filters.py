"""How the list of changes is narrowed."""

from collections.abc import Callable, Sequence

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.access_log.filters import ALL, EvidenceFilter
from people.scopes import Area
from portal.changes.kinds import KINDS, Kind


class ChangeFilter(EvidenceFilter):
    q = forms.CharField(label=_("姓名、编号或名称"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("对象"),
        required=False,
        choices=[*ALL, *[(kind.code, kind.model._meta.verbose_name) for kind in KINDS.values()]],
    )

    field_order = ["q", "kind", "since", "until"]

    @property
    def kinds(self) -> Sequence[Kind]:
        """Those to read; none while a field cannot be used."""
        code = self.chosen.get("kind")
        if self.errors:
            return []
        return [KINDS[code]] if code else list(KINDS.values())

    def matching(self, area: Area | None) -> Callable[[Kind], Q]:
        """The condition on the history of a kind; `area` None leaves nothing out."""
        text, days = self.chosen.get("q"), self.within_days("history_date")

        def condition(kind: Kind) -> Q:
            wanted = kind.mentions(text) if text else Q()
            return days & wanted & (kind.within(area) if area else Q())

        return condition
