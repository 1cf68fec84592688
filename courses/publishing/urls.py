from django.urls import path

import common.path_keys  # noqa: F401  # registers <key:…>
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
    path("my/lessons/<key:pk>/", WriteLessonView.as_view(), name="my-lesson"),
    path("my/lessons/<key:pk>/autosave/", AutosaveView.as_view(), name="my-lesson-autosave"),
    path("my/lessons/<key:pk>/preview/", PreviewOwnView.as_view(), name="my-lesson-preview"),
    path("my/lessons/<key:pk>/withdraw/", WithdrawView.as_view(), name="my-lesson-withdraw"),
    path("my/lessons/<key:pk>/revise/", ReviseView.as_view(), name="my-lesson-revise"),
    path("my/lessons/<key:pk>/discard/", DiscardView.as_view(), name="my-lesson-discard"),
    path("school/lessons/", SchoolLessonsView.as_view(), name="school-lessons"),
    path("school/lessons/<key:pk>/", SchoolLessonView.as_view(), name="school-lesson"),
    path(
        "school/lessons/<key:pk>/preview/",
        PreviewForSchoolView.as_view(),
        name="school-lesson-preview",
    ),
]
