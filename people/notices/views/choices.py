"""Which notices a person gets by e-mail."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView

from people.notices.enums import ALWAYS_BY_EMAIL
from people.notices.forms import ChoicesForm
from people.notices.services.choosing import choose_kinds, kinds_by_email


class ChoicesView(LoginRequiredMixin, FormView):
    template_name = "notices/choices.html"
    form_class = ChoicesForm
    success_url = reverse_lazy("notice-choices")

    def get_initial(self):
        return {"kinds": list(kinds_by_email(self.request.user))}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            always=[kind.label for kind in ALWAYS_BY_EMAIL],
            address=self.request.user.email,
            crumbs=[(_("消息"), reverse("notices")), (_("接收方式"), "")],
            **kwargs,
        )

    def form_valid(self, form):
        choose_kinds(form.cleaned_data["kinds"], by=self.request.user)
        messages.success(self.request, _("已保存接收方式。"))
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
