"""The form of a film: files judged by their content, platforms by the allow-list."""

from pathlib import PurePath

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from common.file_contents import is_what_it_says
from common.workbook_safety.limits import MB
from courses.media.video_files import delete_once_committed

FILES = ("file", "captions")
VIDEO_SUFFIXES = ("mp4", "webm")
NOTICE = gettext_lazy("不得出现能辨认出学生的面部或姓名，确需出现的须有监护人书面同意。")


class VideoForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kept = {name: getattr(self.instance, name) for name in FILES}
        if "file" in self.fields:
            limit = _("MP4（H.264 编码）或 WebM，不超过 %(limit)s MB。")
            told = limit % {"limit": settings.VIDEO_LARGEST_MB}
            self.fields["file"].help_text = " ".join([told, str(NOTICE)])

    def clean_file(self):
        return self._checked(
            "file",
            VIDEO_SUFFIXES,
            settings.VIDEO_LARGEST_MB,
            _("文件内容不是 MP4 或 WebM 视频。请用视频软件导出为 MP4（H.264 编码）后重新上传。"),
        )

    def clean_captions(self):
        return self._checked(
            "captions",
            ("vtt",),
            settings.CAPTIONS_LARGEST_MB,
            _("文件不是 UTF-8 编码的 WebVTT 字幕：第一行应是 WEBVTT，其后至少有一条带时间的字幕。"),
        )

    def clean(self):
        super().clean()
        data = self.cleaned_data
        has_file = data.get("file") or "file" in self.errors
        if not has_file and not data.get("address") and "address" not in self.errors:
            self.add_error("file", _("请上传视频文件，或填写平台网址。"))
        told = data.get("captions") or data.get("transcript") or "captions" in self.errors
        if data.get("file") and not told:
            self.add_error(
                "captions", _("有人声的视频须配字幕；没有人声的，请在文字稿中写明画面内容。")
            )
        if data.get("captions") and not has_file:
            self.add_error("captions", _("字幕须与上传的视频配合使用。"))
        return data

    def save(self, commit=True):
        """Files that the new ones replace are deleted once all of it is committed."""
        if self.instance.pk is None:
            self.instance.uploaded_by = self.for_user
        video = super().save(commit)
        for name, before in self.kept.items():
            if before and before.name != getattr(video, name).name:
                delete_once_committed(before)
        return video

    def _checked(self, name: str, suffixes: tuple[str, ...], megabytes: int, wrong: str):
        upload = self.cleaned_data[name]
        if not isinstance(upload, UploadedFile):
            return upload
        if upload.size > megabytes * MB:
            told = _("文件超过了 %(limit)s MB。请压缩或拆分后上传。") % {"limit": megabytes}
            raise forms.ValidationError(told)
        suffix = PurePath(upload.name).suffix.lower().lstrip(".")
        if suffix not in suffixes or not is_what_it_says(upload, suffix):
            raise forms.ValidationError(wrong)
        return upload
