from django.urls import path

from portal.privacy.views import OwnDataView, PrivacyView

urlpatterns = [
    path("privacy/", PrivacyView.as_view(), name="privacy"),
    path("my/data/", OwnDataView.as_view(), name="my-data"),
]
