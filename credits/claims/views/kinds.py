"""The kinds of claims: the notice's list is open, so the city adds its own (R37, R38)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView

from credits.claims.forms import styled
from credits.claims.models import ClaimKind
from credits.enums import Category, Mode
from people.roles import SET_POLICIES
from people.views.access import AnyAbilityMixin


class KindForm(forms.ModelForm):
    category = forms.ChoiceField(
        label=gettext_lazy("常用的培训内容"),
        required=False,
        choices=[("", gettext_lazy("由教师选择")), *Category.choices],
    )
    mode = forms.ChoiceField(label=gettext_lazy("常用的培训形式"), choices=Mode.choices)

    class Meta:
        model = ClaimKind
        fields = ["name", "code", "hint", "evidence_hint", "category", "mode", "order", "is_active"]
        help_texts = {
            "code": gettext_lazy("用小写字母、数字和连字符，例如 open-lesson。有申报后不能修改。")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.claims.exists():
            self.fields["code"].disabled = True
        styled(self)
        self.fields["is_active"].widget.attrs["class"] = "form-check-input"


class KindsView(AnyAbilityMixin, TemplateView):
    abilities = (SET_POLICIES,)
    template_name = "claims/kinds.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(kinds=ClaimKind.objects.all(), **kwargs)


class KindView(AnyAbilityMixin, FormView):
    """A new kind, or a changed one. A kind is switched off, never deleted: claims name it."""

    abilities = (SET_POLICIES,)
    template_name = "claims/kind.html"
    form_class = KindForm

    @cached_property
    def kind(self) -> ClaimKind:
        if "pk" not in self.kwargs:
            return ClaimKind()
        return get_object_or_404(ClaimKind, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.kind}

    def get_context_data(self, **kwargs):
        title = self.kind.name if self.kind.pk else _("新增申报类别")
        return super().get_context_data(
            title=title,
            back=reverse("claim-kinds"),
            crumbs=[(_("申报类别"), reverse("claim-kinds")), (title, "")],
            **kwargs,
        )

    def form_valid(self, form):
        form.save()
        messages.success(self.request, _("已保存。"))
        return HttpResponseRedirect(reverse("claim-kinds"))
