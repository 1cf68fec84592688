"""The public page on personal data, and each person's own copy."""

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from common.clock import today
from people.access_log.enums import Action
from people.access_log.origin import origin_of
from people.access_log.services.recording import record_access
from people.access_log.wording import log_language
from people.scopes import scope_of
from portal.privacy.kinds import DUTY, KINDS


class PrivacyView(TemplateView):
    """The same page for everybody; no query about the reader."""

    template_name = "privacy/notice.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            kinds=KINDS,
            ground=DUTY,
            controller=settings.PRIVACY_CONTROLLER or _("使用本系统的市教育局"),
            contact=settings.PRIVACY_CONTACT,
            **kwargs,
        )


def _is_signed_in(request) -> bool:
    """Who is not is sent to sign in, which is proof enough."""
    return request.user.is_authenticated


@method_decorator(reauthentication_required(enabled=_is_signed_in), name="dispatch")
class OwnDataView(LoginRequiredMixin, TemplateView):
    """GET says what is in the file, POST makes it. Both ask for a password entered lately."""

    template_name = "privacy/own_data.html"

    def post(self, request):
        from portal.privacy.own_data import own_data_archive  # the writers cost a second to load

        teacher_id = scope_of(request.user).teacher_id
        data = own_data_archive(request.user)
        with log_language():
            what = _("本人的全部数据")
        record_access(
            Action.EXPORTED,
            by=request.user,
            origin=origin_of(request),
            what=what,
            teacher_ids=[teacher_id] if teacher_id else [],
        )
        name = _("我的数据_%(account)s_%(day)s.zip") % {
            "account": request.user.username,
            "day": today().isoformat(),
        }
        response = HttpResponse(data, content_type="application/zip")
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response
