"""Words of Wagtail's own screens that no catalogue reaches: it left them unnamed in its classes."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers
from wagtail.admin.views.pages.search import SearchView

LINK_TEXT = _("链接文字")
LABELS = {
    choosers.ExternalLinkChooserForm: {"link_text": LINK_TEXT},
    choosers.AnchorLinkChooserForm: {"url": _("锚点名称"), "link_text": LINK_TEXT},
    choosers.EmailLinkChooserForm: {
        "email_address": _("邮箱地址"),
        "link_text": LINK_TEXT,
        "subject": _("邮件主题"),
        "body": _("邮件正文"),
    },
    choosers.PhoneLinkChooserForm: {"phone_number": _("电话号码"), "link_text": LINK_TEXT},
}


def name_what_has_no_name():
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    # "1–20 of 65 None": the search has no model of its own to be named after.
    SearchView.verbose_name = SearchView.verbose_name_plural = _("页面")
