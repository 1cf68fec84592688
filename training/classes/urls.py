from django.urls import path

from common import path_keys  # noqa: F401  # registers the converter of row numbers
from training.classes.views import (
    attending,
    checking_in,
    coming,
    desk,
    exports,
    finding,
    hours,
    list_exports,
    lists,
    materials,
    mine,
    nominating,
    people,
    writing,
)

DESK = "classes/desk/<uuid:pk>/"
SESSION = f"{DESK}sessions/<uuid:session_pk>/"
PLACE = f"{DESK}people/<key:place_pk>/"
SENT = "classes/<uuid:pk>/nominate/<key:place_pk>/"

urlpatterns = [
    # for teachers
    path("classes/", finding.ClassListView.as_view(), name="classes"),
    path("classes/list.xlsx", list_exports.FoundExportView.as_view(), name="classes-export"),
    path("classes/<uuid:pk>/", finding.ClassView.as_view(), name="class"),
    path("classes/<uuid:pk>/enrol/", coming.EnrolView.as_view(), name="class-enrol"),
    path("classes/<uuid:pk>/answer/", coming.AnswerView.as_view(), name="class-answer"),
    path("classes/<uuid:pk>/withdraw/", coming.WithdrawView.as_view(), name="class-withdraw"),
    path(
        "classes/<uuid:pk>/leave/<uuid:session_pk>/", coming.LeaveView.as_view(), name="class-leave"
    ),
    path("classes/<uuid:pk>/nominate/", nominating.NominateView.as_view(), name="class-nominate"),
    path(f"{SENT}take-back/", nominating.TakeBackView.as_view(), name="class-take-back"),
    path(f"{SENT}another/", nominating.SendAnotherView.as_view(), name="class-send-another"),
    path("classes/<uuid:pk>/feedback/", mine.FeedbackView.as_view(), name="class-feedback"),
    path("classes/<uuid:pk>/class.ics", mine.ClassCalendarView.as_view(), name="class-calendar"),
    path(
        "classes/<uuid:pk>/materials.zip",
        materials.AllMaterialsView.as_view(),
        name="class-materials-zip",
    ),
    path(
        "classes/<uuid:pk>/materials/<uuid:material>/",
        materials.MaterialView.as_view(),
        name="class-material",
    ),
    path("my/classes/", mine.MyClassesView.as_view(), name="my-classes"),
    path("my/classes/list.xlsx", list_exports.OwnExportView.as_view(), name="my-classes-export"),
    path("my/code/", checking_in.MyCodeView.as_view(), name="my-code"),
    path("calendar/<str:token>.ics", mine.FeedView.as_view(), name="class-feed"),
    # checking in
    path("check-in/", checking_in.CheckInView.as_view(), name="check-in"),
    path("check-in/ticket/", checking_in.TicketView.as_view(), name="check-in-ticket"),
    path("check-in/marks/", checking_in.MarksView.as_view(), name="check-in-marks"),
    path("check-in/worker.js", checking_in.worker, name="check-in-worker"),
    # for organisers
    path("classes/desk/", desk.DeskListView.as_view(), name="class-desk-list"),
    path("classes/desk/list.xlsx", list_exports.DeskExportView.as_view(), name="class-desk-export"),
    path("classes/desk/new/", writing.NewClassView.as_view(), name="class-new"),
    path("classes/desk/<uuid:pk>/approval/", desk.ApprovalView.as_view(), name="class-approval"),
    path(DESK, desk.DeskView.as_view(), name="class-desk"),
    path(f"{DESK}change/", writing.ChangeClassView.as_view(), name="class-change"),
    path(f"{DESK}step/<slug:step>/", desk.DeskStepView.as_view(), name="class-step"),
    path(f"{DESK}cancel/", desk.CancelView.as_view(), name="class-cancel"),
    path(f"{DESK}message/", people.MessageView.as_view(), name="class-message"),
    path(f"{DESK}sessions/", writing.SessionsView.as_view(), name="class-sessions"),
    path(SESSION, writing.ChangeSessionView.as_view(), name="class-session"),
    path(
        f"{DESK}parts/<slug:part>/<str:key>/delete/",
        writing.DeletePartView.as_view(),
        name="class-part-delete",
    ),
    path(f"{SESSION}screen/", attending.ScreenView.as_view(), name="class-screen"),
    path(f"{SESSION}scan/", attending.ScanView.as_view(), name="class-scan"),
    path(f"{SESSION}roll/", attending.RollView.as_view(), name="class-roll"),
    path(f"{SESSION}file/", attending.AttendanceFileView.as_view(), name="class-attendance-file"),
    path(f"{SESSION}people/<key:place_pk>/", attending.RulingView.as_view(), name="class-ruling"),
    path(f"{DESK}people/", people.PeopleView.as_view(), name="class-people"),
    path(f"{DESK}people/roster/", people.RosterView.as_view(), name="class-roster"),
    path(f"{DESK}people/roster/file/", lists.RosterFileView.as_view(), name="class-roster-file"),
    path(f"{DESK}assessment/file/", lists.ResultFileView.as_view(), name="class-assess-file"),
    path(f"{DESK}organisers/", lists.OrganisersView.as_view(), name="class-organisers"),
    path(
        f"{DESK}organisers/<key:user_pk>/remove/",
        lists.RemoveOrganiserView.as_view(),
        name="class-organiser-remove",
    ),
    path(f"{DESK}people.xlsx", exports.PeopleExportView.as_view(), name="class-people-export"),
    path(PLACE, people.PlaceView.as_view(), name="class-place"),
    path(f"{PLACE}decide/", people.DecideView.as_view(), name="class-decide"),
    path(f"{PLACE}remove/", people.RemoveView.as_view(), name="class-remove"),
    path(f"{PLACE}substitute/", people.SubstituteView.as_view(), name="class-substitute"),
    path(f"{DESK}materials/", materials.DeskMaterialsView.as_view(), name="class-materials"),
    path(
        f"{DESK}materials/<uuid:material>/remove/",
        materials.RemoveMaterialView.as_view(),
        name="class-material-remove",
    ),
    path(f"{DESK}attendance/", attending.AttendanceView.as_view(), name="class-attendance"),
    path(
        f"{DESK}leave/<key:leave>/",
        attending.LeaveDecisionView.as_view(),
        name="class-leave-decide",
    ),
    path(f"{DESK}assessment/", hours.AssessView.as_view(), name="class-assess"),
    path(f"{DESK}hours/", hours.HoursView.as_view(), name="class-hours"),
    path(f"{DESK}hours/confirm/", hours.ConfirmView.as_view(), name="class-confirm"),
    path(f"{DESK}hours/correct/", hours.CorrectView.as_view(), name="class-correct"),
    path(f"{DESK}certificates/", hours.CertifyView.as_view(), name="class-certify"),
    path(f"{DESK}certificates/list/", hours.CertificatesView.as_view(), name="class-certificates"),
    path(
        f"{DESK}certificates/<uuid:certificate>/revoke/",
        hours.RevokeView.as_view(),
        name="class-certificate-revoke",
    ),
    path(f"{DESK}summary/", hours.SummaryView.as_view(), name="class-summary"),
]
