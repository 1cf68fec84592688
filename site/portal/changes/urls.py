from django.urls import path

from portal.changes.views import ChangesView

urlpatterns = [path("", ChangesView.as_view(), name="changes")]
