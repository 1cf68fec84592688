import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from courses.models import SitePage
from courses.structured_data import structured_data

register = template.Library()

# None of these may end the element, or begin another, from inside the data.
ESCAPED = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&'"}


@register.simple_tag
def page_data(page):
    """The page's structured data as an element that browsers do not run; nothing for other pages."""
    if not isinstance(page, SitePage):
        return ""
    text = json.dumps(structured_data(page), ensure_ascii=False, default=str).translate(ESCAPED)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308  # JSON whose brackets and apostrophes are escaped
    )
