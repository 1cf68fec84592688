"""A teacher's phone number: masked on the page, whole on request and in the access log."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views import View

from common.phones import masked_phone
from people.access_log.origin import origin_of
from people.exceptions import PhoneNotYoursToSeeError
from people.models import Teacher
from people.permissions import can_reveal_phone
from people.scopes import scope_of
from people.services.phones import reveal_phone
from training.views.access import AuditScreenMixin
from training.views.lens import Lens


@dataclass(frozen=True, slots=True)
class Phone:
    """What a page shows: the number as this reader may see it, and where to ask for all of it."""

    text: str
    reveal_url: str = ""


def phone_of(teacher: Teacher, user, lens: Lens) -> Phone:
    """Whole for its owner, masked for others. One query unless there is no number."""
    if scope_of(user).teacher_id == teacher.pk:
        return Phone(teacher.phone)
    hidden = masked_phone(teacher.phone)
    if not hidden or not can_reveal_phone(user, teacher):
        return Phone(hidden)
    return Phone(hidden, lens.url("audit-teacher-phone", teacher.number))


class RevealPhoneView(AuditScreenMixin, View):
    """The whole number: a part of the page for htmx, else a page of its own."""

    http_method_names = ["post"]

    def post(self, request, year, number) -> HttpResponse:
        teacher = get_object_or_404(Teacher.objects.visible_to(request.user), number=number)
        try:
            phone = reveal_phone(teacher, by=request.user, origin=origin_of(request))
        except PhoneNotYoursToSeeError:
            raise Http404 from None
        if request.htmx:
            return render(request, "training/_phone.html", {"phone": Phone(phone)})
        back = self.lens.url("audit-teacher", number)
        context = {"teacher": teacher, "phone": Phone(phone), "back": back}
        return render(request, "training/phone.html", context)
