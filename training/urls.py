from django.urls import path, register_converter

from training.views.exports import AuditDocumentView, AuditWorkbookView
from training.views.my_year import MyYearNowView, MyYearView
from training.views.phones import RevealPhoneView
from training.views.schools import SchoolListView, SchoolView
from training.views.teachers import TeacherListView, TeacherView
from training.views.units import AuditHomeView, CityView, UnitView


class _Code:
    """A code in an address: as registers write it, a slash included, but no control character.

    PostgreSQL takes no NUL, and a number that fits no address would break the list it stands in.
    """

    regex = r"[^\x00-\x1f\x7f]{1,64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_Code, "code")

urlpatterns = [
    path("my/year/", MyYearNowView.as_view(), name="my-year-now"),
    path("my/year/<int:year>/", MyYearView.as_view(), name="my-year"),
    path("audit/", AuditHomeView.as_view(), name="audit"),
    path("audit/<int:year>/", CityView.as_view(), name="audit-city"),
    path("audit/<int:year>/export.xlsx", AuditWorkbookView.as_view(), name="audit-export-xlsx"),
    path("audit/<int:year>/export.pdf", AuditDocumentView.as_view(), name="audit-export-pdf"),
    path("audit/<int:year>/units/<code:code>/", UnitView.as_view(), name="audit-unit"),
    path("audit/<int:year>/schools/", SchoolListView.as_view(), name="audit-schools"),
    path("audit/<int:year>/schools/<code:code>/", SchoolView.as_view(), name="audit-school"),
    path("audit/<int:year>/teachers/", TeacherListView.as_view(), name="audit-teachers"),
    # A code may hold a slash: the longer address comes first.
    path(
        "audit/<int:year>/teachers/<code:number>/phone/",
        RevealPhoneView.as_view(),
        name="audit-teacher-phone",
    ),
    path("audit/<int:year>/teachers/<code:number>/", TeacherView.as_view(), name="audit-teacher"),
]
