"""Which pages somebody edits and approves: the one answer that every door asks for.

It follows from the grants of today (people.roles) and not from Wagtail's groups, which only open its
administration. A page belongs to its unit, else to the unit of its school, else to the city.
"""

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Page, get_page_models

from people.enums import Role, UnitLevel
from people.models import School, Unit
from people.roles import EDIT_PAGES, PUBLISH_PAGES
from people.scopes import scope_of


class Reach:
    """The pages of one person. A query for each property that is asked for, once."""

    def __init__(self, user):
        scope = scope_of(user)
        self.user_id = user.pk
        self.everything = bool(user.is_active and user.is_superuser)
        self.area = scope.area(PUBLISH_PAGES)
        trainer = [held for held in scope.having(EDIT_PAGES) if held.role == Role.TRAINER]
        self.writes = bool(trainer)
        self._home_path = trainer[0].unit_path if trainer else None

    @cached_property
    def unit_ids(self) -> frozenset[int]:
        return frozenset(Unit.objects.filter(self.area.units()).values_list("pk", flat=True))

    @cached_property
    def school_ids(self) -> frozenset[int]:
        return frozenset(School.objects.filter(self.area.schools()).values_list("pk", flat=True))

    @cached_property
    def city(self) -> bool:
        """Whether it takes in what belongs to no unit: the city's own pages and the sections."""
        above = Unit.objects.filter(path__in=self.area.unit_paths).exclude(level=UnitLevel.UNIT)
        return self.everything or above.exists()

    @cached_property
    def home_unit(self) -> Unit | None:
        """The unit for which a trainer writes."""
        return Unit.objects.filter(path=self._home_path).first() if self._home_path else None

    def covers(self, page) -> bool:
        """Whether the page lies where this person edits and approves. `page` is specific."""
        if self.everything:
            return True
        if unit_id := getattr(page, "unit_id", None):
            return unit_id in self.unit_ids
        if school_id := getattr(page, "school_id", None):
            return school_id in self.school_ids
        return self.city

    def owns(self, page) -> bool:
        """Whether it is a page that a trainer wrote."""
        kind = page.specific_class
        return self.writes and page.owner_id == self.user_id and is_written_by_trainers(kind)

    def edits(self, page) -> bool:
        return self.covers(page) or self.owns(page)

    def approves(self, page) -> bool:
        """Four eyes: never one's own page, nor what one was the last to change."""
        return self.covers(page) and self.user_id not in hands_on(page)

    def pages(self) -> Q:
        """Condition on `Page`: those that `edits` says yes to."""
        if self.everything:
            return Q(pk__isnull=False)
        condition = Q(pk__in=[])
        for model in get_page_models():
            if is_written_by_trainers(model) and self.writes:
                own = model.objects.filter(owner_id=self.user_id)
                condition |= Q(pk__in=own.order_by().values("pk"))
            if self.area.unit_paths:
                here = model.objects.filter(self._within(model))
                condition |= Q(pk__in=here.order_by().values("pk"))
        return condition

    def _within(self, model) -> Q:
        names = {field.name for field in model._meta.fields}
        nowhere = Q(pk__isnull=False)
        condition = Q(pk__in=[])
        if "unit" in names:
            condition |= self.area.units("unit__")
            nowhere &= Q(unit__isnull=True)
        if "school" in names:
            condition |= nowhere & self.area.schools("school__")
            nowhere &= Q(school__isnull=True)
        return condition | nowhere if self.city else condition


def reach_of(user) -> Reach:
    """Read once per user object (a request holds one)."""
    if not hasattr(user, "_reach"):
        user._reach = Reach(user)
    return user._reach


def is_written_by_trainers(model) -> bool:
    return getattr(model, "written_by_trainers", False)


def hands_on(page: Page) -> set[int]:
    """Keys of those who cannot approve it: whose page it is, and who changed it last."""
    hands = {page.owner_id, getattr(page, "teacher", None) and page.teacher.user_id}
    if page.latest_revision_id:
        hands.add(page.latest_revision.user_id)
    return hands - {None}
