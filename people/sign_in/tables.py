import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from common.tables import SiteTable
from people.access_log.enums import Action
from people.sign_in.agents import browser_in_words

# A badge's style; the others are plain.
STYLES = {
    Action.SIGNED_IN: "met",
    Action.SIGN_IN_FAILED: "short",
    Action.SIGN_IN_LOCKED: "behind",
}


class SignInTable(SiteTable):
    """One row a sign-in, an attempt, or a change to how one signs in."""

    caption = _("登录记录")
    empty_title = _("还没有登录记录")

    at = tables.DateTimeColumn(verbose_name=_("时间"), format="Y-m-d H:i")
    action = tables.TemplateColumn(
        template_name="sign_in/_result.html", verbose_name=_("结果"), orderable=False
    )
    what = tables.Column(verbose_name=_("方式和说明"), orderable=False, empty_values=())
    address = tables.Column(verbose_name=_("来源地址"), orderable=False)
    agent = tables.Column(verbose_name=_("浏览器"), orderable=False, empty_values=())

    class Meta:
        order_by = "-at"

    def render_agent(self, value):
        return browser_in_words(value)

    def render_what(self, value):
        return value or "—"
