from django.urls import path

import common.path_keys  # noqa: F401  # registers <key:…>
import training.urls  # noqa: F401  # registers <code:…>
from training.classes.plans.views import files, lists, plan, report

# A code may hold a slash: the longer address comes first.
urlpatterns = [
    path("plans/", lists.PlanListView.as_view(), name="plans"),
    path("plans/<int:year>/start/", lists.StartPlanView.as_view(), name="plan-start"),
    path("plans/<int:year>/export.xlsx", files.PlansWorkbookView.as_view(), name="plans-export"),
    path("plans/<int:year>/report/", report.PlansReportView.as_view(), name="plans-report"),
    path(
        "plans/<int:year>/report.xlsx",
        files.ReportWorkbookView.as_view(),
        name="plans-report-export",
    ),
    path(
        "plans/<int:year>/<code:code>/export.xlsx",
        files.PlanWorkbookView.as_view(),
        name="plan-export-xlsx",
    ),
    path(
        "plans/<int:year>/<code:code>/export.pdf",
        files.PlanDocumentView.as_view(),
        name="plan-export-pdf",
    ),
    path(
        "plans/<int:year>/<code:code>/lines/new/",
        plan.LineFormView.as_view(),
        name="plan-line-new",
    ),
    path(
        "plans/<int:year>/<code:code>/lines/<key:pk>/delete/",
        plan.DeleteLineView.as_view(),
        name="plan-line-delete",
    ),
    path(
        "plans/<int:year>/<code:code>/lines/<key:pk>/",
        plan.LineFormView.as_view(),
        name="plan-line",
    ),
    path(
        "plans/<int:year>/<code:code>/editions/<key:edition_key>/",
        plan.EditionView.as_view(),
        name="plan-edition",
    ),
    path("plans/<int:year>/<code:code>/note/", plan.NoteView.as_view(), name="plan-note"),
    path("plans/<int:year>/<code:code>/return/", plan.ReturnView.as_view(), name="plan-return"),
    path("plans/<int:year>/<code:code>/reopen/", plan.ReopenView.as_view(), name="plan-reopen"),
    path(
        "plans/<int:year>/<code:code>/steps/<slug:step>/",
        plan.StepView.as_view(),
        name="plan-step",
    ),
    path("plans/<int:year>/<code:code>/", plan.PlanView.as_view(), name="plan"),
]
