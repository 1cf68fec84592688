"""The organiser's desk: one's classes, one class, and its steps."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from common.clock import now
from people.roles import RUN_CLASSES
from people.views.access import AnyAbilityMixin
from training.classes import states
from training.classes.enums import EDITABLE_STATES, PlaceState
from training.classes.filters import DeskFilter
from training.classes.forms import ReasonForm
from training.classes.models import Session, TrainingClass
from training.classes.permissions import can_approve
from training.classes.services.moving import lacking_for, move_class
from training.classes.tables import DeskTable
from training.classes.views.access import (
    EXPECTED,
    ActionView,
    ClassMixin,
    DeskMixin,
    refusal_sentences,
)
from training.classes.words import lack_sentences, step_words

TODAY = timedelta(hours=12)
# CONFIRM, CANCEL and what approvers do have screens of their own.
DIRECT = (states.PROPOSE, states.OPEN, states.START, states.CLOSE, states.ARCHIVE)


class DeskListView(AnyAbilityMixin, TemplateView):
    """The classes one runs, what is on today, and what waits for one's approval."""

    abilities = (RUN_CLASSES,)
    template_name = "classes/desk_list.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        managed = TrainingClass.objects.managed_by(user)
        rows = managed.with_times().with_counts().select_related("unit")
        filters = DeskFilter(self.request.GET, queryset=rows, request=self.request)
        table = DeskTable(filters.found)
        table.arranged(self.request)
        to_approve = TrainingClass.objects.to_approve_by(user).select_related("unit", "created_by")
        return super().get_context_data(
            filters=filters.form,
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=reverse("class-desk-list"),
            narrowed=filters.narrowed,
            table=table,
            found=table.paginator.count,
            to_approve=to_approve.with_times(),
            on_now=sessions_on(managed),
            **kwargs,
        )


class DeskView(DeskMixin, TemplateView):
    """One class: where it stands, what is next, today's sessions."""

    template_name = "classes/desk.html"

    def get_context_data(self, **kwargs):
        held, user = self.training_class, self.request.user
        steps = steps_of(held, user)
        return super().get_context_data(
            training_class=held,
            steps=steps,
            lacks=lack_sentences(lacking_for(held, steps[0].name)) if steps else [],
            events=held.events.all(),
            on_now=sessions_on(TrainingClass.objects.filter(pk=held.pk)),
            sessions=held.sessions.select_related("lecturer"),
            editable=held.state in EDITABLE_STATES,
            crumbs=desk_crumbs(),
            **desk_context(held),
            **kwargs,
        )


class DeskStepView(DeskMixin, ActionView):
    """One step of the table that needs no reason."""

    def act(self) -> str:
        step = self.kwargs["step"]
        if step not in DIRECT:
            raise Http404
        move_class(self.training_class, step, by=self.request.user)
        return _("已办理：%(step)s。") % {"step": step_words()[step]}

    def back(self) -> str:
        return reverse("class-desk", args=[self.kwargs["pk"]])


class ApprovalView(ClassMixin, TemplateView):
    """A proposed class as its approver sees it: everything on one page, then yes or back."""

    template_name = "classes/approval.html"

    @property
    def held(self) -> TrainingClass:
        proposed = TrainingClass.objects.to_approve_by(self.request.user)
        classes = proposed.with_times().with_counts().select_related("unit", "created_by")
        return get_object_or_404(classes, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        held = self.held
        kwargs.setdefault("form", ReasonForm())
        return super().get_context_data(
            training_class=held,
            sessions=held.sessions.select_related("lecturer"),
            lecturers=held.lecturers.all(),
            quotas=held.quotas.select_related("unit"),
            crumbs=[
                (_("办班管理"), reverse("class-desk-list")),
                (held.full_title, ""),
            ],
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        held, step, reason = self.held, states.APPROVE, ""
        if request.POST.get("decision") != "approve":
            form = ReasonForm(request.POST)
            if not form.is_valid():
                return self.render_to_response(self.get_context_data(form=form))
            step, reason = states.RETURN, form.cleaned_data["reason"]
        try:
            move_class(held, step, by=request.user, reason=reason)
            messages.success(
                request, _("已批准。") if step == states.APPROVE else _("已退回修改。")
            )
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(request, sentence)
        return HttpResponseRedirect(reverse("class-desk-list"))


class CancelView(DeskMixin, FormView):
    template_name = "classes/form.html"
    form_class = ReasonForm

    def get_context_data(self, **kwargs):
        url = reverse("class-desk", args=[self.training_class.pk])
        return super().get_context_data(
            title=_("取消培训班"),
            lead=self.training_class.full_title,
            note=_("取消后不能恢复，已报名的人会收到通知。"),
            submit=_("取消培训班"),
            back=url,
            crumbs=[*desk_crumbs(), (self.training_class.full_title, url), (_("取消"), "")],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            reason = form.cleaned_data["reason"]
            move_class(self.training_class, states.CANCEL, by=self.request.user, reason=reason)
            messages.success(self.request, _("已取消，并已通知报名的人。"))
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(self.request, sentence)
        return HttpResponseRedirect(reverse("class-desk", args=[self.training_class.pk]))


def desk_crumbs() -> list[tuple[str, str]]:
    return [(_("办班管理"), reverse("class-desk-list"))]


def desk_context(held: TrainingClass) -> dict:
    """What the head of every screen of the desk shows."""
    counts = {
        "seated": held.seated,
        "waiting": held.waiting,
        "requested": held.requested,
        "free": max(held.capacity - held.seated, 0),
    }
    return {"counts": counts, "in_count": held.places.filter(state=PlaceState.IN).count()}


def steps_of(held: TrainingClass, user) -> list[states.Step]:
    """The steps that are taken at the touch of a button."""
    steps = states.steps_for(held.state, organiser=True, approver=can_approve(user, held))
    return [step for step in steps if step.name in DIRECT]


def sessions_on(classes):
    """The sessions that are on now or within hours, of these classes."""
    moment = now()
    on = Session.objects.filter(
        training_class__in=classes.values("pk"),
        training_class__state__in=["enrolling", "running", "closed"],
        starts_at__lte=moment + TODAY,
        ends_at__gte=moment - TODAY,
    )
    return on.select_related("training_class", "lecturer").order_by("starts_at")
