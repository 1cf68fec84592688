"""What Wagtail's administration does not do here, or does in other words."""

import json

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from courses.models import EditorTask
from courses.models.tasks import APPROVE
from courses.publishing.permission_policy import may_see
from courses.publishing.reach import reach_of

PUBLISH = "action-publish"
CANCELS = ("action-cancel-workflow", "action-restart-workflow")


@hooks.register("construct_page_action_menu")
def offer_what_is_ones_own_to_do(menu_items, request, context):
    """Whoever saves a page was the last to change it: it is handed in, and another one approves."""
    hidden = {PUBLISH}
    if "page" in context and not _took_it_in(request.user, context["page"]):
        hidden.update(CANCELS)
    menu_items[:] = [item for item in menu_items if getattr(item, "name", "") not in hidden]
    for item in menu_items:
        if getattr(item, "name", "") == APPROVE:
            item.label = _("审核通过并发布")


@hooks.register("before_edit_page")
def break_off_ones_own_review_alone(request, page):
    """Others return a page, and say why."""
    asked = any(request.POST.get(name) for name in CANCELS)
    if asked and not _took_it_in(request.user, page):
        raise PermissionDenied


@hooks.register("before_edit_page")
def take_in_what_a_decision_says(request, page):
    """Wagtail hands on whatever the browser sends beside a decision: it must be its one field."""
    written = request.POST.get("workflow-action-extra-data") or "{}"
    try:
        said = json.loads(written)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not isinstance(said.pop("comment", ""), str) or said:
        raise PermissionDenied


def _took_it_in(user, page) -> bool:
    flow = page.current_workflow_state
    return user.pk in {page.owner_id, flow.requested_by_id if flow else None}


@hooks.register("before_publish_page")
def keep_as_draft(request, page):
    """However it was asked for, the editor's form keeps a draft and publishes nothing."""
    messages.warning(request, _("已保存为草稿，没有发布。请提交审核，由另一位编辑审核后发布。"))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def publish_nothing_in_bulk(request, action_type, objects, action):
    if action_type != "publish":
        return None
    messages.error(request, _("页面须逐篇审核后发布，不能批量发布。"))
    return redirect("wagtailadmin_home")


@hooks.register("after_edit_page")
def say_who_approves_instead(request, page):
    """An editor who changes a page at the review has become its last hand."""
    waits = isinstance(page.current_workflow_task, EditorTask)
    if request.method == "POST" and waits and request.POST.get("workflow-action-name"):
        messages.warning(request, _("您修改了这个页面，须由另一位编辑审核。"))


@hooks.register("construct_explorer_page_queryset")
def open_no_foreign_page(parent_page, pages, request):
    """The list itself keeps to one's own pages; the page above it is asked for here."""
    if not may_see(request.user, parent_page):
        raise PermissionDenied
    return pages


@hooks.register("construct_page_chooser_queryset")
def offer_public_and_own_pages(pages, request):
    """What may be linked to: what everybody sees, and what one works on."""
    if request.user.is_superuser:
        return pages
    own = pages.model.objects.filter(reach_of(request.user).pages())
    return pages.filter(pk__in=own.values("pk")) | pages.filter(live=True)


@hooks.register("construct_reports_menu")
def offer_no_report_over_all_pages(request, menu_items):
    """It is closed to whoever does not answer for the city: portal/desk.py."""
    if not reach_of(request.user).city:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]
