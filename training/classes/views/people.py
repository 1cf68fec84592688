"""The people of a class: the list, one person, a list brought in, a message to all."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView

from people.access_log.origin import origin_of
from people.access_log.services.recording import record_opening
from people.access_log.wording import log_language
from people.models import Teacher
from training.classes.attendance import class_attendance
from training.classes.entry_rules import Reason
from training.classes.enums import ACTIVE, PlaceState
from training.classes.exceptions import NotEligibleError
from training.classes.filters import PlaceFilter
from training.classes.forms import MessageForm, PeopleForm, ReasonForm, SubstituteForm
from training.classes.models import Place
from training.classes.services.enrolling import decide_request, enrol_roster, invite_teacher
from training.classes.services.leaving import substitute, withdraw
from training.classes.services.telling import tell_people
from training.classes.tables import PlaceTable
from training.classes.views.access import (
    EXPECTED,
    ActionView,
    DeskMixin,
    refusal_sentences,
)
from training.classes.views.desk import desk_context, desk_crumbs
from training.classes.words import sentences

WITH = ("teacher", "school", "unit")


class PeopleView(DeskMixin, TemplateView):
    template_name = "classes/people.html"

    def get_context_data(self, **kwargs):
        held = self.training_class
        url = reverse("class-people", args=[held.pk])
        places = held.places.select_related(*WITH)
        filters = PlaceFilter(self.request.GET, queryset=places, request=self.request)
        table = PlaceTable(filters.found.order_by("asked_at", "pk"))
        table.arranged(self.request)
        requested = places.filter(state=PlaceState.REQUESTED)
        return super().get_context_data(
            training_class=held,
            filters=filters.form,
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=url,
            narrowed=filters.narrowed,
            table=table,
            found=table.paginator.count,
            requested=requested,
            crumbs=crumbs_in(held, _("学员")),
            **desk_context(held),
            **kwargs,
        )


class PlaceView(DeskMixin, TemplateView):
    """One person of the class: how they came, every session, what can be done."""

    template_name = "classes/place.html"

    def get_context_data(self, **kwargs):
        held, place = self.training_class, self.place
        with log_language():
            what = _("“%(title)s”的报名和考勤") % {"title": held.full_title}
        by, origin = self.request.user, origin_of(self.request)
        record_opening(place.teacher_id, by=by, origin=origin, what=what)
        people = reverse("class-people", args=[held.pk])
        return super().get_context_data(
            training_class=held,
            place=place,
            events=place.events.all(),
            presences=class_attendance(held, [place]).lines_of(place),
            is_active=place.state in ACTIVE,
            crumbs=[*crumbs_in(held, _("学员"), people), (place.teacher.name, "")],
            **kwargs,
        )


class DecideView(DeskMixin, ActionView):
    """Yes or no to who asked to come."""

    def act(self) -> str:
        grant = self.request.POST.get("decision") == "yes"
        reason = self.request.POST.get("reason", "")[:300]
        decide_request(self.place, grant=grant, by=self.request.user, reason=reason)
        return _("已通过。") if grant else _("已回复不通过。")

    def back(self) -> str:
        return reverse("class-people", args=[self.training_class.pk])


class RemoveView(DeskMixin, FormView):
    """Takes somebody off the class, with a reason they are told."""

    template_name = "classes/form.html"
    form_class = ReasonForm

    def get_context_data(self, **kwargs):
        back = reverse("class-place", args=[self.training_class.pk, self.place.pk])
        return super().get_context_data(
            title=_("移出培训班"),
            lead=self.place.teacher.name,
            submit=_("移出"),
            back=back,
            crumbs=crumbs_in(self.training_class, _("移出培训班")),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            withdraw(self.place, by=self.request.user, reason=form.cleaned_data["reason"])
            messages.success(self.request, _("已移出。"))
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(self.request, sentence)
        return HttpResponseRedirect(reverse("class-people", args=[self.training_class.pk]))


class SubstituteView(DeskMixin, FormView):
    template_name = "classes/form.html"
    form_class = SubstituteForm

    def get_context_data(self, **kwargs):
        back = reverse("class-place", args=[self.training_class.pk, self.place.pk])
        return super().get_context_data(
            title=_("换人参加"),
            lead=_("由另一位教师替换 %(name)s 参加。") % {"name": self.place.teacher.name},
            submit=_("换人"),
            back=back,
            crumbs=crumbs_in(self.training_class, _("换人参加")),
            **kwargs,
        )

    def form_valid(self, form):
        teacher = Teacher.objects.filter(number=form.cleaned_data["number"]).first()
        if teacher is None:
            form.add_error("number", _("花名册中没有这个教师编号。"))
            return self.form_invalid(form)
        try:
            substitute(self.place, teacher, by=self.request.user)
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                form.add_error(None, sentence)
            return self.form_invalid(form)
        messages.success(self.request, _("已换人，并已通知双方。"))
        return HttpResponseRedirect(reverse("class-people", args=[self.training_class.pk]))


class RosterView(DeskMixin, FormView):
    """Puts people in by their numbers, or invites them."""

    template_name = "classes/roster.html"
    form_class = PeopleForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            training_class=self.training_class,
            back=reverse("class-people", args=[self.training_class.pk]),
            crumbs=crumbs_in(self.training_class, _("录入名单")),
            **kwargs,
        )

    def form_valid(self, form):
        numbers = form.cleaned_data["numbers"]
        teachers = {t.number: t for t in Teacher.objects.filter(number__in=numbers)}
        known = [teachers[number] for number in numbers if number in teachers]
        unknown = [number for number in numbers if number not in teachers]
        outcomes = self.bring_in(known)
        done = [place for _teacher, place in outcomes if isinstance(place, Place)]
        left = [(t, sentences(r)) for t, r in outcomes if not isinstance(r, Place)]
        if done:
            text = ngettext("已办理 %(count)s 人。", "已办理 %(count)s 人。", len(done))
            messages.success(self.request, text % {"count": len(done)})
        if not left and not unknown:
            return HttpResponseRedirect(reverse("class-people", args=[self.training_class.pk]))
        rest = "\n".join([*(t.number for t, _why in left), *unknown])
        return self.render_to_response(
            self.get_context_data(
                form=PeopleForm(initial={"numbers": rest}), left=left, unknown=unknown
            )
        )

    def bring_in(self, teachers: list[Teacher]) -> list[tuple[Teacher, Place | tuple[Reason, ...]]]:
        held, by = self.training_class, self.request.user
        if self.request.POST.get("how") != "invite":
            return enrol_roster(held, teachers, by=by)
        outcomes = []
        for teacher in teachers:
            try:
                outcomes.append((teacher, invite_teacher(held, teacher, by=by)))
            except NotEligibleError as error:
                outcomes.append((teacher, error.reasons))
        return outcomes


class MessageView(DeskMixin, FormView):
    template_name = "classes/form.html"
    form_class = MessageForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("通知学员"),
            lead=self.training_class.full_title,
            submit=_("发送"),
            back=reverse("class-desk", args=[self.training_class.pk]),
            crumbs=crumbs_in(self.training_class, _("通知学员")),
            **kwargs,
        )

    def form_valid(self, form):
        held, values = self.training_class, form.cleaned_data
        states = [PlaceState.IN, PlaceState.OFFERED]
        if values["waiting"]:
            states.append(PlaceState.WAITING)
        told = tell_people(
            held.places.filter(state__in=states),
            title=f"{held.full_title}：{values['title']}",
            body=values["body"],
            url=reverse("class", args=[held.pk]),
        )
        text = ngettext("已通知 %(count)s 人。", "已通知 %(count)s 人。", told)
        messages.success(self.request, text % {"count": told})
        return HttpResponseRedirect(reverse("class-desk", args=[held.pk]))


def crumbs_in(held, last: str, url: str = "") -> list[tuple[str, str]]:
    """The way to a screen of one class at the desk."""
    return [
        *desk_crumbs(),
        (held.full_title, reverse("class-desk", args=[held.pk])),
        (last, url),
    ]
