from django import template

from training.standard_titles import standard_title

register = template.Library()
register.filter("standard_title", standard_title)
