"""Which plans, classes and places a person may see. Every list starts here."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import Exists, Max, Min, OuterRef, Q

from people.roles import (
    APPROVE_CLASSES,
    ATTEND_CLASSES,
    NOMINATE,
    PLAN_CLASSES,
    RUN_CLASSES,
    SEE_AUDIT,
)
from people.scopes import scope_of
from training.classes.enums import (
    ACTIVE,
    ANNOUNCED_STATES,
    SEATED,
    ClassState,
    PlaceState,
    PlanState,
)


class ClassQuerySet(models.QuerySet):
    def announced(self):
        """What teachers may find."""
        return self.filter(state__in=ANNOUNCED_STATES)

    def enrolling(self, moment: datetime):
        """Open for enrolment at `moment`."""
        return self.filter(
            state=ClassState.ENROLLING, enrol_from__lte=moment, enrol_until__gt=moment
        )

    def managed_by(self, user):
        """Those one runs: one's own as a trainer, those of one's units as an officer (R01)."""
        scope = scope_of(user)
        if RUN_CLASSES not in scope.abilities:
            return self.none()
        organised = self.model.organisers.through.objects.filter(
            trainingclass=OuterRef("pk"), user=user
        )
        return self.filter(scope.area(APPROVE_CLASSES).units("unit__") | Exists(organised))

    def to_approve_by(self, user):
        """Proposed by somebody else in one's units."""
        area = scope_of(user).area(APPROVE_CLASSES)
        waiting = self.filter(area.units("unit__"), state=ClassState.PROPOSED)
        return waiting.exclude(created_by=user) if user.is_authenticated else self.none()

    def open_to(self, user):
        """What a signed-in person of the schools may look at: the announced ones, and those in
        which they have or had a place."""
        scope = scope_of(user)
        if not scope.abilities & {ATTEND_CLASSES, NOMINATE, RUN_CLASSES}:
            return self.none()
        places = apps.get_model("classes", "Place").objects.filter(
            training_class=OuterRef("pk"), teacher_id=scope.teacher_id
        )
        return self.filter(Q(state__in=ANNOUNCED_STATES) | Exists(places))

    def visible_to(self, user):
        return self.filter(
            Q(pk__in=self.model.objects.open_to(user).values("pk"))
            | Q(pk__in=self.model.objects.managed_by(user).values("pk"))
        )

    def with_times(self):
        """Adds `starts_at` and `ends_at`, from the first session to the last."""
        return self.annotate(starts_at=Min("sessions__starts_at"), ends_at=Max("sessions__ends_at"))

    def with_counts(self):
        """Adds `seated` and `waiting`, counted from the people themselves."""
        places = apps.get_model("classes", "Place").objects.filter(training_class=OuterRef("pk"))

        def count(states):
            return models.functions.Coalesce(
                models.Subquery(
                    places.filter(state__in=states)
                    .order_by()
                    .values("training_class")
                    .annotate(n=models.Count("pk"))
                    .values("n")
                ),
                0,
            )

        return self.annotate(
            seated=count(SEATED),
            waiting=count([PlaceState.WAITING]),
            requested=count([PlaceState.REQUESTED]),
        )


class PlaceQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state__in=ACTIVE)

    def seated(self):
        return self.filter(state__in=SEATED)

    def in_class(self):
        return self.filter(state=PlaceState.IN)

    def in_line(self):
        """The waiting list, first come first."""
        return self.filter(state=PlaceState.WAITING).order_by("waiting_since", "pk")

    def own_of(self, user):
        teacher_id = scope_of(user).teacher_id
        return self.filter(teacher_id=teacher_id) if teacher_id else self.none()

    def visible_to(self, user):
        """One's own, those in classes one runs, and those of people from one's schools and units."""
        scope = scope_of(user)
        classes = apps.get_model("classes", "TrainingClass").objects.managed_by(user)
        area = scope.area(NOMINATE)
        return self.filter(
            Q(training_class__in=classes.values("pk"))
            | area.schools("school__")
            | area.units("unit__")
            | Q(teacher_id=scope.teacher_id)
        )


class YearPlanQuerySet(models.QuerySet):
    def published(self):
        return self.filter(state=PlanState.PUBLISHED)

    def editable_by(self, user):
        return self.filter(scope_of(user).area(PLAN_CLASSES).units("unit__"))

    def visible_to(self, user):
        """Those of one's units in any state, and what any unit above or below has published."""
        scope = scope_of(user)
        if not scope.abilities & {PLAN_CLASSES, RUN_CLASSES, SEE_AUDIT}:
            return self.none()
        return self.filter(Q(state=PlanState.PUBLISHED) | scope.area(PLAN_CLASSES).units("unit__"))
