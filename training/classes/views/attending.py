"""The organiser's side of attendance: the code on the screen, scanning, roll call, lists, corrections."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView, TemplateView

from common.clock import now
from common.refusals import FileRefusedError
from people.models import Teacher
from people.notices.addresses import absolute
from training.classes.attendance import class_attendance, slot_of
from training.classes.attendance_files import read_attendance, time_there
from training.classes.attendance_names import Person, match_names
from training.classes.check_in_codes import (
    CodeExpiredError,
    CodeForgedError,
    current_code,
    person_code,
)
from training.classes.enums import Direction, MarkWay
from training.classes.exceptions import NotInClassError, SessionNotOnError
from training.classes.forms import AttendanceFileForm, RulingForm
from training.classes.hints import hints_of
from training.classes.models import Leave, Place
from training.classes.qr import qr_svg
from training.classes.services.marking import (
    add_spans,
    call_roll,
    check_in_person,
    decide_leave,
    rule_presence,
)
from training.classes.views.access import EXPECTED, ActionView, DeskMixin, refusal_sentences
from training.classes.views.checking_in import CAMERA, outcome_text, refusal_text
from training.classes.views.desk import desk_context
from training.classes.views.people import crumbs_in

MOST_BYTES = 5 * 1024 * 1024


class ScreenView(DeskMixin, TemplateView):
    """What the projector shows: the code of this moment, asked for anew every few seconds."""

    def get_template_names(self):
        return ["classes/_screen_code.html" if self.request.htmx else "classes/screen.html"]

    def get_context_data(self, **kwargs):
        direction = Direction.OUT if self.request.GET.get("to") == "out" else Direction.IN
        moment = now()
        code = current_code(self.session.pk, direction, moment)
        marks = self.session.marks.filter(direction=direction)
        return super().get_context_data(
            session=self.session,
            training_class=self.training_class,
            direction=direction,
            svg=qr_svg(absolute(f"{reverse('check-in')}?c={code}")),
            moment=moment,
            marked=marks.values("place").distinct().count(),
            expected=Place.objects.in_class().filter(training_class=self.training_class).count(),
            **kwargs,
        )


class ScanView(DeskMixin, TemplateView):
    """The organiser's phone: scans people's codes; or takes a teacher number typed in."""

    template_name = "classes/scan.html"

    def get_context_data(self, **kwargs):
        direction = Direction.OUT if self.request.GET.get("to") == "out" else Direction.IN
        return super().get_context_data(
            session=self.session,
            training_class=self.training_class,
            direction=direction,
            lately=self.session.marks.select_related("place__teacher").order_by("-received_at")[
                :12
            ],
            crumbs=crumbs_in(self.training_class, _("扫学员码")),
            **kwargs,
        )

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        response["Permissions-Policy"] = CAMERA
        return response

    def post(self, request, *args, **kwargs):
        direction = Direction.OUT if request.POST.get("to") == "out" else Direction.IN
        typed = request.POST.get("code", "").strip()[:100]
        try:
            outcome = check_in_person(
                self.session, self.code_of(typed), direction, by=request.user, mark_id=uuid4()
            )
            taken, name = True, outcome.mark.place.teacher.name
            text = f"{name}：{outcome_text(outcome)}"
        except (CodeForgedError, CodeExpiredError, NotInClassError, SessionNotOnError) as error:
            taken, text = False, door_text(error)
        if request.headers.get("Accept", "").startswith("application/json"):
            return JsonResponse({"taken": taken, "text": text})
        (messages.success if taken else messages.error)(request, text)
        return HttpResponseRedirect(f"{request.path}?to={direction.value}")

    def code_of(self, typed: str) -> str:
        """What was scanned; a teacher number of this class stands for its code of this moment."""
        places = self.training_class.places.filter(teacher__number=typed)
        teacher = Teacher.objects.filter(pk__in=places.values("teacher")).first()
        return person_code(teacher.pk, now()) if teacher else typed


class RollView(DeskMixin, TemplateView):
    """Everybody in a list with a tick: for places without a network or a screen."""

    template_name = "classes/roll.html"

    def get_context_data(self, **kwargs):
        places = self.people()
        attendance = class_attendance(self.training_class, places)
        rows = [
            (
                place,
                next(line for line in attendance.lines_of(place) if line.session == self.session),
            )
            for place in places
        ]
        ticked = set(
            self.session.spans.filter(way=MarkWay.ROLL_CALL).values_list("place_id", flat=True)
        )
        return super().get_context_data(
            session=self.session,
            training_class=self.training_class,
            rows=rows,
            ticked=ticked,
            crumbs=crumbs_in(self.training_class, _("点名")),
            **kwargs,
        )

    def people(self) -> list[Place]:
        places = Place.objects.in_class().filter(training_class=self.training_class)
        return list(places.select_related("teacher", "school", "unit").order_by("teacher__name"))

    def post(self, request, *args, **kwargs):
        keys = {key for key in request.POST.getlist("present") if key.isdecimal() and len(key) < 19}
        present = [place for place in self.people() if str(place.pk) in keys]
        try:
            count = call_roll(self.session, present, by=request.user)
            text = ngettext("点名已保存，到场 %(n)s 人。", "点名已保存，到场 %(n)s 人。", count)
            messages.success(request, text % {"n": count})
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                messages.error(request, sentence)
        return HttpResponseRedirect(request.path)


class AttendanceView(DeskMixin, TemplateView):
    """Everybody by every session, with the hints that the organiser should look at."""

    template_name = "classes/attendance.html"

    def get_context_data(self, **kwargs):
        held = self.training_class
        places = list(
            Place.objects.in_class()
            .filter(training_class=held)
            .select_related("teacher", "school", "unit")
            .order_by("teacher__name")
        )
        attendance = class_attendance(held, places)
        leaves = Leave.objects.filter(session__training_class=held, state="requested")
        return super().get_context_data(
            training_class=held,
            sessions=attendance.sessions,
            rows=[(place, attendance.lines_of(place)) for place in places],
            leaves=leaves.select_related("place__teacher", "session"),
            hints=hints_of(held),
            crumbs=crumbs_in(held, _("考勤")),
            **desk_context(held),
            **kwargs,
        )


class AttendanceFileView(DeskMixin, FormView):
    """A paper list typed in, or what a meeting platform gives out."""

    template_name = "classes/attendance_file.html"
    form_class = AttendanceFileForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            session=self.session,
            training_class=self.training_class,
            crumbs=crumbs_in(self.training_class, _("导入签到记录")),
            **kwargs,
        )

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        if file.size > MOST_BYTES:
            form.add_error("file", _("文件超过了 5 MB。请拆分后分次上传。"))
            return self.form_invalid(form)
        try:
            reading = read_attendance(file.read(), file.name, day=slot_of(self.session).day)
        except FileRefusedError as error:
            form.add_error("file", error.refusal.message)
            return self.form_invalid(form)
        places = {
            place.pk: place
            for place in Place.objects.in_class()
            .filter(training_class=self.training_class)
            .select_related("teacher", "school", "unit")
        }
        matches = match_names(reading.rows, [_person(place) for place in places.values()])
        try:
            added = add_spans(
                self.session,
                self.spans(matches.matched, places),
                way=MarkWay.MEETING if form.cleaned_data.get("meeting") else MarkWay.PAPER,
                by=self.request.user,
            )
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                form.add_error(None, sentence)
            return self.form_invalid(form)
        return self.render_to_response(
            self.get_context_data(form=form, reading=reading, matches=matches, added=added)
        )

    def spans(self, matched, places):
        session, held = self.session, self.training_class
        for row, person in matched:
            there = time_there(
                row, session.starts_at, session.ends_at, needs_check_out=held.needs_check_out
            )
            if there:
                yield places[person.key], *there


class RulingView(DeskMixin, FormView):
    """The organiser's word on one presence, with a reason."""

    template_name = "classes/form.html"
    form_class = RulingForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"session": self.session}

    def get_context_data(self, **kwargs):
        back = reverse("class-place", args=[self.training_class.pk, self.place.pk])
        return super().get_context_data(
            title=_("更正出勤"),
            lead=f"{self.place.teacher.name} · {self.session.title}",
            note=_("不填时间按整场计。原来的签到记录保留，更正和理由一并可查。"),
            submit=_("保存更正"),
            back=back,
            crumbs=crumbs_in(self.training_class, _("更正出勤")),
            **kwargs,
        )

    def form_valid(self, form):
        values = form.cleaned_data
        rule_presence(
            self.session,
            self.place,
            starts_at=values["starts_at"],
            ends_at=values["ends_at"],
            reason=values["reason"],
            by=self.request.user,
        )
        messages.success(self.request, _("已更正。学时确认后的更正，请到“学时”页重新核定。"))
        back = reverse("class-place", args=[self.training_class.pk, self.place.pk])
        return HttpResponseRedirect(back)


class LeaveDecisionView(DeskMixin, ActionView):
    def act(self) -> str:
        leaves = Leave.objects.filter(session__training_class=self.training_class)
        leave = get_object_or_404(
            leaves.select_related("session__training_class", "place"), pk=self.kwargs["leave"]
        )
        grant = self.request.POST.get("decision") == "yes"
        if not decide_leave(leave, grant=grant, by=self.request.user):
            return _("这项请假已由他人办理。")
        return _("已准假。") if grant else _("已回复不准假。")

    def back(self) -> str:
        return reverse("class-attendance", args=[self.training_class.pk])


def door_text(error: Exception) -> str:
    """What the person at the door reads."""
    if isinstance(error, NotInClassError):
        return _("不在本班学员名单中。")
    if isinstance(error, (CodeExpiredError, CodeForgedError)):
        return _("不是有效的学员码或本班学员的教师编号。请对方刷新“我的签到码”后再扫。")
    return refusal_text(error)


def _person(place: Place) -> Person:
    where = place.school.name if place.school else place.unit.name
    return Person(place.pk, place.teacher.number, place.teacher.name, where)
