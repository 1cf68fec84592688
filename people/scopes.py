"""Whose rows a person may see: worked out once from grants, posts and the teacher record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from common.clock import today
from people.enums import PostKind, Role
from people.roles import ABILITIES, ROLE_OF_POST, SEE_AUDIT


@dataclass(frozen=True, slots=True)
class Capacity:
    """One role over one unit or school, as a person holds it today.

    `grant_id` is None where it follows from a post or from being a teacher; `on_behalf_of_id` names
    the account that delegated it.
    """

    role: Role
    unit_path: str | None = None
    school_id: int | None = None
    grant_id: int | None = None
    on_behalf_of_id: int | None = None

    @property
    def key(self) -> str:
        """Names the capacity in a session or a form; the same role over the same place is one."""
        place = self.unit_path or (f"school-{self.school_id}" if self.school_id else "")
        return f"{self.role.value}:{place}"

    @property
    def abilities(self) -> frozenset[str]:
        return ABILITIES[self.role]


@dataclass(frozen=True, slots=True)
class Area:
    """Where an ability holds: below units, at schools, or everywhere."""

    unit_paths: tuple[str, ...] = ()
    school_ids: tuple[int, ...] = ()
    everywhere: bool = False

    def schools(self, prefix: str = "") -> Q:
        """Condition on schools; `prefix` leads to the school, as in `"school__"`."""
        if self.everywhere:
            return Q(**{f"{prefix}pk__isnull": False})
        condition = Q(**{f"{prefix}pk__in": self.school_ids})
        for path in self.unit_paths:
            condition |= Q(**{f"{prefix}unit__path__startswith": path})
        return condition

    def units(self, prefix: str = "") -> Q:
        """Condition on units within the area's own units; a school's area holds no unit."""
        if self.everywhere:
            return Q(**{f"{prefix}pk__isnull": False})
        condition = Q(pk__in=[])
        for path in self.unit_paths:
            condition |= Q(**{f"{prefix}path__startswith": path})
        return condition

    def covers_school(self, school) -> bool:
        """One query unless `school.unit` is loaded."""
        return self.everywhere or school.pk in self.school_ids or self.covers_unit(school.unit)

    def covers_unit(self, unit) -> bool:
        return self.everywhere or any(unit.path.startswith(path) for path in self.unit_paths)


@dataclass(frozen=True, slots=True)
class Scope:
    """The reach of one person today; `teacher_id` is their own record. An empty one sees nothing."""

    capacities: tuple[Capacity, ...] = ()
    teacher_id: int | None = None

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(capacity.role for capacity in self.capacities)

    @property
    def abilities(self) -> frozenset[str]:
        return frozenset().union(*(ABILITIES[role] for role in self.roles))

    def having(self, ability: str) -> tuple[Capacity, ...]:
        """The capacities that carry the ability."""
        return tuple(held for held in self.capacities if ability in held.abilities)

    def area(self, ability: str) -> Area:
        """Where the ability holds: the sum over the capacities that carry it."""
        held = self.having(ability)
        return Area(
            unit_paths=tuple(c.unit_path for c in held if c.unit_path),
            school_ids=tuple(c.school_id for c in held if c.school_id),
            everywhere=any(c.role == Role.SITE_ADMIN for c in held),
        )

    @property
    def unit_paths(self) -> tuple[str, ...]:
        """The units audited."""
        return self.area(SEE_AUDIT).unit_paths

    @property
    def school_ids(self) -> tuple[int, ...]:
        """The schools audited."""
        return self.area(SEE_AUDIT).school_ids

    def schools(self, prefix: str = "") -> Q:
        """Condition on the schools audited."""
        return self.area(SEE_AUDIT).schools(prefix)

    def units(self, prefix: str = "") -> Q:
        """Condition on the units audited."""
        return self.area(SEE_AUDIT).units(prefix)

    def covers_school(self, school) -> bool:
        """One query unless `school.unit` is loaded."""
        return self.area(SEE_AUDIT).covers_school(school)

    def covers_unit(self, unit) -> bool:
        return self.area(SEE_AUDIT).covers_unit(unit)


def scope_of(user) -> Scope:
    """The scope of `user`, read once per user object (a request holds one)."""
    if not user.is_authenticated or not user.is_active:
        return Scope()
    if not hasattr(user, "_scope"):
        user._scope = _read_scope(user)
    return user._scope


def may(user, ability: str) -> bool:
    """Whether any role of `user` carries `ability` (a name from people.roles)."""
    return ability in scope_of(user).abilities


def own_capacities(user, day: date) -> tuple[Capacity, ...]:
    """What `user` holds on `day` in their own right: not by delegation, and so may delegate."""
    teacher = getattr(user, "teacher", None)
    own = [_of_grant(g) for g in _grants_on(user, day) if g.on_behalf_of_id is None]
    if teacher:
        own += [*_of_posts(teacher, day), Capacity(Role.TEACHER)]
    return tuple(_once(own))


def _read_scope(user) -> Scope:
    day = today()
    teacher = getattr(user, "teacher", None)
    grants = _grants_on(user, day)
    held = [_of_grant(grant) for grant in grants if _backed(grant, day)]
    if teacher:
        held += [*_of_posts(teacher, day), Capacity(Role.TEACHER)]
    return Scope(tuple(_once(held)), teacher.pk if teacher else None)


def _grants_on(user, day: date) -> list:
    grants = user.grants.filter(ended_at__isnull=True).order_by("pk")
    grants = grants.select_related("unit", "post", "on_behalf_of")
    return [grant for grant in grants if grant.in_force_on(day)]


def _backed(grant, day: date) -> bool:
    """A delegation holds only while the person who gave it is there and has the role themselves."""
    if grant.on_behalf_of_id is None:
        return True
    giver = grant.on_behalf_of
    keys = {capacity.key for capacity in own_capacities(giver, day)} if giver.is_active else set()
    return _of_grant(grant).key in keys


def _of_grant(grant) -> Capacity:
    return Capacity(
        Role(grant.role),
        unit_path=grant.unit.path if grant.unit else None,
        school_id=grant.school_id,
        grant_id=grant.pk,
        on_behalf_of_id=grant.on_behalf_of_id,
    )


def _of_posts(teacher, day: date) -> list[Capacity]:
    posts = teacher.posts.filter(kind__in=[kind.value for kind in ROLE_OF_POST]).in_force_on(day)
    return [
        Capacity(ROLE_OF_POST[PostKind(kind)], school_id=school_id)
        for kind, school_id in posts.order_by("pk").values_list("kind", "school_id")
    ]


def _once(capacities: Iterable[Capacity]) -> list[Capacity]:
    """The same role over the same place once; held in one's own right before by delegation."""
    found: dict[str, Capacity] = {}
    for capacity in sorted(capacities, key=lambda held: held.on_behalf_of_id is not None):
        found.setdefault(capacity.key, capacity)
    return list(found.values())
