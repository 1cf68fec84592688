"""One plan: its lines, what came of them, and the steps to its publication."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from credits.enums import Level
from people.enums import UnitLevel
from training.classes.enums import PlanState
from training.classes.forms import ReasonForm
from training.classes.models import PlannedClass, YearPlan
from training.classes.permissions import can_create
from training.classes.plans.forms import LineForm, NoteForm
from training.classes.plans.permissions import can_plan, can_publish
from training.classes.plans.reading import edition_lines, editions_of, lines_of, steps_of
from training.classes.plans.services import (
    copy_last_year,
    delete_line,
    propose_plan,
    publish_plan,
    reopen_plan,
    return_plan,
    save_line,
    save_note,
)
from training.classes.plans.tables import LineTable, plan_badge
from training.classes.plans.views.access import EditMixin, PlanActionView, PlanMixin
from training.classes.plans.words import EXPECTED, hours_text, money, refusal, unbudgeted_text


def plan_words(plan: YearPlan) -> str:
    words = {"unit": plan.unit.display_name, "year": plan.year}
    return _("%(unit)s %(year)s 年度培训计划") % words


class PlanView(PlanMixin, TemplateView):
    template_name = "classes/plans/plan.html"

    def get_context_data(self, **kwargs):
        plan, user = self.plan, self.request.user
        own = can_plan(user, plan.unit)
        can_edit = own and plan.state == PlanState.DRAFT
        can_open = can_create(user, plan.unit) and plan.state == PlanState.PUBLISHED
        table = LineTable(lines_of(plan), plan=plan, can_edit=can_edit, can_open=can_open)
        return super().get_context_data(
            plan=plan,
            badge=plan_badge(plan.state),
            hours=hours_text(plan.hours),
            budget=money(plan.budget),
            unbudgeted=unbudgeted_text(plan.unbudgeted) if plan.unbudgeted else "",
            table=table.arranged(self.request, per_page=None),
            own=own,
            can_edit=can_edit,
            can_publish=can_publish(user, plan) and plan.state == PlanState.PROPOSED,
            can_copy=can_edit and not plan.classes and self.has_last_year(),
            steps=steps_of(plan) if own else [],
            editions=[e for e in editions_of(plan) if e.published_at != plan.published_at],
            crumbs=self.crumbs(),
            **kwargs,
        )

    def has_last_year(self) -> bool:
        before = {"plan__unit": self.plan.unit, "plan__year": self.plan.year - 1}
        return PlannedClass.objects.filter(**before).exists()


class EditionView(PlanMixin, TemplateView):
    """The plan as it was published on an earlier day."""

    template_name = "classes/plans/edition.html"

    def get_context_data(self, **kwargs):
        plan = self.plan
        edition = next((e for e in editions_of(plan) if e.key == self.kwargs["edition_key"]), None)
        if edition is None:
            raise Http404
        lines = edition_lines(plan, edition)
        table = LineTable(lines, plan=plan, exclude=("opened",))
        return super().get_context_data(
            plan=plan,
            edition=edition,
            table=table.arranged(self.request, per_page=None),
            crumbs=self.crumbs(_("历次发布")),
            **kwargs,
        )


class StepView(PlanActionView):
    """A step that needs no more than a press of the button."""

    def act(self):
        match self.kwargs["step"]:
            case "propose":
                propose_plan(self.plan, by=self.request.user)
                return _("已提交，等待另一位工作人员审批。")
            case "publish":
                publish_plan(self.plan, by=self.request.user)
                return _("已发布。")
            case "copy":
                copied = copy_last_year(self.plan, by=self.request.user)
                return _("已复制上一年度的 %(count)s 项，请逐项核对。") % {"count": copied}
        raise Http404


class ReasonStepView(EditMixin, FormView):
    """A step back, with its reason."""

    template_name = "classes/form.html"
    form_class = ReasonForm

    def take(self, plan: YearPlan, reason: str) -> str:
        """Takes the step and returns what to say."""
        raise NotImplementedError

    title = note = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title,
            lead=plan_words(self.plan),
            note=self.note,
            submit=self.title,
            back=self.plan_url(),
            crumbs=self.crumbs(self.title),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            messages.success(self.request, self.take(self.plan, form.cleaned_data["reason"]))
        except EXPECTED as error:
            messages.error(self.request, refusal(error))
        return HttpResponseRedirect(self.plan_url())


class ReturnView(ReasonStepView):
    @property
    def title(self):
        return _("退回修改")

    @property
    def note(self):
        return _("退回后可以修改并重新提交，提交人会收到通知。")

    def take(self, plan, reason):
        return_plan(plan, reason=reason, by=self.request.user)
        return _("已退回修改。")


class ReopenView(ReasonStepView):
    @property
    def title(self):
        return _("修订计划")

    @property
    def note(self):
        return _("计划回到编制状态，修改后须重新提交和发布。原来的内容保留在变更记录中。")

    def take(self, plan, reason):
        reopen_plan(plan, reason=reason, by=self.request.user)
        return _("已回到编制状态，可以修改了。")


class NoteView(EditMixin, FormView):
    template_name = "classes/form.html"
    form_class = NoteForm

    def get_initial(self):
        return {"note": self.plan.note}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("计划说明"),
            lead=plan_words(self.plan),
            submit=_("保存"),
            back=self.plan_url(),
            crumbs=self.crumbs(_("计划说明")),
            **kwargs,
        )

    def form_valid(self, form):
        try:
            save_note(self.plan, form.cleaned_data["note"], by=self.request.user)
            messages.success(self.request, _("已保存。"))
        except EXPECTED as error:
            messages.error(self.request, refusal(error))
        return HttpResponseRedirect(self.plan_url())


class LineFormView(EditMixin, FormView):
    """What a new line and a changed one have in common."""

    template_name = "classes/plans/line_form.html"
    form_class = LineForm

    def dispatch(self, request, *args, **kwargs):
        self.is_new = "pk" not in kwargs
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        """A plan that is no draft is not changed: back to it."""
        if self.plan.state != PlanState.DRAFT:
            return HttpResponseRedirect(self.plan_url())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        line = PlannedClass(plan=self.plan) if self.is_new else self.line
        return super().get_form_kwargs() | {"instance": line}

    def get_initial(self):
        if not self.is_new:
            return {}
        of_city = self.plan.unit.level == UnitLevel.CITY
        return {"level": Level.CITY if of_city else Level.DISTRICT, "hours": None}

    def get_context_data(self, **kwargs):
        title = _("添加计划项目") if self.is_new else _("修改计划项目")
        return super().get_context_data(
            title=title,
            lead=plan_words(self.plan),
            back=self.plan_url(),
            delete_url="" if self.is_new else self.delete_url(),
            crumbs=self.crumbs(title),
            **kwargs,
        )

    def delete_url(self) -> str:
        return reverse("plan-line-delete", kwargs=self.kwargs)

    def form_valid(self, form):
        try:
            save_line(form.save(commit=False), by=self.request.user)
        except EXPECTED as error:
            form.add_error(None, refusal(error))
            return self.form_invalid(form)
        except PlannedClass.DoesNotExist as error:
            raise Http404 from error
        messages.success(self.request, _("已保存。"))
        again = self.is_new and "again" in self.request.POST
        return HttpResponseRedirect(self.request.path if again else self.plan_url())


class DeleteLineView(EditMixin, TemplateView):
    """Asks once, then deletes."""

    template_name = "classes/plans/delete_line.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            line=self.line,
            back=self.plan_url(),
            crumbs=self.crumbs(_("删除计划项目")),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            delete_line(self.line, by=request.user)
            messages.success(request, _("已删除。"))
        except EXPECTED as error:
            messages.error(request, refusal(error))
        return HttpResponseRedirect(self.plan_url())
