from django.urls import path, register_converter

from people.activation.views.people import PeopleView, SheetListView
from people.activation.views.person import (
    IssueView,
    MailView,
    PersonView,
    RemoveFactorsView,
    RestoreView,
    RevokeView,
    SuspendView,
)
from people.activation.views.sheets import (
    NewSheetView,
    SheetContinueView,
    SheetDownloadView,
    SheetStatusView,
    SheetView,
)
from people.activation.views.steps import CodeView, PasswordStepView, PersonStepView


class _TeacherNumber:
    """As registers write it, a slash included, but no control character."""

    regex = r"[^\x00-\x1f\x7f]{1,32}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_TeacherNumber, "teacher_number")

urlpatterns = [
    path("activate/", CodeView.as_view(), name="activate"),
    path("activate/person/", PersonStepView.as_view(), name="activate-person"),
    path("activate/password/", PasswordStepView.as_view(), name="activate-password"),
    path("accounts/people/", PeopleView.as_view(), name="account-list"),
    path("accounts/people/sheets/", SheetListView.as_view(), name="activation-sheets"),
    path("accounts/people/sheets/new/", NewSheetView.as_view(), name="activation-sheet-new"),
    path("accounts/people/sheets/<uuid:pk>/", SheetView.as_view(), name="activation-sheet"),
    path(
        "accounts/people/sheets/<uuid:pk>/status/",
        SheetStatusView.as_view(),
        name="activation-sheet-status",
    ),
    path(
        "accounts/people/sheets/<uuid:pk>/continue/",
        SheetContinueView.as_view(),
        name="activation-sheet-continue",
    ),
    path(
        "accounts/people/sheets/<uuid:pk>/codes.pdf",
        SheetDownloadView.as_view(),
        name="activation-sheet-file",
    ),
    path(
        "accounts/people/<teacher_number:number>/issue/",
        IssueView.as_view(),
        name="account-issue",
    ),
    path("accounts/people/<teacher_number:number>/mail/", MailView.as_view(), name="account-mail"),
    path(
        "accounts/people/<teacher_number:number>/revoke/",
        RevokeView.as_view(),
        name="account-revoke",
    ),
    path(
        "accounts/people/<teacher_number:number>/suspend/",
        SuspendView.as_view(),
        name="account-suspend",
    ),
    path(
        "accounts/people/<teacher_number:number>/restore/",
        RestoreView.as_view(),
        name="account-restore",
    ),
    path(
        "accounts/people/<teacher_number:number>/factors/",
        RemoveFactorsView.as_view(),
        name="account-remove-factors",
    ),
    path("accounts/people/<teacher_number:number>/", PersonView.as_view(), name="account-person"),
]
