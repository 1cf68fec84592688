"""Which pages Wagtail lists for somebody: its explorer, choosers' searches, reports and history."""

from django.db.models import Q
from wagtail.models import Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy

from courses.publishing.reach import reach_of


class ReviewedPagePermissionPolicy(PagePermissionPolicy):
    """Wagtail's own policy says what a group may do at all; these lists keep to the person's pages."""

    def instances_user_has_any_permission_for(self, user, actions):
        found = super().instances_user_has_any_permission_for(user, actions)
        return found if user.is_superuser else found.filter(reach_of(user).pages())

    def explorable_instances(self, user):
        """One's own pages, and the sections that lead to them."""
        found = super().explorable_instances(user)
        if self._base_queryset_for_user(user) is not None:  # a superuser, or nobody at all
            return found
        # Wagtail builds on what has been narrowed to one's own pages: the sections are not in it.
        return found | Page.objects.filter(_sections())

    def user_has_any_permission_for_instance(self, user, actions, instance):
        asked = instance.permissions_for_user(user)
        answers = {"add": asked.can_add_subpage, "change": asked.can_edit}
        answers |= {"publish": asked.can_publish, "bulk_delete": asked.can_delete}
        answers |= {"delete": asked.can_delete}
        answers |= {"lock": asked.can_lock, "unlock": asked.can_unlock, "view": asked.can_edit}
        return any(answers[action]() for action in actions if action in answers)


def may_see(user, page: Page) -> bool:
    """Whether Wagtail may show this page, as it is written, to this person."""
    return (
        user.is_superuser
        or Page.objects.filter(_sections() | reach_of(user).pages(), pk=page.pk).exists()
    )


def _sections() -> Q:
    """Condition on `Page`: the root, the home page and the sections."""
    found = Q(depth__lte=2)
    for model in get_page_models():
        if getattr(model, "is_section", False):
            found |= Q(pk__in=model.objects.order_by().values("pk"))
    return found
