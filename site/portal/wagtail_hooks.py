"""What we add to Wagtail's administration and to its serving of files."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people.roles import PUBLISH_PAGES
from people.scopes import may
from portal.desk_words import name_what_has_no_name
from portal.documents.access import may_open

name_what_has_no_name()


@hooks.register("before_serve_document")
def open_only_to_readers(document, request):
    if not may_open(document, request):
        raise Http404


@hooks.register("register_help_menu_item")
def offer_the_handbook():
    return MenuItem(_("编辑手册"), reverse("handbook"), name="handbook", icon_name="help", order=1)


@hooks.register("construct_help_menu")
def lead_to_no_other_site(request, menu_items):
    """Wagtail's own guide and its news are in English, and not about these screens."""
    menu_items[:] = [item for item in menu_items if not item.url.startswith("https:")]


class ReflectionsMenuItem(MenuItem):
    """For those who read what teachers wrote about lessons before it is shown."""

    def is_shown(self, request):
        return may(request.user, PUBLISH_PAGES)


@hooks.register("register_admin_menu_item")
def lead_to_reflections():
    return ReflectionsMenuItem(
        _("使用体会"), reverse("reflections"), name="reflections", icon_name="comment", order=320
    )
