"""What a person does about their own place in a class."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from people.models import Teacher
from people.scopes import scope_of
from training.classes.enums import PlaceState, Way
from training.classes.forms import ReasonForm
from training.classes.models import Session
from training.classes.services.enrolling import answer_invitation, enrol_teacher
from training.classes.services.leaving import answer_offer, withdraw
from training.classes.services.marking import ask_leave
from training.classes.views.access import EXPECTED, ActionView, ClassMixin, refusal_sentences


class _OwnAction(ClassMixin, ActionView):
    def back(self) -> str:
        return reverse("class", args=[self.training_class.pk])


class EnrolView(_OwnAction):
    def act(self) -> str:
        user = self.request.user
        teacher = get_object_or_404(Teacher, pk=scope_of(user).teacher_id)
        place = enrol_teacher(self.training_class, teacher, by=user, way=Way.SELF)
        return {
            PlaceState.IN: _("报名成功，您已录取。"),
            PlaceState.OFFERED: _("您已在候补转正名单中，请确认。"),
            PlaceState.WAITING: _("名额已满，您已列入候补。有名额时按先后顺序通知您。"),
            PlaceState.REQUESTED: _("已提交报名，等待审核。"),
        }[PlaceState(place.state)]


class AnswerView(_OwnAction):
    """Yes or no to an invitation, or to a place offered from the line."""

    def act(self) -> str:
        accept = self.request.POST.get("answer") == "yes"
        place, user = self.own_place, self.request.user
        answer = answer_invitation if place.state == PlaceState.INVITED else answer_offer
        place = answer(place, accept=accept, by=user)
        if not accept:
            return _("已谢绝。")
        if place.state == PlaceState.WAITING:
            return _("名额已满，您已列入候补。有名额时按先后顺序通知您。")
        return _("已确认，请按时参加。")


class WithdrawView(_OwnAction):
    def act(self) -> str:
        withdraw(self.own_place, by=self.request.user)
        return _("已退出报名。")


class LeaveView(ClassMixin, FormView):
    """Asking leave from one session."""

    template_name = "classes/form.html"
    form_class = ReasonForm

    @property
    def session(self) -> Session:
        return get_object_or_404(self.training_class.sessions, pk=self.kwargs["session_pk"])

    def get_context_data(self, **kwargs):
        place = self.own_place
        url = reverse("class", args=[self.training_class.pk])
        return super().get_context_data(
            title=_("请假"),
            lead=f"{self.training_class.full_title} · {self.session.title}",
            note=self.training_class.leave_rule,
            submit=_("提交请假"),
            back=url,
            place=place,
            crumbs=[
                (_("培训班"), reverse("classes")),
                (self.training_class.full_title, url),
                (_("请假"), ""),
            ],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            ask_leave(
                self.session,
                self.own_place,
                reason=form.cleaned_data["reason"],
                by=self.request.user,
            )
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(self.request, sentence)
        else:
            messages.success(self.request, _("请假已提交，由班级管理人员办理。准假不计出勤。"))
        return HttpResponseRedirect(reverse("class", args=[self.training_class.pk]))
