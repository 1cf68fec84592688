"""How lists of claims are narrowed. What is empty or nonsense narrows nothing."""

import django_filters as filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.clock import today
from common.list_filters import ListFilter
from credits.claims.enums import ClaimState
from credits.claims.models import Claim, ClaimKind
from people.models import Unit


class OwnClaimFilter(ListFilter):
    q = filters.CharFilter(label=_("名称、主办单位或证书编号"), method="by_text")
    state = filters.ChoiceFilter(label=_("状态"), choices=ClaimState.choices, empty_label=_("全部"))
    kind = filters.ModelChoiceFilter(
        label=_("申报类别"), queryset=ClaimKind.objects.all(), empty_label=_("全部")
    )

    class Meta:
        model = Claim
        fields = ["q", "state", "kind"]

    def by_text(self, claims, name, value):
        value = value.replace("\x00", "")
        return claims.filter(
            Q(title__icontains=value)
            | Q(organiser__icontains=value)
            | Q(certificate_no__icontains=value)
        )


class ReviewFilter(ListFilter):
    """For whoever reviews: what waits for them, or everything from their schools and units."""

    q = filters.CharFilter(label=_("教师、学校、名称或证书编号"), method="by_text")
    kind = filters.ModelChoiceFilter(
        label=_("申报类别"), queryset=ClaimKind.objects.all(), empty_label=_("全部")
    )
    show = filters.ChoiceFilter(
        label=_("范围"),
        method="by_show",
        choices=[
            ("plain", _("没有提示的")),
            ("flagged", _("有重复提示的")),
            ("late", _("已超期的")),
            ("mine", _("移交给我的")),
        ],
        empty_label=_("全部"),
    )
    unit = filters.ModelChoiceFilter(
        label=_("单位"),
        queryset=lambda request: Unit.objects.filter(
            pk__in=Claim.objects.reviewable_by(request.user).values("unit")
        ),
        empty_label=_("全部"),
    )

    class Meta:
        model = Claim
        fields = ["q", "kind", "show", "unit"]

    def by_text(self, claims, name, value):
        value = value.replace("\x00", "")
        return claims.filter(
            Q(title__icontains=value)
            | Q(teacher__name__icontains=value)
            | Q(teacher__number__icontains=value)
            | Q(school__name__icontains=value)
            | Q(certificate_no__icontains=value)
        )

    def by_show(self, claims, name, value):
        return {
            "plain": claims.filter(flags=[]),
            "flagged": claims.exclude(flags=[]),
            "late": claims.filter(due_on__lt=today()),
            "mine": claims.filter(handed_to=self.request.user),
        }[value]
