"""Whose rows a person may see: worked out once from grants and the teacher record."""

from dataclasses import dataclass

from django.db.models import Q

from common.clock import today
from people.enums import Role
from people.roles import ABILITIES, SEE_AUDIT


@dataclass(frozen=True, slots=True)
class Scope:
    """The reach of one person today.

    `unit_paths` and `school_ids` are what their auditing roles cover; `teacher_id` is their own
    record. An empty scope sees nothing.
    """

    roles: frozenset[Role] = frozenset()
    unit_paths: tuple[str, ...] = ()
    school_ids: tuple[int, ...] = ()
    teacher_id: int | None = None

    @property
    def abilities(self) -> frozenset[str]:
        return frozenset().union(*(ABILITIES[role] for role in self.roles))

    def schools(self, prefix: str = "") -> Q:
        """Condition on schools; `prefix` leads to the school, as in `"school__"`."""
        condition = Q(**{f"{prefix}pk__in": self.school_ids})
        for path in self.unit_paths:
            condition |= Q(**{f"{prefix}unit__path__startswith": path})
        return condition

    def units(self, prefix: str = "") -> Q:
        """Condition on units within the scope's own units; a school's scope holds no unit."""
        condition = Q(pk__in=[])
        for path in self.unit_paths:
            condition |= Q(**{f"{prefix}path__startswith": path})
        return condition

    def covers_school(self, school) -> bool:
        """One query unless `school.unit` is loaded."""
        return school.pk in self.school_ids or self.covers_unit(school.unit)

    def covers_unit(self, unit) -> bool:
        return any(unit.path.startswith(path) for path in self.unit_paths)


def scope_of(user) -> Scope:
    """The scope of `user`, read once per user object (a request holds one)."""
    if not user.is_authenticated or not user.is_active:
        return Scope()
    if not hasattr(user, "_scope"):
        user._scope = _read_scope(user)
    return user._scope


def _read_scope(user) -> Scope:
    day = today()
    grants = [
        grant
        for grant in user.grants.select_related("unit")
        if grant.starts_on <= day and (grant.ends_on is None or day <= grant.ends_on)
    ]
    auditing = [grant for grant in grants if SEE_AUDIT in ABILITIES[Role(grant.role)]]
    teacher = getattr(user, "teacher", None)
    roles = {Role(grant.role) for grant in grants} | ({Role.TEACHER} if teacher else set())
    return Scope(
        roles=frozenset(roles),
        unit_paths=tuple(grant.unit.path for grant in auditing if grant.unit),
        school_ids=tuple(grant.school_id for grant in auditing if grant.school_id),
        teacher_id=teacher.pk if teacher else None,
    )


def may(user, ability: str) -> bool:
    """Whether any role of `user` carries `ability` (a name from people.roles)."""
    return ability in scope_of(user).abilities
