"""The list of teachers, and one teacher's year explained down to the entries (V5)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from people.access_log.origin import origin_of
from people.access_log.services.recording import record_opening
from people.access_log.wording import log_language
from people.models import Teacher
from training.audit.explanation import explain_year
from training.filters import TeacherFilter
from training.tables import TeacherTable
from training.views.access import AuditListMixin, AuditScreenMixin
from training.views.phones import phone_of
from training.views.year_story import story_of


class TeacherListView(AuditListMixin, TemplateView):
    template_name = "training/teachers.html"
    table_class = TeacherTable
    filter_class = TeacherFilter
    rows_name = "teachers"
    title = _("教师查询")


class TeacherView(AuditScreenMixin, TemplateView):
    """Opening it leaves a row in the access log."""

    template_name = "training/teacher.html"

    def get_context_data(self, **kwargs):
        teachers = Teacher.objects.visible_to(self.request.user)
        teacher = get_object_or_404(teachers, number=self.kwargs["number"])
        explanation = explain_year(
            teacher, self.lens.year, reader=self.request.user, **self.lens.options
        )
        school = explanation.counted_at
        unit = school.unit if school else None
        self.log_opening(teacher)
        shown = school if school and self.scope.covers_school(school) else None
        return super().get_context_data(
            teacher=teacher,
            phone=phone_of(teacher, self.request.user, self.lens),
            explanation=explanation,
            story=story_of(explanation),
            crumbs=[*self.way_to(unit if shown else None, shown), (teacher.name, "")],
            **kwargs,
        )

    def log_opening(self, teacher: Teacher) -> None:
        with log_language():
            what = gettext("%(year)s 年度学时") % {"year": self.lens.year}
        record_opening(teacher.pk, by=self.request.user, origin=origin_of(self.request), what=what)
