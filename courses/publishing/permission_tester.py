"""What Wagtail asks before it shows or does something with a page, answered from the grants."""

from wagtail.models import PagePermissionTester

from courses.publishing.reach import is_written_by_trainers, reach_of


class ReviewedPagePermissionTester(PagePermissionTester):
    """Menus, bulk actions, histories, previews and direct posts all meet these answers.

    Nothing becomes public but by somebody's approval: a page is never published while it is made
    or copied, and never by its own last hand. `page` is specific.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        self.reach = reach_of(user)

    def can_edit(self):
        return self._is_ours() and self.reach.edits(self.page)

    def can_publish(self):
        return self._is_ours() and self.reach.approves(self.page)

    def can_submit_for_moderation(self):
        return self.can_edit() and super().can_submit_for_moderation()

    def can_unpublish(self):
        return self.page.live and self._answers_for() and not self.page_locked()

    def can_set_view_restrictions(self):
        return self._answers_for()

    def can_unschedule(self):
        return self._answers_for()

    def can_lock(self):
        return self._answers_for()

    def can_unlock(self):
        return self._answers_for()

    def can_delete(self, ignore_bulk=False):
        """What is public is taken down first; a section stays while pages are below it."""
        if self.user.is_active and self.user.is_superuser:
            return super().can_delete(ignore_bulk)
        return self.can_edit() and not self.page.live and self.page.is_leaf()

    def can_add_subpage(self):
        """Below a section for those who edit somewhere; for trainers where their kinds of pages go."""
        if not self.user.is_active or self.page.specific_class is None:
            return False
        kinds = [
            kind
            for kind in self.page.specific_class.creatable_subpage_models()
            if kind.can_create_at(self.page)
        ]
        if self.reach.everything or self.reach.city:
            return bool(kinds)
        if self.reach.area.unit_paths:
            return bool(kinds) and getattr(self.page.specific_class, "is_section", False)
        return self.reach.writes and any(map(is_written_by_trainers, kinds))

    def can_publish_subpage(self):
        return False

    def can_reorder_children(self):
        return self.user.is_active and self.reach.city

    def can_move(self):
        return self._is_ours() and self.reach.city

    def _is_ours(self) -> bool:
        return self.user.is_active and not self.page_is_root

    def _answers_for(self) -> bool:
        """Where it is to come down or be hidden, two people are not waited for."""
        return self._is_ours() and self.reach.covers(self.page)


class ReviewedPageMixin:
    """For each page type of the site."""

    # Whether trainers write such pages and, in their own name, edit them.
    written_by_trainers = False
    # Whether pages of units and trainers stand below it.
    is_section = False

    def permissions_for_user(self, user):
        return ReviewedPagePermissionTester(user, self)
