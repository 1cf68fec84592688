"""Plans and the report as files."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.views.generic import View

from people.access_log.handing_over import PDF, XLSX, hand_over
from training.classes.models import PlannedClass, TrainingClass, YearPlan
from training.classes.plans.views.access import PlanMixin, PlansMixin
from training.classes.plans.views.report import ReportMixin


class PlanWorkbookView(PlanMixin, View):
    def get(self, request, year, code):
        from training.classes.plans.sheets import plan_title, plan_workbook

        plan = self.plan
        data = plan_workbook(plan)
        return hand_over(request, data, content_type=XLSX, name=lambda: plan_title(plan))


class PlanDocumentView(PlanMixin, View):
    def get(self, request, year, code):
        from training.classes.plans.document import plan_document  # a second to load
        from training.classes.plans.sheets import plan_title

        plan = self.plan
        data = plan_document(plan)
        return hand_over(request, data, content_type=PDF, name=lambda: plan_title(plan))


class PlansWorkbookView(PlansMixin, View):
    """All lines of all plans of the year that the reader may see."""

    def get(self, request, year):
        from training.classes.plans.sheets import plans_workbook

        plans = YearPlan.objects.visible_to(request.user).filter(year=year)
        opened = TrainingClass.objects.announced().with_counts()
        lines = PlannedClass.objects.filter(plan__in=plans.values("pk"))
        lines = lines.select_related("plan__unit").order_by("plan__unit__path", "pk")
        lines = lines.prefetch_related(Prefetch("classes", opened, to_attr="opened"))
        return hand_over(
            request,
            plans_workbook(year, lines),
            content_type=XLSX,
            name=lambda: _("%(year)s 年度培训计划汇总") % {"year": year},
        )


class ReportWorkbookView(ReportMixin, View):
    def get(self, request, year):
        from training.classes.plans.sheets import report_workbook

        return hand_over(
            request,
            report_workbook(year, self.report()),
            content_type=XLSX,
            name=lambda: _("%(year)s 年度培训计划执行情况") % {"year": year},
        )
