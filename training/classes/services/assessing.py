"""Who passed: entered one by one, or brought in."""

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction

from people.models import User
from people.scopes import scope_of
from training.classes.enums import Assessment, PlaceState
from training.classes.models import Place, TrainingClass
from training.classes.permissions import can_run


@transaction.atomic
def assess(
    training_class: TrainingClass,
    results: Iterable[tuple[Place, bool | None, Decimal | None]],
    *,
    by: User,
) -> int:
    """Keeps (place, passed, score); with scores, whether somebody passed follows from the score.

    Nobody assesses themselves: their own row is left as it is. How many have a result. Raises
    PermissionDenied.
    """
    if not can_run(by, training_class):
        raise PermissionDenied
    own = scope_of(by).teacher_id
    kept = []
    for place, passed, score in results:
        if place.teacher_id == own or place.state != PlaceState.IN:
            continue
        if training_class.assessment == Assessment.SCORE:
            passed = None if score is None else score >= training_class.pass_score
        place.passed, place.score = passed, score
        kept.append(place)
    Place.objects.bulk_update(kept, ["passed", "score"], batch_size=500)
    return sum(place.passed is not None for place in kept)
