"""Words about claims in templates."""

from django import template

from credits.claims import tables

register = template.Library()


@register.simple_tag
def claim_badge(claim) -> str:
    return tables.claim_badge(claim)
