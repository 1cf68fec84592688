"""Whose lists, thanks and uses a person may see."""

from django.db.models import QuerySet

from people.roles import PUBLISH_PAGES
from people.scopes import scope_of


class OwnQuerySet(QuerySet):
    """Rows that belong to the person who made them and concern nobody else."""

    def visible_to(self, user):
        return self.filter(user=user.pk) if user.is_authenticated else self.none()


class LessonUseQuerySet(QuerySet):
    def visible_to(self, user):
        """One's own, and those that one reads as an editor."""
        return (self.by(user) | self.readable_by(user)).distinct()

    def by(self, user):
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def readable_by(self, user):
        """Those whose reflection `user` decides on: in their area as an editor, never their own."""
        area = scope_of(user).area(PUBLISH_PAGES)
        if not area.everywhere and not area.unit_paths:
            return self.none()
        return self.filter(area.units("unit__")).exclude(user=user.pk)

    def waiting(self):
        return self.filter(state="waiting")

    def shown(self):
        return self.filter(state="shown")

    def in_year(self, year: int):
        return self.filter(used_on__year=year)
