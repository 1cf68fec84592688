"""Taking a batch back."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from credits.exceptions import AlreadyReversedError, BatchStateError
from credits.services.importing import undo_batch
from people.enums import BatchKind, BatchState
from people.imports.undoing import CannotUndoError
from people.models import ImportBatch
from portal.imports.access_rows import log_undone
from portal.imports.forms import UndoForm
from portal.imports.views.access import BatchMixin


class UndoView(BatchMixin, FormView):
    template_name = "imports/undo.html"
    form_class = UndoForm

    @cached_property
    def batch(self) -> ImportBatch:
        return self.get_batch()

    def get(self, request, *args, **kwargs):
        if self.batch.state != BatchState.IMPORTED:
            return self._refuse(self.batch.state)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            batch=self.batch,
            is_hours=self.batch.kind == BatchKind.HOURS,
            crumbs=[
                (_("数据导入"), reverse("imports")),
                (self.batch.file_name, self.get_success_url()),
                (_("撤销"), ""),
            ],
            **kwargs,
        )

    def form_valid(self, form):
        try:
            with transaction.atomic():
                undo_batch(self.batch, by=self.request.user, reason=form.cleaned_data["reason"])
                log_undone(self.request, self.batch)
        except BatchStateError as error:
            return self._refuse(error.state)
        except AlreadyReversedError:
            form.add_error(None, _("刚刚有人冲销了其中的学时。请再试一次。"))
            return self.form_invalid(form)
        except CannotUndoError as error:
            form.add_error(None, _blocked(error.subject))
            return self.form_invalid(form)
        messages.success(self.request, _("已撤销这一批导入。"))
        return super().form_valid(form)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_success_url(self):
        return reverse("import-batch", args=[self.batch.pk])

    def _refuse(self, state: str):
        messages.info(self.request, _state_sentence(state))
        return HttpResponseRedirect(self.get_success_url())


def _blocked(subject: str) -> str:
    return _(
        "不能撤销：导入之后，“%(subject)s”又有改动，或已有别的记录以它为依据。"
        "请先撤销后来的导入，再撤销这一批。"
    ) % {"subject": subject}


def _state_sentence(state: str) -> str:
    if state == BatchState.UNDONE:
        return _("这一批已经撤销过，没有重复撤销。")
    return _("只有已导入的批次可以撤销。")
