from django.urls import path

from training.classes.coverage.views import CoverageView, CoverageWorkbookView

urlpatterns = [
    path("coverage/<int:year>/", CoverageView.as_view(), name="coverage"),
    path("coverage/<int:year>/export.xlsx", CoverageWorkbookView.as_view(), name="coverage-export"),
]
