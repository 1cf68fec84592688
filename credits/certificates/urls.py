from django.urls import path

from common import path_keys  # noqa: F401  # registers the converter of row numbers
from credits.certificates.services.batches import COMBINED, SINGLES
from credits.certificates.views.batches import (
    BatchContinueView,
    BatchFileView,
    BatchListView,
    BatchStatusView,
    BatchView,
)
from credits.certificates.views.checking import CheckView, StateView
from credits.certificates.views.own import CertificatePdfView, MyCertificatesView
from credits.certificates.views.templates import (
    NewTemplateView,
    TemplateListView,
    TemplatePreviewView,
    TemplateView,
)
from credits.certificates.views.verifying import VerifyView, worker

urlpatterns = [
    path("certificates/check/", CheckView.as_view(), name="certificate-check"),
    path("certificates/check/<str:token>/", StateView.as_view(), name="certificate-state"),
    path("certificates/v/", VerifyView.as_view(), name="certificate-verify"),
    path("certificates/v/worker.js", worker, name="certificate-worker"),
    path("my/certificates/", MyCertificatesView.as_view(), name="my-certificates"),
    path(
        "certificates/<uuid:pk>/certificate.pdf",
        CertificatePdfView.as_view(),
        name="certificate-pdf",
    ),
    path("certificates/batches/", BatchListView.as_view(), name="certificate-batches"),
    path("certificates/batches/<uuid:pk>/", BatchView.as_view(), name="certificate-batch"),
    path(
        "certificates/batches/<uuid:pk>/status/",
        BatchStatusView.as_view(),
        name="certificate-batch-status",
    ),
    path(
        "certificates/batches/<uuid:pk>/continue/",
        BatchContinueView.as_view(),
        name="certificate-batch-continue",
    ),
    path(
        "certificates/batches/<uuid:pk>/certificates.pdf",
        BatchFileView.as_view(file=COMBINED),
        name="certificate-batch-pdf",
    ),
    path(
        "certificates/batches/<uuid:pk>/certificates.zip",
        BatchFileView.as_view(file=SINGLES),
        name="certificate-batch-zip",
    ),
    path("certificates/templates/", TemplateListView.as_view(), name="certificate-templates"),
    path("certificates/templates/new/", NewTemplateView.as_view(), name="certificate-template-new"),
    path("certificates/templates/<key:pk>/", TemplateView.as_view(), name="certificate-template"),
    path(
        "certificates/templates/<key:pk>/preview.pdf",
        TemplatePreviewView.as_view(),
        name="certificate-template-preview",
    ),
]
