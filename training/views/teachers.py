"""The list of teachers, and one teacher's year explained down to the entries (V5)."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from people.models import Teacher
from training.audit.explanation import explain_year
from training.filters import TeacherFilter
from training.tables import TeacherTable
from training.views.access import AuditListMixin, AuditScreenMixin
from training.views.year_story import story_of


class TeacherListView(AuditListMixin, TemplateView):
    template_name = "training/teachers.html"
    table_class = TeacherTable
    filter_class = TeacherFilter
    rows_name = "teachers"
    title = _("教师查询")


class TeacherView(AuditScreenMixin, TemplateView):
    template_name = "training/teacher.html"

    def get_context_data(self, **kwargs):
        teachers = Teacher.objects.visible_to(self.request.user)
        teacher = get_object_or_404(teachers, number=self.kwargs["number"])
        explanation = explain_year(
            teacher, self.lens.year, reader=self.request.user, **self.lens.options
        )
        school = explanation.counted_at
        unit = school.unit if school else None
        shown = school if school and self.scope.covers_school(school) else None
        return super().get_context_data(
            teacher=teacher,
            explanation=explanation,
            story=story_of(explanation),
            crumbs=[*self.way_to(unit if shown else None, shown), (teacher.name, "")],
            **kwargs,
        )
