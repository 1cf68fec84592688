from django.urls import path

from portal.imports.views.batch import BatchView, StatusView
from portal.imports.views.downloads import BlankWorkbookView, RefusedWorkbookView
from portal.imports.views.history import BatchListView
from portal.imports.views.steps import ConfirmView, ContinueView, RehearseAgainView
from portal.imports.views.synonyms import (
    SynonymAddView,
    SynonymDeleteView,
    SynonymEditView,
    SynonymListView,
)
from portal.imports.views.undo import UndoView
from portal.imports.views.upload import UploadView

urlpatterns = [
    path("", BatchListView.as_view(), name="imports"),
    path("new/", UploadView.as_view(), name="import-upload"),
    path("templates/<slug:kind>.xlsx", BlankWorkbookView.as_view(), name="import-template"),
    path("synonyms/", SynonymListView.as_view(), name="synonyms"),
    path("synonyms/new/", SynonymAddView.as_view(), name="synonym-add"),
    path("synonyms/<int:pk>/", SynonymEditView.as_view(), name="synonym-edit"),
    path("synonyms/<int:pk>/delete/", SynonymDeleteView.as_view(), name="synonym-delete"),
    path("<uuid:pk>/", BatchView.as_view(), name="import-batch"),
    path("<uuid:pk>/status/", StatusView.as_view(), name="import-status"),
    path("<uuid:pk>/confirm/", ConfirmView.as_view(), name="import-confirm"),
    path("<uuid:pk>/rehearse/", RehearseAgainView.as_view(), name="import-rehearse"),
    path("<uuid:pk>/continue/", ContinueView.as_view(), name="import-continue"),
    path("<uuid:pk>/undo/", UndoView.as_view(), name="import-undo"),
    path("<uuid:pk>/refused.xlsx", RefusedWorkbookView.as_view(), name="import-refused"),
]
