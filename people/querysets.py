"""Which rows a person may see, and the questions asked of posts. Every list starts here."""

from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from common.clock import today
from people.enums import PSYCHOLOGY_POSTS, UnitLevel
from people.roles import IMPORT_REGISTERS, MANAGE_ACCOUNTS, MANAGE_GRANTS, NOMINATE
from people.scopes import scope_of


class UnitQuerySet(models.QuerySet):
    def managing(self):
        return self.filter(level=UnitLevel.UNIT)

    def within(self, unit):
        """`unit` itself and all below it."""
        return self.filter(path__startswith=unit.path)

    def visible_to(self, user):
        return self.filter(scope_of(user).units())


class SchoolQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(scope_of(user).schools())


class ScopedBySchoolQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(scope_of(user).schools("school__"))


class PostQuerySet(models.QuerySet):
    def psychology(self):
        return self.filter(kind__in=PSYCHOLOGY_POSTS)

    def touching(self, first: date, last: date):
        """Posts held on any day from `first` to `last`, both included."""
        return self.filter(starts_on__lte=last).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=first)
        )

    def in_force_on(self, day: date):
        return self.touching(day, day)

    def visible_to(self, user):
        scope = scope_of(user)
        return self.filter(
            scope.schools("school__") | scope.units("unit__") | Q(teacher_id=scope.teacher_id)
        )


class TeacherQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who hold or held a post within the scope, and oneself."""
        posts = apps.get_model("people", "Post").objects.visible_to(user)
        posts = posts.filter(teacher=OuterRef("pk"))
        return self.filter(Exists(posts) | Q(pk=scope_of(user).teacher_id))

    def manageable_by(self, user):
        """Those whose accounts `user` looks after: in post, or coming, where they may (not oneself)."""
        area = scope_of(user).area(MANAGE_ACCOUNTS)
        posts = apps.get_model("people", "Post").objects.filter(
            area.schools("school__") | area.units("unit__"), teacher=OuterRef("pk")
        )
        held = posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today()))
        mine = Q(pk__isnull=False) if area.everywhere else Exists(held)
        return self.filter(mine).exclude(pk=scope_of(user).teacher_id)

    def nominable_by(self, user):
        """Those in post at the schools and units for which `user` may nominate."""
        area = scope_of(user).area(NOMINATE)
        posts = apps.get_model("people", "Post").objects.filter(
            area.schools("school__") | area.units("unit__"), teacher=OuterRef("pk")
        )
        return self.filter(Exists(posts.in_force_on(today())))


class RoleGrantQuerySet(models.QuerySet):
    def not_over_on(self, day: date):
        """In force or still to come, by their own dates."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), ended_at__isnull=True)

    def visible_to(self, user):
        """One's own and those one delegated; all to whom grants are entrusted."""
        if not user.is_authenticated:
            return self.none()
        if MANAGE_GRANTS in scope_of(user).abilities:
            return self
        return self.filter(Q(user=user) | Q(on_behalf_of=user))


class ImportBatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        if IMPORT_REGISTERS in scope_of(user).abilities:
            return self
        return self.none()

    def for_list(self):
        """Without the columns that grow with the file."""
        return self.defer("report", "effects")
