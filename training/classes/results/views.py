"""Batches beside each other, who taught, and the sheet of one class for the files."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from people.access_log.handing_over import PDF, XLSX, hand_over
from people.roles import RUN_CLASSES
from people.views.access import AnyAbilityMixin
from training.classes.models import Lecturer, TrainingClass
from training.classes.results.batches import results_of, series_of, sums_of
from training.classes.results.filters import LecturerFilter
from training.classes.results.lecturers import (
    nothing_of,
    sessions_of,
    sessions_taught,
    teaching_in,
)
from training.classes.results.tables import BatchTable, LecturerTable, TaughtTable
from training.classes.views.access import DeskMixin
from training.classes.views.desk import desk_crumbs
from training.classes.views.people import crumbs_in


class FilingView(DeskMixin, View):
    """Attendance and hours of a class as a document."""

    def get(self, request, pk):
        from training.classes.results.filing import filing_document  # a second to load

        held = self.training_class
        data, teacher_ids = filing_document(held)
        return hand_over(
            request,
            data,
            content_type=PDF,
            name=lambda: _("%(title)s：签到与学时登记表") % {"title": held.full_title},
            teacher_ids=teacher_ids,
        )


class BatchesView(DeskMixin, TemplateView):
    """The batches of the class's series."""

    template_name = "classes/results/batches.html"

    def get_context_data(self, **kwargs):
        held = self.training_class
        results = results_of(series_of(held, self.request.user))
        return super().get_context_data(
            training_class=held,
            table=BatchTable(results, sums=sums_of(results)).arranged(self.request, None),
            crumbs=crumbs_in(held, _("各期汇总")),
            **kwargs,
        )


class BatchesExportView(DeskMixin, View):
    def get(self, request, pk):
        from training.classes.results.sheets import batches_workbook

        held = self.training_class
        data = batches_workbook(held.title, results_of(series_of(held, request.user)))
        return hand_over(
            request,
            data,
            content_type=XLSX,
            name=lambda: _("%(title)s：各期汇总") % {"title": held.title},
        )


class _LecturersMixin(AnyAbilityMixin):
    abilities = (RUN_CLASSES,)

    @cached_property
    def filters(self) -> LecturerFilter:
        taught = sessions_taught(self.request.user)
        return LecturerFilter(self.request.GET, queryset=taught, request=self.request)


class LecturersView(_LecturersMixin, TemplateView):
    template_name = "classes/results/lecturers.html"

    def get_context_data(self, **kwargs):
        table = LecturerTable(teaching_in(self.filters.found))
        table.arranged(self.request)
        return super().get_context_data(
            filters=self.filters.form,
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=reverse("lecturers"),
            narrowed=self.filters.narrowed,
            table=table,
            found=table.paginator.count,
            crumbs=[*desk_crumbs(), (_("主讲人"), "")],
            **kwargs,
        )


class LecturersExportView(_LecturersMixin, View):
    def get(self, request):
        from training.classes.results.sheets import lecturers_workbook

        data = lecturers_workbook(teaching_in(self.filters.found))
        return hand_over(request, data, content_type=XLSX, name=lambda: _("主讲人"))


class LecturerView(_LecturersMixin, TemplateView):
    """What one person taught. The address names one of their rows, in a class that the
    reader runs."""

    template_name = "classes/results/lecturer.html"

    def get_context_data(self, *, pk, **kwargs):
        user = self.request.user
        managed = TrainingClass.objects.managed_by(user)
        known = Lecturer.objects.filter(training_class__in=managed.values("pk"))
        lecturer = get_object_or_404(known, pk=pk)
        sessions = sessions_of(lecturer, sessions_taught(user))
        row = next(iter(teaching_in(sessions)), nothing_of(lecturer))
        table = TaughtTable(sessions.select_related("training_class").order_by("-starts_at", "-pk"))
        return super().get_context_data(
            row=row,
            kind=lecturer.get_kind_display(),
            table=table.arranged(self.request),
            crumbs=[*desk_crumbs(), (_("主讲人"), reverse("lecturers")), (row.name, "")],
            **kwargs,
        )
