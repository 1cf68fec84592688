"""Lists of people brought in as a file: who comes, who passed; and who runs the class besides."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import FormView

from common.refusals import FileRefusedError
from people.models import Teacher
from training.classes.enums import PlaceState
from training.classes.forms import OrganiserForm, PeopleFileForm
from training.classes.models import Place
from training.classes.people_files import PersonRow, read_people
from training.classes.services.assessing import assess
from training.classes.services.drafting import set_organisers
from training.classes.services.enrolling import enrol_roster
from training.classes.views.access import ActionView, DeskMixin
from training.classes.views.people import crumbs_in
from training.classes.words import sentences

MOST_BYTES = 5 * 1024 * 1024


class _PeopleFileView(DeskMixin, FormView):
    """Takes the rows that fit and says of each other one why not."""

    template_name = "classes/people_file.html"
    form_class = PeopleFileForm
    title = lead = ""
    back_name = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            training_class=self.training_class,
            title=self.title,
            lead=self.lead,
            back=reverse(self.back_name, args=[self.training_class.pk]),
            crumbs=crumbs_in(self.training_class, self.title),
            **kwargs,
        )

    def form_valid(self, form):
        file = form.cleaned_data["file"]
        if file.size > MOST_BYTES:
            form.add_error("file", _("文件超过了 5 MB。请拆分后分次上传。"))
            return self.form_invalid(form)
        try:
            reading = read_people(file.read(), file.name)
        except FileRefusedError as error:
            form.add_error("file", error.refusal.message)
            return self.form_invalid(form)
        left = [(refusal.row, refusal.message) for refusal in reading.refusals]
        done, not_taken = self.take(reading.rows)
        text = ngettext("已办理 %(count)s 人。", "已办理 %(count)s 人。", done)
        messages.success(self.request, text % {"count": done})
        if not (left or not_taken):
            return HttpResponseRedirect(reverse(self.back_name, args=[self.training_class.pk]))
        return self.render_to_response(
            self.get_context_data(form=self.form_class(), left=sorted([*left, *not_taken]))
        )

    def take(self, rows: list[PersonRow]) -> tuple[int, list[tuple[int, str]]]:
        """How many were taken, and (row, sentence) of the others."""
        raise NotImplementedError


class RosterFileView(_PeopleFileView):
    back_name = "class-people"

    @property
    def title(self):
        return _("导入名单")

    @property
    def lead(self):
        return _("按名单顺序录取，名额满后列入候补。")

    def take(self, rows):
        known = {t.number: t for t in Teacher.objects.filter(number__in=[r.number for r in rows])}
        left, fitting = [], []
        for row in rows:
            teacher = known.get(row.number)
            if teacher is None or teacher.name != row.name:
                left.append((row.row_number, _mismatch(row, teacher)))
            else:
                fitting.append((row, teacher))
        outcomes = enrol_roster(
            self.training_class, [teacher for _row, teacher in fitting], by=self.request.user
        )
        done = 0
        for (row, teacher), (_teacher, outcome) in zip(fitting, outcomes, strict=True):
            if isinstance(outcome, Place):
                done += 1
            else:
                left.append((row.row_number, f"{teacher.name}：{_('；').join(sentences(outcome))}"))
        return done, left


class ResultFileView(_PeopleFileView):
    back_name = "class-assess"

    @property
    def title(self):
        return _("导入考核结果")

    @property
    def lead(self):
        return _("按教师编号和姓名对应学员，填写“成绩”或“考核结果”。")

    def take(self, rows):
        places = Place.objects.filter(training_class=self.training_class, state=PlaceState.IN)
        known = {place.teacher.number: place for place in places.select_related("teacher")}
        left, results = [], []
        for row in rows:
            place = known.get(row.number)
            if place is None or place.teacher.name != row.name:
                text = _("“%(name)s”（%(number)s）不在学员名单中，或姓名不一致。")
                left.append((row.row_number, text % {"name": row.name, "number": row.number}))
            else:
                results.append((place, row.passed, row.score))
        return assess(self.training_class, results, by=self.request.user), left


class OrganisersView(DeskMixin, FormView):
    """Who runs the class besides the officers of its unit."""

    template_name = "classes/organisers.html"
    form_class = OrganiserForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            training_class=self.training_class,
            organisers=self.training_class.organisers.order_by("pk"),
            crumbs=crumbs_in(self.training_class, _("班级管理人员")),
            **kwargs,
        )

    def form_valid(self, form):
        organisers = [*self.training_class.organisers.all(), form.cleaned_data["user"]]
        set_organisers(self.training_class, organisers, by=self.request.user)
        messages.success(self.request, _("已添加。"))
        return HttpResponseRedirect(self.request.path)


class RemoveOrganiserView(DeskMixin, ActionView):
    def act(self) -> str:
        organisers = list(self.training_class.organisers.all())
        kept = [user for user in organisers if user.pk != self.kwargs["user_pk"]]
        if len(kept) == len(organisers):
            raise Http404
        set_organisers(self.training_class, kept, by=self.request.user)
        return _("已移出。")

    def back(self) -> str:
        return reverse("class-organisers", args=[self.training_class.pk])


def _mismatch(row: PersonRow, teacher: Teacher | None) -> str:
    if teacher is None:
        return _("%(number)s：花名册中没有这个教师编号。") % {"number": row.number}
    text = _("%(number)s：“%(name)s”与花名册登记的姓名不一致。")
    return text % {"number": row.number, "name": row.name}
