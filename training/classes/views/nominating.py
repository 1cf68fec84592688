"""A school or unit sends its own people to a class, takes them back, and sends others instead."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from people.models import Teacher
from people.roles import NOMINATE
from people.views.access import AnyAbilityMixin
from training.classes.enums import ACTIVE, SEATED, Way
from training.classes.exceptions import NotEligibleError
from training.classes.forms import ReasonForm
from training.classes.models import Place
from training.classes.services.enrolling import enrol_teacher
from training.classes.services.leaving import substitute, withdraw
from training.classes.views.access import (
    EXPECTED,
    ClassMixin,
    refusal_sentences,
)
from training.classes.words import sentences

# As many as are read on one screen; a search finds the others.
SHOWN = 60


class _SenderMixin(AnyAbilityMixin, ClassMixin):
    """What concerns the people for whom the reader answers; others' places are not there."""

    abilities = (NOMINATE,)

    @cached_property
    def own(self):
        return Teacher.objects.nominable_by(self.request.user)

    @cached_property
    def sent(self):
        """The places that people of one's own have or may yet get."""
        places = self.training_class.places.active().filter(teacher__in=self.own.values("pk"))
        return places.select_related("teacher", "school__unit", "unit").order_by("asked_at", "pk")

    @cached_property
    def sent_place(self) -> Place:
        return get_object_or_404(self.sent, pk=self.kwargs["place_pk"])

    @property
    def url(self) -> str:
        return reverse("class-nominate", args=[self.training_class.pk])

    def choice(self, taken: tuple[str, ...]) -> dict:
        """People of one's own by name or number, each with the state of their place and whether they
        may be chosen: not where the state is one of `taken`. Two queries."""
        text = self.request.GET.get("q", "").replace("\x00", "").strip()[:60]
        teachers = self.own
        if text:
            teachers = teachers.filter(name__icontains=text) | teachers.filter(
                number__icontains=text
            )
        shown = list(teachers.order_by("number")[: SHOWN + 1])
        places = Place.objects.filter(training_class=self.training_class, teacher__in=shown)
        states = dict(places.values_list("teacher_id", "state"))
        people = [
            (teacher, states.get(teacher.pk), states.get(teacher.pk) not in taken)
            for teacher in shown[:SHOWN]
        ]
        return {"q": text, "people": people, "is_cut": len(shown) > SHOWN}

    def chosen(self) -> Teacher:
        number = self.request.POST.get("number", "").replace("\x00", "")[:32]
        return get_object_or_404(self.own, number=number)

    def crumbs(self, *last: tuple[str, str]) -> list[tuple[str, str]]:
        return [
            (_("培训班"), reverse("classes")),
            (self.training_class.full_title, reverse("class", args=[self.training_class.pk])),
            *last,
        ]


class NominateView(_SenderMixin, TemplateView):
    template_name = "classes/nominate.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            training_class=self.training_class,
            sent=self.sent,
            crumbs=self.crumbs((_("推荐教师"), "")),
            **self.choice(ACTIVE),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        teacher = self.chosen()
        try:
            place = enrol_teacher(self.training_class, teacher, by=request.user, way=Way.NOMINATION)
            text = _("%(name)s：%(state)s。")
            messages.success(
                request, text % {"name": teacher.name, "state": place.get_state_display()}
            )
        except NotEligibleError as error:
            for sentence in sentences(error.reasons):
                messages.error(request, f"{teacher.name}：{sentence}")
        return HttpResponseRedirect(self.url)


class TakeBackView(_SenderMixin, FormView):
    """Somebody of one's own is not to come after all, for a reason they are told."""

    template_name = "classes/form.html"
    form_class = ReasonForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("取消报名"),
            lead=self.sent_place.teacher.name,
            note=_("名额让给候补的下一位，本人会收到通知。"),
            submit=_("取消报名"),
            back=self.url,
            crumbs=self.crumbs((_("推荐教师"), self.url), (_("取消报名"), "")),
            **kwargs,
        )

    def form_valid(self, form):
        place, reason = self.sent_place, form.cleaned_data["reason"]
        try:
            withdraw(place, by=self.request.user, reason=reason)
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(self.request, sentence)
        else:
            text = _("已取消 %(name)s 的报名。")
            messages.success(self.request, text % {"name": place.teacher.name})
        return HttpResponseRedirect(self.url)


class SendAnotherView(_SenderMixin, TemplateView):
    """Another of one's own takes the seat, before the class begins."""

    template_name = "classes/send_another.html"

    def get_context_data(self, **kwargs):
        if not self.sent_place.is_seated:
            raise Http404
        return super().get_context_data(
            training_class=self.training_class,
            place=self.sent_place,
            crumbs=self.crumbs((_("推荐教师"), self.url), (_("换人参加"), "")),
            **self.choice(SEATED),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        teacher = self.chosen()
        try:
            substitute(self.sent_place, teacher, by=request.user)
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(request, f"{teacher.name}：{sentence}")
            return HttpResponseRedirect(request.path)
        messages.success(request, _("已换人，并已通知双方。"))
        return HttpResponseRedirect(self.url)
