"""What a person's auditing roles add up to: the outermost units, and schools beside them."""

from people.models import School, Unit
from people.scopes import Scope
from training.audit.roster import Reach


def root_units(scope: Scope) -> list[Unit]:
    """The scope's units that lie in no other of them, in order of path. One query."""
    outermost = [
        path
        for path in scope.unit_paths
        if not any(path != other and path.startswith(other) for other in scope.unit_paths)
    ]
    return list(Unit.objects.filter(path__in=outermost))


def lone_schools(scope: Scope) -> list[School]:
    """The scope's schools that none of its units answers for, in order of code. One query."""
    schools = School.objects.filter(pk__in=scope.school_ids).select_related("unit")
    return [school for school in schools if not scope.covers_unit(school.unit)]


def reaches_of(scope: Scope) -> list[Reach]:
    """The audits that together hold all that the scope may see. Two queries."""
    units = [Reach.of_unit(unit) for unit in root_units(scope)]
    return units + [Reach.of_school(school) for school in lone_schools(scope)]
