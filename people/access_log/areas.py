"""Whose doings an auditor's area takes in."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from people.scopes import Area


def is_whole(area: Area) -> bool:
    """Whether no managing unit lies outside the area: then all of the log is the auditor's. One query.

    What nobody signed in did belongs to no unit; it is read by such an auditor alone.
    """
    if area.everywhere:
        return True
    units = apps.get_model("people", "Unit").objects.managing()
    return bool(area.unit_paths) and not units.exclude(area.units()).exists()


def teachers_of(area: Area) -> QuerySet:
    """Keys of everybody who holds a post there, or held one: of people who are gone as well."""
    posts = apps.get_model("people", "Post").history.filter(here(area))
    return posts.order_by().values("teacher_id")


def accounts_of(area: Area) -> QuerySet:
    """Keys of the accounts of those people, and of whoever holds or held a role there."""
    grants = apps.get_model("people", "RoleGrant").history.filter(here(area)).order_by()
    users = get_user_model().objects.filter(
        Q(teacher__in=teachers_of(area)) | Q(pk__in=grants.values("user_id"))
    )
    return users.values("pk")


def here(area: Area) -> Q:
    """Condition on rows with a school or a unit."""
    return area.schools("school__") | area.units("unit__")
