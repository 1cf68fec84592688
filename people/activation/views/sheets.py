"""Ordering a sheet of activation codes, watching it being made, taking it home once."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from django_htmx.http import HttpResponseClientRefresh

from common.clock import now
from common.tables import counted
from people.access_log.origin import origin_of
from people.activation.badges import badge_of
from people.activation.enums import AccountState, JobState
from people.activation.exceptions import NotManageableError, SheetEmptyError, SheetTooLargeError
from people.activation.filters import PeopleFilter
from people.activation.forms import OrderForm
from people.activation.jobs import run_job_now, start_job
from people.activation.models import PrintJob
from people.activation.querysets import SILENCE
from people.activation.services.printing import (
    MOST_PEOPLE,
    SheetGoneError,
    open_sheet,
    order_sheet,
    printable_for,
)
from people.activation.views.access import AccountsScreenMixin

AT_WORK = (JobState.WAITING, JobState.WORKING)
ALL, PICKED = "all", "picked"
LONGEST_NUMBER = 32
# A worker looks for work every second; one that is free has begun by then.
PATIENCE = timedelta(seconds=6)


class NewSheetView(AccountsScreenMixin, TemplateView):
    """GET shows what would be printed, for people picked or for all that the filter finds; POST of
    the same orders it."""

    template_name = "activation/sheet_new.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        chosen = self.chosen_people(asked)
        printable = self.printable(chosen)
        count, total = printable.count(), chosen.count()
        renewed = printable.filter(account_state=AccountState.ISSUED).count()
        return super().get_context_data(
            count=counted(count),
            renewed=counted(renewed) if renewed else "",
            left_out=counted(total - count) if total > count else "",
            is_nobody=total == 0,
            is_empty=count == 0,
            is_too_large=count > MOST_PEOPLE,
            most=counted(MOST_PEOPLE),
            kept=self.kept(asked),
            form=OrderForm(),
            crumbs=[(_("账号管理"), reverse("account-list")), (_("打印激活单"), "")],
            **kwargs,
        )

    def post(self, request):
        form = OrderForm(request.POST)
        if not form.is_valid():
            messages.warning(request, _("页面已失效，请重新选择人员。"))
            return HttpResponseRedirect(reverse("account-list"))
        chosen = self.chosen_people(request.POST)
        try:
            job, is_new = order_sheet(chosen, by=request.user, form_id=form.cleaned_data["form_id"])
        except SheetEmptyError:
            messages.warning(request, _("所选人员中没有可以发放激活码的，没有打印。"))
            return HttpResponseRedirect(reverse("account-list"))
        except SheetTooLargeError as error:
            text = _("一次最多打印 %(most)s 人，所选为 %(count)s 人。请按学校分批打印。")
            values = {"most": counted(MOST_PEOPLE), "count": counted(error.count)}
            messages.error(request, text % values)
            return HttpResponseRedirect(reverse("account-list"))
        if is_new:
            start_job(job)
        return HttpResponseRedirect(reverse("activation-sheet", args=[job.pk]))

    def chosen_people(self, asked):
        people = self.people()
        if asked.get("who") == ALL:
            return PeopleFilter(asked, user=self.request.user).apply(people)
        return people.filter(number__in=self.picks(asked))

    def printable(self, chosen):
        return printable_for(self.request.user).filter(pk__in=chosen.order_by().values("pk"))

    def picks(self, asked) -> list[str]:
        """Teacher numbers; what cannot be one is left out, PostgreSQL takes no NUL."""
        picks = asked.getlist("pick")
        return [pick for pick in picks if len(pick) <= LONGEST_NUMBER and "\x00" not in pick]

    def kept(self, asked) -> list[tuple[str, str]]:
        """The choice as fields of the form that orders."""
        if asked.get("who") == ALL:
            filters = PeopleFilter(asked, user=self.request.user)
            return [("who", ALL), *filters.chosen.items()]
        return [("who", PICKED), *(("pick", pick) for pick in self.picks(asked))]


class SheetMixin(AccountsScreenMixin):
    """A screen about one print job; only who ordered it finds it."""

    def get_job(self) -> PrintJob:
        jobs = PrintJob.objects.visible_to(self.request.user)
        return get_object_or_404(jobs, pk=self.kwargs["pk"])

    def back(self, job):
        return HttpResponseRedirect(reverse("activation-sheet", args=[job.pk]))


class SheetView(SheetMixin, TemplateView):
    template_name = "activation/sheet.html"

    def get_context_data(self, **kwargs):
        job = self.get_job()
        crumbs = [
            (_("账号管理"), reverse("account-list")),
            (_("激活单"), reverse("activation-sheets")),
            (localtime(job.ordered_at).strftime("%Y-%m-%d %H:%M"), ""),
        ]
        return super().get_context_data(
            job=job,
            badge=badge_of(JobState(job.state)),
            crumbs=crumbs,
            at_work=job.state in AT_WORK,
            left_out=job.count - job.issued if job.state == JobState.READY else 0,
            **work_context(job),
            **kwargs,
        )


class SheetStatusView(SheetMixin, View):
    """The part of the page that is asked for every second while somebody is at work."""

    def handle_no_permission(self):
        # A part of a page must not turn into the log-in form: the whole page goes there.
        return HttpResponseClientRefresh() if self.request.htmx else super().handle_no_permission()

    def get(self, request, pk):
        job = self.get_job()
        if job.state not in AT_WORK:
            return HttpResponseClientRefresh()
        return render(request, "activation/_progress.html", {"job": job, **work_context(job)})


class SheetContinueView(SheetMixin, View):
    """Does the work now where no worker takes it up."""

    http_method_names = ["post"]

    def post(self, request, pk):
        job = self.get_job()
        if job.state in AT_WORK:
            run_job_now(job)
        return self.back(job)


class SheetDownloadView(SheetMixin, View):
    def get(self, request, pk):
        job = self.get_job()
        try:
            data = open_sheet(job, by=request.user, origin=origin_of(request))
        except SheetGoneError:
            messages.warning(request, _("文件已删除。需要时请重新打印，原来的激活码随即作废。"))
            return self.back(job)
        except NotManageableError:
            text = _("名单中有人已不在您的管理范围，这份激活单不能再下载。请重新选择人员打印。")
            messages.warning(request, text)
            return self.back(job)
        response = HttpResponse(data, content_type="application/pdf")
        name = _("激活单-%(count)d人-%(when)s.pdf") % {
            "count": job.issued,
            "when": localtime(job.ready_at).strftime("%Y%m%d-%H%M"),
        }
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["Cache-Control"] = "no-store, private"
        return response


def work_context(job: PrintJob) -> dict:
    return {"is_overdue": is_overdue(job)}


def is_overdue(job: PrintJob) -> bool:
    """Whether nobody is at work, and somebody should be."""
    if job.state == JobState.WAITING:
        return now() - job.ordered_at >= PATIENCE
    return job.state == JobState.WORKING and now() - job.beat_at >= SILENCE
