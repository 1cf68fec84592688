"""One's own classes, their calendar, and what one thought of them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db.models import F, Max, OuterRef, Subquery
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from people.models import User
from people.notices.addresses import absolute
from people.roles import ATTEND_CLASSES
from people.views.access import AnyAbilityMixin
from training.classes.calendars import CONTENT_TYPE, CalendarSession, calendar_file
from training.classes.enums import ACTIVE, ClassState, PlaceState
from training.classes.forms import FeedbackForm
from training.classes.models import Place, Session
from training.classes.reading import own_places
from training.classes.services.feeding_back import can_feed_back, give_feedback
from training.classes.tables import OwnPlaceTable
from training.classes.views.access import ClassMixin

FEED_SALT = "training.classes.feed"


class MyClassesView(AnyAbilityMixin, TemplateView):
    abilities = (ATTEND_CLASSES,)
    template_name = "classes/mine.html"

    def get_context_data(self, **kwargs):
        places = own_places(self.request.user)
        table = OwnPlaceTable(places.order_by(F("starts_at").desc(nulls_last=True), "pk"))
        table.arranged(self.request)
        waiting = places.filter(state__in=[PlaceState.OFFERED, PlaceState.INVITED])
        return super().get_context_data(
            table=table, waiting=waiting, feed=feed_address(self.request.user), **kwargs
        )


class ClassCalendarView(ClassMixin, View):
    """The sessions of one class as a file."""

    def get(self, request, pk):
        sessions = _sessions_of(Session.objects.filter(training_class=self.training_class))
        return _calendar(
            self.training_class.full_title, sessions, f"{self.training_class.number}.ics"
        )


class FeedView(View):
    """All sessions of one person, for the calendar of a phone, which cannot sign in: the address is
    sealed, names one account, and gives nothing but times, titles and places."""

    def get(self, request, token: str):
        try:
            key = signing.Signer(salt=FEED_SALT).unsign_object(token)
        except signing.BadSignature as error:
            raise Http404 from error
        user = get_object_or_404(User, pk=key, is_active=True)
        places = Place.objects.own_of(user).filter(state__in=ACTIVE)
        sessions = Session.objects.filter(training_class__in=places.values("training_class"))
        return _calendar(_("我的培训"), _sessions_of(sessions), "xinyu.ics")


class FeedbackView(ClassMixin, FormView):
    template_name = "classes/form.html"
    form_class = FeedbackForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not can_feed_back(self.own_place):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        back = reverse("class", args=[self.training_class.pk])
        return super().get_context_data(
            title=_("培训评价"),
            lead=self.training_class.full_title,
            note=_("评价不记名，也不记录时间。满 5 份后，主办方才能看到汇总结果。"),
            submit=_("提交评价"),
            back=back,
            crumbs=[
                (_("培训班"), reverse("classes")),
                (self.training_class.full_title, back),
                (_("培训评价"), ""),
            ],
            **kwargs,
        )

    def form_valid(self, form):
        give_feedback(self.own_place, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("谢谢，评价已提交。"))
        return HttpResponseRedirect(reverse("class", args=[self.training_class.pk]))


def feed_address(user) -> str:
    token = signing.Signer(salt=FEED_SALT).sign_object(user.pk)
    return absolute(reverse("class-feed", args=[token]))


def _sessions_of(sessions) -> list[CalendarSession]:
    changes = Session.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_date")
    rows = sessions.select_related("training_class").annotate(
        class_moved_at=Max("training_class__events__at"),
        changed_at=Subquery(changes.values("history_date")[:1]),
    )
    return [
        CalendarSession(
            key=session.pk,
            title=f"{session.training_class.full_title}：{session.title}",
            starts=session.starts_at,
            ends=session.ends_at,
            changed_at=max(filter(None, [session.changed_at, session.class_moved_at])),
            location=session.place or session.training_class.place,
            link=session.training_class.online_link,
            is_cancelled=session.training_class.state == ClassState.CANCELLED,
        )
        for session in rows.order_by("starts_at", "pk")
    ]


def _calendar(name: str, sessions: list[CalendarSession], file_name: str) -> HttpResponse:
    domain = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    response = HttpResponse(calendar_file(name, sessions, domain=domain), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, file_name)
    return response
