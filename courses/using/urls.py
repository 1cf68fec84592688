from django.urls import path

from courses.using.views import lesson, reflections, saved

urlpatterns = [
    path("lessons/<int:pk>/save/", lesson.SaveView.as_view(), name="lesson-save"),
    path("lessons/<int:pk>/thank/", lesson.ThankView.as_view(), name="lesson-thank"),
    path("lessons/<int:pk>/use/", lesson.UseView.as_view(), name="lesson-use"),
    path("lessons/<int:pk>/adapt/", lesson.AdaptView.as_view(), name="lesson-adapt"),
    path("my/saved/", saved.SavedView.as_view(), name="my-saved"),
    path("my/saved/<int:pk>/remove/", saved.TakeOffView.as_view(), name="saved-remove"),
    path("my/uses/", saved.UsesView.as_view(), name="my-uses"),
    path("site/reflections/", reflections.WaitingView.as_view(), name="reflections"),
    path(
        "site/reflections/<int:pk>/<slug:decision>/",
        reflections.DecideView.as_view(),
        name="reflection-decide",
    ),
]
