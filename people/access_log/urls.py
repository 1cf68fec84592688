from django.urls import path

from people.access_log.views.readers import MyReadersView
from people.access_log.views.search import AccessLogExportView, AccessLogView

urlpatterns = [
    path("my/readers/", MyReadersView.as_view(), name="my-readers"),
    path("access-log/", AccessLogView.as_view(), name="access-log"),
    path("access-log/export.xlsx", AccessLogExportView.as_view(), name="access-log-export"),
]
