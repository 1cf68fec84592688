"""Making a class and changing it: the class itself, its sessions, lecturers and quotas."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from common.clock import now
from courses.models import CoursePage
from credits.enums import Category, Level
from people.enums import UnitLevel
from people.models import Unit
from people.roles import RUN_CLASSES
from people.scopes import scope_of
from people.views.access import AnyAbilityMixin
from training.classes.forms import ClassForm, LecturerForm, QuotaForm, SessionForm
from training.classes.models import (
    Lecturer,
    PlannedClass,
    Session,
    TrainingClass,
    UnitQuota,
)
from training.classes.services.drafting import (
    change_class,
    copy_sessions,
    course_template,
    create_class,
    delete_lecturer,
    delete_quota,
    delete_session,
    plan_template,
    save_lecturer,
    save_quota,
    save_session,
    template_of,
)
from training.classes.views.access import (
    EXPECTED,
    ActionView,
    DeskMixin,
    refusal_sentences,
)
from training.classes.views.desk import desk_crumbs

# What a new form proposes until somebody says otherwise.
ENROL_DAYS = 14


class NewClassView(AnyAbilityMixin, FormView):
    """A new class, empty, from a course page (?course=), from an earlier class (?copy=), or from a
    line of a year's plan (?planned=)."""

    abilities = (RUN_CLASSES,)
    template_name = "classes/class_form.html"
    form_class = ClassForm

    def get_form_kwargs(self):
        draft = TrainingClass(course=self.course())
        return super().get_form_kwargs() | {"user": self.request.user, "instance": draft}

    def get_initial(self):
        start = localtime(now()).replace(minute=0, second=0, microsecond=0)
        initial = {"enrol_from": start, "enrol_until": start + timedelta(days=ENROL_DAYS)}
        initial["level"] = self.usual_level()
        if course := self.course():
            initial |= course_template(course)
        if line := self.planned():
            initial |= plan_template(line)
        if source := self.source():
            values = template_of(source)
            values.pop("unit_id", None)
            initial |= {**values, "unit": source.unit, "planned": None, **initial}
        return initial

    def usual_level(self) -> str:
        """What whoever holds classes for one managing unit mostly holds."""
        held = scope_of(self.request.user).having(RUN_CLASSES)
        paths = [capacity.unit_path for capacity in held if capacity.unit_path]
        is_city = Unit.objects.filter(path__in=paths).exclude(level=UnitLevel.UNIT).exists()
        return Level.CITY if is_city else Level.DISTRICT

    def course(self) -> CoursePage | None:
        key = self.request.GET.get("course", "")
        if not key:
            return None
        if not key.isdecimal() or len(key) > 9:
            raise Http404
        return get_object_or_404(CoursePage.objects.live(), pk=key)

    def planned(self) -> PlannedClass | None:
        key = self.request.GET.get("planned", "")
        if not key:
            return None
        if not key.isdecimal() or len(key) > 18:
            raise Http404
        own = scope_of(self.request.user).area(RUN_CLASSES)
        lines = PlannedClass.objects.filter(own.units("plan__unit__"))
        return get_object_or_404(lines.select_related("plan__unit"), pk=key)

    def source(self) -> TrainingClass | None:
        key = self.request.GET.get("copy", "")
        if not key:
            return None
        try:
            pk = UUID(key)
        except ValueError as error:
            raise Http404 from error
        return get_object_or_404(TrainingClass.objects.managed_by(self.request.user), pk=pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("新建培训班"),
            lead=_("先填写基本信息，下一步安排场次。提交审批前都可以修改。"),
            submit=_("保存，去安排场次"),
            back=reverse("class-desk-list"),
            crumbs=[*desk_crumbs(), (_("新建培训班"), "")],
            **kwargs,
        )

    def form_valid(self, form):
        created = create_class(
            form.instance,
            audience_units=form.cleaned_data["audience_units"],
            by=self.request.user,
        )
        if source := self.source():
            first = localtime(created.enrol_until).date() + timedelta(days=7)
            copy_sessions(source, created, first_day=first, by=self.request.user)
        messages.success(self.request, _("已保存为草稿，班号 %(no)s。") % {"no": created.number})
        return HttpResponseRedirect(reverse("class-sessions", args=[created.pk]))


class ChangeClassView(DeskMixin, FormView):
    template_name = "classes/class_form.html"
    form_class = ClassForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "instance": self.training_class,
        }

    def get_context_data(self, **kwargs):
        url = reverse("class-desk", args=[self.training_class.pk])
        return super().get_context_data(
            title=_("修改培训班"),
            lead=self.training_class.number,
            submit=_("保存"),
            back=url,
            crumbs=[*desk_crumbs(), (self.training_class.full_title, url), (_("修改"), "")],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            change_class(
                form.instance,
                audience_units=form.cleaned_data["audience_units"],
                by=self.request.user,
            )
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                form.add_error(None, sentence)
            return self.form_invalid(form)
        messages.success(self.request, _("已保存。"))
        return HttpResponseRedirect(reverse("class-desk", args=[self.training_class.pk]))


class SessionsView(DeskMixin, TemplateView):
    """Sessions, lecturers and quotas of a class, each with a form to add one."""

    template_name = "classes/sessions.html"

    def get_context_data(self, **kwargs):
        held = self.training_class
        url = reverse("class-desk", args=[held.pk])
        kwargs.setdefault("session_form", SessionForm(training_class=held, initial=self.proposed()))
        kwargs.setdefault("lecturer_form", LecturerForm(training_class=held, prefix="lecturer"))
        kwargs.setdefault("quota_form", QuotaForm(training_class=held, prefix="quota"))
        return super().get_context_data(
            training_class=held,
            sessions=held.sessions.select_related("lecturer"),
            lecturers=held.lecturers.all(),
            quotas=held.quotas.select_related("unit"),
            crumbs=[*desk_crumbs(), (held.full_title, url), (_("场次与名额"), "")],
            **kwargs,
        )

    def proposed(self) -> dict:
        """The day after the last session at the same time; else what the course says."""
        last = self.training_class.sessions.order_by("starts_at").last()
        if last is not None:
            starts, ends = localtime(last.starts_at), localtime(last.ends_at)
            day = starts.date() + timedelta(days=1)
            return {"day": day, "starts": starts.time(), "ends": ends.time()}
        course = self.training_class.course
        category = course.category if course and course.category in Category.values else ""
        return {"category": category} if category else {}

    def post(self, request, *args, **kwargs):
        """Adds what the form that was sent is for."""
        form, save = self.sent_form()
        name = {SessionForm: "session_form", LecturerForm: "lecturer_form"}.get(
            type(form), "quota_form"
        )
        if form.is_valid():
            try:
                save(form.save(commit=False), by=request.user)
            except EXPECTED as error:
                for sentence in refusal_sentences(error):
                    form.add_error(None, sentence)
            else:
                messages.success(request, _("已添加。"))
                return HttpResponseRedirect(reverse("class-sessions", args=[kwargs["pk"]]))
        return self.render_to_response(self.get_context_data(**{name: form}))

    def sent_form(self):
        held, data = self.training_class, self.request.POST
        if data.get("add") == "lecturer":
            return LecturerForm(data, training_class=held, prefix="lecturer"), save_lecturer
        if data.get("add") == "quota":
            return QuotaForm(data, training_class=held, prefix="quota"), save_quota
        return SessionForm(data, training_class=held), save_session


class ChangeSessionView(DeskMixin, FormView):
    template_name = "classes/form.html"
    form_class = SessionForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "training_class": self.training_class,
            "instance": self.session,
        }

    def get_context_data(self, **kwargs):
        url = reverse("class-sessions", args=[self.training_class.pk])
        return super().get_context_data(
            title=_("修改场次"),
            lead=self.training_class.full_title,
            submit=_("保存"),
            back=url,
            crumbs=[*desk_crumbs(), (_("场次与名额"), url), (_("修改场次"), "")],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            save_session(form.save(commit=False), by=self.request.user)
        except EXPECTED as error:
            for sentence in refusal_sentences(error):
                form.add_error(None, sentence)
            return self.form_invalid(form)
        messages.success(self.request, _("已保存。"))
        return HttpResponseRedirect(reverse("class-sessions", args=[self.training_class.pk]))


class DeletePartView(DeskMixin, ActionView):
    """Takes a session, lecturer or quota off the class."""

    parts = {
        "session": (Session, delete_session),
        "lecturer": (Lecturer, delete_lecturer),
        "quota": (UnitQuota, delete_quota),
    }

    def act(self) -> str:
        model, delete = self.parts[self.kwargs["part"]]
        rows = model.objects.filter(training_class=self.training_class)
        key = self.kwargs["key"]
        row = next((row for row in rows if str(row.pk) == key), None)
        if row is None:
            raise Http404
        delete(row, by=self.request.user)
        return _("已删除。")

    def back(self) -> str:
        return reverse("class-sessions", args=[self.training_class.pk])
