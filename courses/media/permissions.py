"""Who works on pages, and so on the films that pages show."""

from django.contrib.auth import get_user_model
from django.db.models import Q
from wagtail.permission_policies import BasePermissionPolicy

from people.roles import EDIT_PAGES, PUBLISH_PAGES
from people.scopes import may


def can_edit_pages(user) -> bool:
    """Whether `user` writes, checks or publishes pages."""
    return user.is_active and (user.is_superuser or may(user, EDIT_PAGES))


class VideoPolicy(BasePermissionPolicy):
    """Every editor brings in films and uses all of them; each changes their own.

    Who may publish pages changes and deletes those of others too.
    """

    def user_has_permission(self, user, action):
        return can_edit_pages(user)

    def user_has_permission_for_instance(self, user, action, instance):
        if not can_edit_pages(user):
            return False
        return (
            action in ("add", "choose", "view")
            or instance.uploaded_by_id == user.pk
            or user.is_superuser
            or may(user, PUBLISH_PAGES)
        )

    def users_with_any_permission(self, actions):
        """Those whom Wagtail lets in at all; it asks only to fill lists of names."""
        let_in = Q(is_superuser=True) | Q(groups__permissions__codename="access_admin")
        return get_user_model().objects.filter(let_in, is_active=True).distinct()
