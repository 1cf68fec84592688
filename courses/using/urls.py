from django.urls import path

import common.path_keys  # noqa: F401  # registers <key:…>
from courses.using.views import figures, lesson, reflections, saved

urlpatterns = [
    path("lessons/<key:pk>/save/", lesson.SaveView.as_view(), name="lesson-save"),
    path("lessons/<key:pk>/thank/", lesson.ThankView.as_view(), name="lesson-thank"),
    path("lessons/<key:pk>/use/", lesson.UseView.as_view(), name="lesson-use"),
    path("lessons/<key:pk>/adapt/", lesson.AdaptView.as_view(), name="lesson-adapt"),
    path("my/saved/", saved.SavedView.as_view(), name="my-saved"),
    path("my/saved/<key:pk>/remove/", saved.TakeOffView.as_view(), name="saved-remove"),
    path("my/uses/", saved.UsesView.as_view(), name="my-uses"),
    path("lesson-use/", figures.LessonFiguresView.as_view(), name="lesson-figures"),
    path("site/reflections/", reflections.WaitingView.as_view(), name="reflections"),
    path(
        "site/reflections/<key:pk>/<slug:decision>/",
        reflections.DecideView.as_view(),
        name="reflection-decide",
    ),
]
