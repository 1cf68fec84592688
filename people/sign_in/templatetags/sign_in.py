from urllib.parse import quote

from allauth.socialaccount.adapter import get_adapter
from django import template
from django.utils.translation import gettext as _

from people.sign_in.agents import browser_in_words
from people.sign_in.tables import STYLES

register = template.Library()

register.filter("browser", browser_in_words)


@register.simple_tag(takes_context=True)
def login_providers(context, process="login"):
    """The providers of single sign-on that are configured: name, and the address to post to."""
    request = context["request"]
    return [
        {"name": provider.name, "address": provider.get_login_url(request, process=process)}
        for provider in get_adapter().list_providers(request)
    ]


@register.simple_tag
def recovery_codes_file(codes) -> str:
    """A text file of the codes, as an address that a link can save without asking the server."""
    lines = [_("心育学时恢复码。每个只能使用一次，请与手机分开存放。"), "", *map(in_fours, codes)]
    return "data:text/plain;charset=utf-8," + quote("\r\n".join(lines))


@register.simple_tag
def result_style(action: str) -> str:
    return STYLES.get(action, "plain")


@register.filter
def in_fours(code: str) -> str:
    """A long code in groups, easier to copy by hand."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
