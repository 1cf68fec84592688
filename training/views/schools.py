"""The list of schools, and one school: its staffing and its teachers."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from people.enums import SchoolKind
from people.models import School
from training.audit.roster import Reach
from training.audit.rows import SchoolRow
from training.filters import SchoolFilter
from training.models import StaffingStandard
from training.tables import SchoolTable, TeacherTable
from training.views.access import AuditListMixin, AuditScreenMixin
from training.views.figures import school_figures


class SchoolListView(AuditListMixin, TemplateView):
    template_name = "training/schools.html"
    table_class = SchoolTable
    filter_class = SchoolFilter
    rows_name = "schools"
    title = _("学校查询")


class SchoolView(AuditScreenMixin, TemplateView):
    template_name = "training/school.html"

    def get_context_data(self, **kwargs):
        schools = School.objects.visible_to(self.request.user).select_related("unit")
        school = get_object_or_404(schools, code=self.kwargs["code"])
        audit = self.audit(Reach.of_school(school))
        row = audit.schools[0] if audit.schools else None
        table = TeacherTable(audit.teachers, lens=self.lens, exclude=["school_name", "unit_name"])
        return super().get_context_data(
            school=school,
            audit=audit,
            row=row,
            deciding=self.deciding_standard(row),
            figures=school_figures(row) if row else [],
            facts=facts_of(school, row),
            table=table.arranged(self.request, per_page=None),
            export_query=self.export_query(school=school.code),
            crumbs=self.way_to(school.unit, school),
            **kwargs,
        )

    def deciding_standard(self, row: SchoolRow | None) -> StaffingStandard | None:
        if row is None or row.deciding is None:
            return None
        return StaffingStandard.objects.filter(code=row.deciding).first()


def facts_of(school: School, row: SchoolRow | None) -> list[tuple[str, str]]:
    """Campuses are those that the audit counted with, and told of schools with several only."""
    facts = [
        (_("学校标识码"), school.code),
        (_("管理单位"), school.unit.display_name),
        (_("办学类型"), SchoolKind(school.kind).label),
        (_("寄宿制"), _("是") if school.boarding else _("否")),
        (_("学段"), " · ".join(str(stage.label) for stage in school.stages)),
    ]
    if row is not None and row.campuses > 1:
        facts.append((_("校区数"), str(row.campuses)))
    return facts
