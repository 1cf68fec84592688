from django import template

from courses.using.panel import panel_for

register = template.Library()


@register.simple_tag(takes_context=True)
def use_panel(context, lesson):
    """What the lesson's page shows of its use, for this reader."""
    return panel_for(context["user"], lesson)
