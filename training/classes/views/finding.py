"""Looking for a class, and one class as teachers see it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from common.clock import now
from people.roles import ATTEND_CLASSES, NOMINATE, RUN_CLASSES
from people.scopes import may, scope_of
from people.views.access import AnyAbilityMixin
from training.classes.enums import Entry, PlaceState
from training.classes.filters import ClassFilter
from training.classes.models import Award, Place, TrainingClass
from training.classes.reading import announced_to, own_standing
from training.classes.services.feeding_back import can_feed_back
from training.classes.tables import ClassTable
from training.classes.views.access import ClassMixin
from training.classes.views.materials import may_take_materials


class ClassListView(AnyAbilityMixin, TemplateView):
    """The classes that were announced, those open for enrolment first."""

    abilities = (ATTEND_CLASSES, NOMINATE, RUN_CLASSES)
    template_name = "classes/list.html"

    def get_context_data(self, **kwargs):
        classes = announced_to(self.request.user)
        filters = ClassFilter(self.request.GET, queryset=classes, request=self.request)
        own = dict(
            Place.objects.own_of(self.request.user).values_list("training_class_id", "state")
        )
        table = ClassTable(filters.found.order_by("-enrol_until", "-pk"), own=own, moment=now())
        table.arranged(self.request)
        return super().get_context_data(
            filters=filters.form,
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=reverse("classes"),
            narrowed=filters.narrowed,
            table=table,
            found=table.paginator.count,
            **kwargs,
        )


class ClassView(ClassMixin, TemplateView):
    template_name = "classes/class.html"

    def get_context_data(self, **kwargs):
        training_class, user = self.training_class, self.request.user
        standing = own_standing(training_class, user)
        sessions = training_class.sessions.select_related("lecturer")
        return super().get_context_data(
            training_class=training_class,
            sessions=sessions,
            lecturers=training_class.lecturers.all(),
            standing=standing,
            leaves=self.leaves(standing.place),
            is_in=standing.place is not None and standing.place.state == PlaceState.IN,
            can_nominate=may(user, NOMINATE) and training_class.entry != Entry.INVITATION,
            runs=TrainingClass.objects.managed_by(user).filter(pk=training_class.pk).exists(),
            is_teacher=scope_of(user).teacher_id is not None,
            hours=self.hours(standing.place),
            can_feed_back=standing.place is not None and can_feed_back(standing.place),
            materials=self.materials(),
            has_begun=bool(training_class.starts_at and training_class.starts_at <= now()),
            crumbs=[(_("培训班"), reverse("classes")), (training_class.full_title, "")],
            **kwargs,
        )

    def materials(self):
        held = self.training_class
        if not may_take_materials(self.request.user, held):
            return []
        return held.materials.all()

    def hours(self, place: Place | None) -> Award | None:
        if place is None:
            return None
        return place.awards.filter(stands=True).first()

    def leaves(self, place: Place | None) -> dict:
        if place is None:
            return {}
        return {leave.session_id: leave for leave in place.leaves.all()}
