"""The table of written forms that imports read."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DeleteView, TemplateView, UpdateView

from people.models import Synonym
from people.roles import EDIT_SYNONYMS
from portal.imports.filters import SynonymFilter
from portal.imports.meanings import meanings
from portal.imports.synonym_form import SynonymForm
from portal.imports.tables import SynonymTable
from portal.imports.views.access import ImportScreenMixin


class SynonymScreenMixin(ImportScreenMixin):
    ability = EDIT_SYNONYMS
    model = Synonym
    success_url = reverse_lazy("synonyms")

    def crumbs(self, here: str) -> list[tuple[str, str]]:
        return [(_("同义写法"), reverse("synonyms")), (here, "")]


class SynonymListView(SynonymScreenMixin, TemplateView):
    template_name = "imports/synonyms.html"

    def get_context_data(self, **kwargs):
        filters = SynonymFilter(self.request.GET)
        table = SynonymTable(filters.apply(Synonym.objects.all()), meanings=meanings())
        vocabulary = filters.chosen.get("vocabulary")
        return super().get_context_data(
            filters=filters,
            narrowed=bool(filters.chosen),
            kept=[("sort", value) for value in self.request.GET.getlist("sort")],
            reset=reverse("synonyms"),
            table=table.arranged(self.request),
            add_query="?" + urlencode({"vocabulary": vocabulary}) if vocabulary else "",
            **kwargs,
        )


class SynonymEditorMixin(SynonymScreenMixin):
    template_name = "imports/synonym_form.html"
    form_class = SynonymForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=self.title(), crumbs=self.crumbs(self.title()), **kwargs
        )

    def form_valid(self, form):
        try:
            with transaction.atomic():
                self.object = form.save()
        except IntegrityError:
            form.add_error("written", _("这种写法刚刚已由他人登记。"))
            return self.form_invalid(form)
        messages.success(
            self.request, _("已保存“%(written)s”。") % {"written": self.object.written}
        )
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_success_url(self):
        return f"{reverse('synonyms')}?{urlencode({'vocabulary': self.object.vocabulary})}"


class SynonymAddView(SynonymEditorMixin, CreateView):
    def title(self) -> str:
        return _("新增同义写法")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"vocabulary": self.request.GET.get("vocabulary", "")}


class SynonymEditView(SynonymEditorMixin, UpdateView):
    def title(self) -> str:
        return _("修改同义写法")


class SynonymDeleteView(SynonymScreenMixin, DeleteView):
    template_name = "imports/synonym_delete.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            crumbs=self.crumbs(_("删除同义写法")),
            meaning=meanings()[self.object.vocabulary].get(self.object.code, self.object.code),
            **kwargs,
        )

    def form_valid(self, form):
        written = self.object.written
        response = super().form_valid(form)
        messages.success(self.request, _("已删除“%(written)s”。") % {"written": written})
        return response
