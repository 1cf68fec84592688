"""Wagtail's forms for documents and pictures, with our limits and the notice on what not to upload."""

from pathlib import PurePath

from django import forms
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from common.file_contents import is_what_it_says
from common.file_names import shown_name
from common.workbook_safety.limits import MB
from courses.publishing.in_use import public_pages_with
from portal.documents.pictures import without_particulars

LARGEST = 20 * MB
# A Chinese character takes three bytes of the 255 that a file system gives a name.
LONGEST_NAME = 60
NOTICE = gettext_lazy("请勿上传含学生个人信息的材料。")


class CheckedDocumentForm(BaseDocumentForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {"known": _known(), "limit": LARGEST // MB}
        _add_notice(self, _("可以上传：%(known)s，不超过 %(limit)s MB。") % words)

    def full_clean(self):
        super().full_clean()
        # Where the file was refused, Wagtail's model complains of no file besides.
        del self.errors.get("file", [])[1:]

    def clean_file(self):
        """Refuses what its name does not say; the file is kept under a name that any disk takes."""
        upload = self.cleaned_data["file"]
        if upload and "file" in self.changed_data:
            _refuse_while_public(self.instance)
            suffix = PurePath(upload.name).suffix.lower().lstrip(".")
            if upload.size > LARGEST:
                limit = {"limit": LARGEST // MB}
                raise forms.ValidationError(
                    _("文件超过了 %(limit)s MB。请压缩或拆分后上传。") % limit
                )
            if suffix not in settings.WAGTAILDOCS_EXTENSIONS:
                raise forms.ValidationError(
                    _("不能上传这类文件。可以上传：%(known)s。") % {"known": _known()}
                )
            if not is_what_it_says(upload, suffix):
                raise forms.ValidationError(
                    _("文件内容与文件名不符，或含有宏。请用原来的程序打开，另存后重新上传。")
                )
            upload.name = _short(shown_name(upload.name), suffix)
        return upload


class WholePictureField(WagtailImageField):
    """Opens the picture in full: one that is cut short would break each screen that shows it."""

    def check_image_pixel_size(self, f):
        try:
            super().check_image_pixel_size(f)
            with Image.open(f) as picture:
                picture.load()
        except forms.ValidationError:
            raise
        except Exception as error:  # decoders raise whatever they stumble over
            raise forms.ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error
        f.seek(0)


class NoticedImageForm(BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholePictureField(label=field.label, widget=field.widget)
        _add_notice(self)

    def clean_file(self):
        upload = self.cleaned_data["file"]
        if not upload or "file" not in self.changed_data:
            return upload
        _refuse_while_public(self.instance)
        return without_particulars(upload)


def _refuse_while_public(kept: Model) -> None:
    """What a public page shows is changed with the page, and seen by a second person."""
    if kept.pk and public_pages_with(kept).exists():
        raise forms.ValidationError(
            _("公开的页面正在使用这个文件，不能直接替换。请另外上传，在页面中换用后提交审核。")
        )


def _known() -> str:
    return "、".join(settings.WAGTAILDOCS_EXTENSIONS)


def _add_notice(form: forms.Form, *more: str) -> None:
    """The form of an uploaded file's further details has no file any more."""
    if field := form.fields.get("file"):
        field.help_text = " ".join(filter(None, [str(NOTICE), *more, str(field.help_text)]))


def _short(name: str, suffix: str) -> str:
    return f"{PurePath(name).stem[:LONGEST_NAME]}.{suffix}"
