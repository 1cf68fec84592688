"""The door to the import screens."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django_htmx.http import HttpResponseClientRefresh

from people.models import ImportBatch
from people.roles import IMPORT_REGISTERS
from people.scopes import may


class ImportScreenMixin(LoginRequiredMixin):
    """A screen for those with `ability`; to others signed in it is not there."""

    ability = IMPORT_REGISTERS

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            # A part of a page must not turn into the log-in form: the whole page goes there.
            return HttpResponseClientRefresh() if request.htmx else self.handle_no_permission()
        if not may(request.user, self.ability):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class BatchMixin(ImportScreenMixin):
    """A screen about one batch, named in the address."""

    def get_batch(self) -> ImportBatch:
        batches = ImportBatch.objects.visible_to(self.request.user).defer("effects")
        return get_object_or_404(batches, pk=self.kwargs["pk"])
