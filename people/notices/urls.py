from django.urls import URLPattern, path

from people.notices.views.choices import ChoicesView
from people.notices.views.deliveries import (
    DeliveryListView,
    RunAgainView,
    SendAgainView,
    SendAllAgainView,
    TaskListView,
)
from people.notices.views.inbox import InboxView, OpenNoticeView, ReadAllView, ReadNoticeView

urlpatterns: list[URLPattern] = [
    path("notices/", InboxView.as_view(), name="notices"),
    path("notices/read/", ReadAllView.as_view(), name="notices-read-all"),
    path("notices/choices/", ChoicesView.as_view(), name="notice-choices"),
    path("notices/<int:pk>/open/", OpenNoticeView.as_view(), name="notice-open"),
    path("notices/<int:pk>/read/", ReadNoticeView.as_view(), name="notice-read"),
    path("site/deliveries/", DeliveryListView.as_view(), name="deliveries"),
    path("site/deliveries/retry/", SendAllAgainView.as_view(), name="deliveries-retry"),
    path("site/deliveries/<int:pk>/retry/", SendAgainView.as_view(), name="delivery-retry"),
    path("site/deliveries/tasks/", TaskListView.as_view(), name="delivery-tasks"),
    path("site/deliveries/tasks/<uuid:pk>/retry/", RunAgainView.as_view(), name="task-retry"),
]
