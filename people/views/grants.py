"""The screens on which roles are given and ended."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View

from common.clock import today
from people.access_log.origin import origin_of
from people.enums import Role
from people.exceptions import OwnGrantError, RolesConflictError
from people.forms import GrantForm
from people.grant_tables import GrantTable
from people.models import RoleGrant
from people.roles import MANAGE_GRANTS
from people.services.grants import end_grant, grant_role
from people.views.access import AbilityRequiredMixin

ALL = [("", gettext_lazy("全部"))]
CURRENT, PAST = "current", "past"
WITH = ("user", "unit", "school", "post", "on_behalf_of", "granted_by")


class GrantFilter(forms.Form):
    """A GET form; a field left empty, or filled with nonsense, narrows nothing."""

    q = forms.CharField(label=gettext_lazy("姓名、用户名或教师编号"), required=False, max_length=60)
    role = forms.ChoiceField(
        label=gettext_lazy("角色"),
        required=False,
        choices=[*ALL, *[(role.value, role.label) for role in Role if role != Role.TEACHER]],
    )
    state = forms.ChoiceField(
        label=gettext_lazy("状态"),
        required=False,
        choices=[*ALL, (CURRENT, gettext_lazy("有效或未生效")), (PAST, gettext_lazy("已结束"))],
    )

    def __init__(self, data):
        super().__init__(data)
        for field in self.fields.values():
            style = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            field.widget.attrs["class"] = style

    @property
    def chosen(self) -> dict[str, str]:
        """The fields that narrow, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def apply(self, grants: QuerySet) -> QuerySet:
        chosen = self.chosen
        if text := chosen.get("q"):
            grants = grants.filter(
                Q(user__username__icontains=text)
                | Q(user__last_name__icontains=text)
                | Q(user__first_name__icontains=text)
                | Q(user__teacher__number__icontains=text)
            )
        if role := chosen.get("role"):
            grants = grants.filter(role=role)
        if state := chosen.get("state"):
            current = RoleGrant.objects.not_over_on(today()).values("pk")
            grants = (
                grants.filter(pk__in=current)
                if state == CURRENT
                else grants.exclude(pk__in=current)
            )
        return grants


class GrantListView(AbilityRequiredMixin, TemplateView):
    ability = MANAGE_GRANTS
    template_name = "people/grants.html"

    def get_context_data(self, **kwargs):
        filters = GrantFilter(self.request.GET)
        grants = RoleGrant.objects.visible_to(self.request.user).select_related(*WITH)
        table = GrantTable(filters.apply(grants), reader=self.request.user)
        table.arranged(self.request)
        return super().get_context_data(
            filters=filters,
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=reverse("grants"),
            narrowed=bool(filters.chosen),
            table=table,
            found=table.paginator.count,
            **kwargs,
        )


class GiveGrantView(AbilityRequiredMixin, FormView):
    ability = MANAGE_GRANTS
    template_name = "people/grant_form.html"
    form_class = GrantForm
    success_url = reverse_lazy("grants")

    def get_initial(self):
        return {"starts_on": today().isoformat()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("授予角色"),
            lead=_("本人会收到通知。管理账号的人不能同时导入学时，安全审计员不能兼任管理工作。"),
            submit=_("授予"),
            back=self.success_url,
            crumbs=[(_("授权管理"), self.success_url), (_("授予角色"), "")],
            **kwargs,
        )

    def form_valid(self, form):
        values = dict(form.cleaned_data)
        try:
            grant_role(
                values.pop("user"),
                values.pop("role"),
                by=self.request.user,
                origin=origin_of(self.request),
                **values,
            )
        except OwnGrantError:
            form.add_error("user", _("不能给自己授权，请由另一位系统管理员办理。"))
        except RolesConflictError:
            form.add_error("role", _("此人现有的身份与这个角色不能由同一人兼任。"))
        except ValidationError as error:
            form.add_error(None, error)
        if form.errors:
            return self.form_invalid(form)
        messages.success(self.request, _("已授权，并已通知本人。"))
        return super().form_valid(form)


class EndGrantView(AbilityRequiredMixin, View):
    ability = MANAGE_GRANTS

    def post(self, request, pk: int):
        grant = get_object_or_404(RoleGrant.objects.visible_to(request.user), pk=pk)
        try:
            end_grant(grant, by=request.user, origin=origin_of(request))
        except OwnGrantError as error:
            raise Http404 from error
        messages.success(request, _("已收回，立即生效。"))
        return HttpResponseRedirect(reverse("grants"))
