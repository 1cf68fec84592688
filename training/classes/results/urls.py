from django.urls import path

from common import path_keys  # noqa: F401  # registers the converter of row numbers
from training.classes.results import views

DESK = "classes/desk/<uuid:pk>/"

urlpatterns = [
    path("classes/lecturers/", views.LecturersView.as_view(), name="lecturers"),
    path(
        "classes/lecturers/list.xlsx", views.LecturersExportView.as_view(), name="lecturers-export"
    ),
    path("classes/lecturers/<key:pk>/", views.LecturerView.as_view(), name="lecturer"),
    path(f"{DESK}filing.pdf", views.FilingView.as_view(), name="class-filing"),
    path(f"{DESK}batches/", views.BatchesView.as_view(), name="class-batches"),
    path(f"{DESK}batches.xlsx", views.BatchesExportView.as_view(), name="class-batches-export"),
]
