from django.urls import path

from courses.publishing.views.my_lessons import (
    BeginLessonView,
    DiscardView,
    MyLessonsView,
    PreviewOwnView,
    ReviseView,
    WithdrawView,
)
from courses.publishing.views.school import (
    PreviewForSchoolView,
    SchoolLessonsView,
    SchoolLessonView,
)
from courses.publishing.views.writing import AutosaveView, WriteLessonView

urlpatterns = [
    path("my/lessons/", MyLessonsView.as_view(), name="my-lessons"),
    path("my/lessons/new/", BeginLessonView.as_view(), name="my-lesson-new"),
    path("my/lessons/<int:pk>/", WriteLessonView.as_view(), name="my-lesson"),
    path("my/lessons/<int:pk>/autosave/", AutosaveView.as_view(), name="my-lesson-autosave"),
    path("my/lessons/<int:pk>/preview/", PreviewOwnView.as_view(), name="my-lesson-preview"),
    path("my/lessons/<int:pk>/withdraw/", WithdrawView.as_view(), name="my-lesson-withdraw"),
    path("my/lessons/<int:pk>/revise/", ReviseView.as_view(), name="my-lesson-revise"),
    path("my/lessons/<int:pk>/discard/", DiscardView.as_view(), name="my-lesson-discard"),
    path("school/lessons/", SchoolLessonsView.as_view(), name="school-lessons"),
    path("school/lessons/<int:pk>/", SchoolLessonView.as_view(), name="school-lesson"),
    path(
        "school/lessons/<int:pk>/preview/",
        PreviewForSchoolView.as_view(),
        name="school-lesson-preview",
    ),
]
