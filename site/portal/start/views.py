"""Where a person goes after signing in: to the screen of their role, or to a choice of them."""

from dataclasses import dataclass

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from people.roles import EDIT_PAGES, MANAGE_SITE, SEE_AUDIT, SEE_OWN_YEAR
from people.scopes import scope_of
from training.homes import audit_homes
from training.years import current_year


@dataclass(frozen=True, slots=True)
class Choice:
    title: str
    note: str
    url: str


class StartView(LoginRequiredMixin, TemplateView):
    template_name = "pages/start.html"

    def get(self, request, *args, **kwargs):
        choices = choices_of(request.user)
        if len(choices) == 1:
            return HttpResponseRedirect(choices[0].url)
        return self.render_to_response(self.get_context_data(choices=choices))


def choices_of(user) -> list[Choice]:
    """One for each unit and school audited, the own year, and the editor's desk."""
    scope = scope_of(user)
    choices = []
    if SEE_AUDIT in scope.abilities:
        homes = audit_homes(scope, current_year())
        choices += [Choice(home.name, _("年度核查"), home.url) for home in homes]
    if SEE_OWN_YEAR in scope.abilities:
        choices.append(Choice(_("我的学时"), _("本人本年度的培训学时"), reverse("my-year-now")))
    if not choices and scope.abilities & {EDIT_PAGES, MANAGE_SITE}:
        choices.append(_desk(user))
    return choices


def _desk(user) -> Choice:
    if user.has_perm("wagtailadmin.access_admin"):
        return Choice(_("内容管理"), _("编辑和发布页面"), reverse("wagtailadmin_home"))
    return Choice(_("首页"), _("课程资源"), "/")
