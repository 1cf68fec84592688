"""Files of a class: for those who sit in it to take along, for whoever runs it to keep."""

from pathlib import PurePath

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from common.clock import now
from common.file_names import shown_name
from common.stored_zip import Entry, StoredZip
from training.classes.enums import PlaceState
from training.classes.exceptions import MaterialRefusedError
from training.classes.permissions import can_run
from training.classes.services.materials import (
    KNOWN,
    LARGEST,
    MB,
    MOST,
    add_material,
    file_of,
    remove_material,
    tell_of_materials,
)
from training.classes.views.access import ActionView, ClassMixin, DeskMixin
from training.classes.views.desk import desk_context
from training.classes.views.people import crumbs_in

TITLE_LENGTH = 80


class MaterialForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("文件"),
        widget=forms.ClearableFileInput(attrs={"class": "form-control"}),
        error_messages={
            "required": gettext_lazy("请选择文件。"),
            "empty": gettext_lazy("文件是空的，请重新选择。"),
        },
    )
    title = forms.CharField(
        label=gettext_lazy("名称"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=gettext_lazy("不填时用文件名。"),
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    tell = forms.BooleanField(
        label=gettext_lazy("通知学员"),
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def clean_title(self):
        """On one line: it becomes the name of a file."""
        return " ".join(self.cleaned_data["title"].split())


class DeskMaterialsView(DeskMixin, FormView):
    """What the class holds, and one more."""

    template_name = "classes/materials.html"
    form_class = MaterialForm

    def get_context_data(self, **kwargs):
        held = self.training_class
        return super().get_context_data(
            training_class=held,
            materials=held.materials.all(),
            known="、".join(KNOWN),
            largest=LARGEST // MB,
            crumbs=crumbs_in(held, _("培训材料")),
            **desk_context(held),
            **kwargs,
        )

    def form_valid(self, form):
        held, upload = self.training_class, form.cleaned_data["file"]
        name = PurePath(shown_name(upload.name))
        before = held.materials.count()
        try:
            add_material(
                held,
                upload,
                title=form.cleaned_data["title"] or name.stem[:TITLE_LENGTH],
                suffix=name.suffix.lower().lstrip("."),
                size=upload.size,
                by=self.request.user,
            )
        except MaterialRefusedError as error:
            form.add_error("file", refusal_of(error))
            return self.form_invalid(form)
        if held.materials.count() == before:
            messages.info(self.request, _("这个文件已在材料中，没有重复添加。"))
        else:
            if form.cleaned_data["tell"]:
                tell_of_materials(held)
            messages.success(self.request, _("已添加。"))
        return HttpResponseRedirect(reverse("class-materials", args=[held.pk]))


class RemoveMaterialView(DeskMixin, ActionView):
    def act(self) -> str:
        material = get_object_or_404(self.training_class.materials, pk=self.kwargs["material"])
        remove_material(material, by=self.request.user)
        return _("已移除。")

    def back(self) -> str:
        return reverse("class-materials", args=[self.training_class.pk])


class _TakeAlongMixin(ClassMixin):
    """For those who sit in the class and those who run it; to others the files are not there."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.may_take():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def may_take(self) -> bool:
        return may_take_materials(self.request.user, self.training_class)


class MaterialView(_TakeAlongMixin, View):
    """One file, always as a download: a browser shows nothing of it by itself."""

    def get(self, request, pk, material):
        held = get_object_or_404(self.training_class.materials, pk=material)
        try:
            file = file_of(held).open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(file, content_type="application/octet-stream")
        response["Content-Disposition"] = content_disposition_header(True, held.file_name)
        return response


class AllMaterialsView(_TakeAlongMixin, View):
    """All of them in one zip, numbered in their order."""

    def get(self, request, pk):
        entries = [
            Entry(f"{number:02}-{_safe(material.file_name)}", file_of(material).open("rb"))
            for number, material in enumerate(self.training_class.materials.all(), 1)
            if file_of(material).is_file()
        ]
        if not entries:
            raise Http404
        archive = StoredZip(entries, localtime(now()))
        response = StreamingHttpResponse(archive, content_type="application/zip")
        name = _safe(f"{self.training_class.full_title}.zip")
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["Content-Length"] = archive.length
        return response


def may_take_materials(user, training_class) -> bool:
    """Whether `user` has a place in the class or runs it."""
    places = training_class.places.own_of(user).filter(state=PlaceState.IN)
    return places.exists() or can_run(user, training_class)


def refusal_of(error: MaterialRefusedError) -> str:
    words = {"limit": LARGEST // MB, "known": "、".join(KNOWN), "most": MOST}
    return {
        "too_large": _("文件超过了 %(limit)s MB。请压缩或拆分后上传。"),
        "not_known": _("不能上传这类文件。可以上传：%(known)s。"),
        "not_what_it_says": _(
            "文件内容与文件名不符，或含有宏。请用原来的程序打开，另存后重新上传。"
        ),
        "too_many": _("一个培训班最多 %(most)s 个文件，请先移除不需要的。"),
    }[error.code] % words


def _safe(name: str) -> str:
    """Without what Windows takes in no name."""
    return "".join("_" if c in '<>:"/\\|?*' else c for c in name)
