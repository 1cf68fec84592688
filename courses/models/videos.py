from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from courses.media.forms import VideoForm
from courses.media.platforms import Film, film_at, validate_platform
from courses.media.video_files import KINDS, made_up_name


class Video(index.Indexed, models.Model):
    """A film: a file of our own with poster and captions, or one on a platform of the allow-list."""

    title = models.CharField(_("标题"), max_length=120)
    file = models.FileField(
        _("视频文件"),
        upload_to=made_up_name,
        blank=True,
        validators=[FileExtensionValidator(["mp4", "webm"])],
    )
    captions = models.FileField(
        _("字幕"),
        upload_to=made_up_name,
        blank=True,
        validators=[FileExtensionValidator(["vtt"])],
        help_text=_("WebVTT 格式，UTF-8 编码。有人声的视频须配字幕。"),
    )
    poster = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("封面图"),
    )
    address = models.URLField(
        _("平台网址"),
        blank=True,
        validators=[validate_platform],
        help_text=_("已发布在哔哩哔哩、优酷、腾讯视频或央视网的，填播放页网址；点击后才加载。"),
    )
    minutes = models.PositiveSmallIntegerField(_("时长（分钟）"), null=True, blank=True)
    transcript = models.TextField(
        _("文字稿"), blank=True, help_text=_("视频中说了什么、画面上有什么，供不便观看的人阅读。")
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("上传人"),
    )
    created_at = models.DateTimeField(_("上传时间"), auto_now_add=True)

    base_form_class = VideoForm
    panels = [
        FieldPanel("title"),
        MultiFieldPanel(
            [FieldPanel("file"), FieldPanel("captions"), FieldPanel("poster")],
            heading=_("上传的视频"),
        ),
        FieldPanel("address"),
        FieldPanel("minutes"),
        FieldPanel("transcript"),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title")]

    class Meta:
        verbose_name = _("视频")
        verbose_name_plural = _("视频")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(file="", address=""), name="video_has_a_file_or_an_address"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def film(self) -> Film | None:
        """The film on its platform, if it is on one."""
        return film_at(self.address)

    @property
    def file_type(self) -> str:
        """As a browser asks for it, such as video/mp4."""
        return KINDS.get(self.file.name.rpartition(".")[2], "")
