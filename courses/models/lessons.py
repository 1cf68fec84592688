from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from courses.blocks import LessonBody
from courses.enums import Award, FileKind, Grade, LessonKind, Licence, Topic
from courses.finding.catalogue import LESSONS, browse
from courses.finding.covers import prefetch_covers
from courses.models.base import SectionPage, SitePage
from courses.publishing.requirements import refuse_incomplete
from courses.querysets import LessonManager


class LessonIndexPage(SectionPage):
    """The library of lessons for pupils."""

    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.LessonPage"]
    template = "courses/lesson_index.html"
    max_count = 1

    def list_context(self, request):
        pages = LessonPage.objects.live().select_related("school")
        pages = pages.prefetch_related(prefetch_covers())
        return {"catalogue": browse(LESSONS, pages, request.GET)}

    class Meta:
        verbose_name = _("课例资源库")


class LessonPage(SitePage):
    """A lesson to use: plan, files and video. It is for the grades from `grade_from` to `grade_to`."""

    grade_from = models.PositiveSmallIntegerField(_("适用年级（起）"), choices=Grade)
    grade_to = models.PositiveSmallIntegerField(_("适用年级（止）"), choices=Grade)
    topic = models.CharField(
        _("内容领域"),
        max_length=16,
        choices=Topic,
        help_text=_("按《中小学心理健康教育指导纲要（2012年修订）》的六个方面。"),
    )
    kind = models.CharField(_("课型"), max_length=16, choices=LessonKind, default=LessonKind.LESSON)
    infused_subject = models.CharField(
        _("渗透学科"), max_length=20, blank=True, help_text=_("学科渗透课填写，例如：语文。")
    )
    minutes = models.PositiveSmallIntegerField(
        _("课时长度（分钟）"),
        default=40,
        validators=[MinValueValidator(5), MaxValueValidator(240)],
    )
    needed = models.CharField(
        _("材料准备"), max_length=200, blank=True, help_text=_("上课前要准备的东西，用顿号隔开。")
    )
    author = models.CharField(_("作者"), max_length=100, help_text=_("几位作者用顿号隔开。"))
    teacher = models.ForeignKey(
        "people.Teacher",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("执教教师"),
    )
    school = models.ForeignKey(
        "people.School",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("学校"),
    )
    year = models.PositiveSmallIntegerField(
        _("年度"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    award = models.CharField(_("获奖"), max_length=16, choices=Award, blank=True)
    licence = models.CharField(
        _("使用许可"), max_length=16, choices=Licence, default=Licence.BY_NC_SA
    )
    consent = models.BooleanField(
        _("权利与隐私声明"),
        default=False,
        help_text=_(
            "我有权分享这些材料；其中没有能辨认出学生的面部、姓名和作品署名，"
            "确需出现的已取得监护人书面同意并由学校留存。"
        ),
    )
    adapted_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="adaptations",
        verbose_name=_("改编自"),
    )
    video = models.ForeignKey(
        "courses.Video",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name=_("课堂视频"),
    )
    body = StreamField(LessonBody(), verbose_name=_("教学设计"), blank=True)
    # The number of the form it was begun with: sending that twice is one lesson.
    form_id = models.UUIDField(null=True, unique=True, editable=False)

    objects = LessonManager()
    exclude_fields_in_copy = ["form_id"]
    written_by_trainers = True

    content_panels = [
        *Page.content_panels,
        *SitePage.lead_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("grade_from"), FieldPanel("grade_to")]),
                FieldRowPanel([FieldPanel("topic"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("minutes"), FieldPanel("infused_subject")]),
                FieldPanel("needed"),
            ],
            heading=_("适用与准备"),
        ),
        FieldPanel("body"),
        InlinePanel(
            "files",
            heading=_("课件与材料"),
            label=_("文件"),
            help_text=_(
                "PDF 会自动生成在线预览。演示文稿和 Word 文档没有预览，另附一份 PDF 即可在线预览。"
            ),
        ),
        FieldPanel("video"),
        MultiFieldPanel(
            [
                FieldPanel("author"),
                FieldRowPanel([FieldPanel("school"), FieldPanel("year"), FieldPanel("award")]),
                FieldPanel("adapted_from", read_only=True),
            ],
            heading=_("作者与出处"),
        ),
        MultiFieldPanel([FieldPanel("licence"), FieldPanel("consent")], heading=_("许可与声明")),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.SearchField("author"),
    ]
    searched = ("author", "needed", "infused_subject")
    parent_page_types = ["courses.LessonIndexPage"]
    subpage_types = []
    template = "courses/lesson_page.html"

    class Meta:
        verbose_name = _("课例")
        indexes = [
            models.Index(fields=["topic"], name="lesson_topic"),
            models.Index(fields=["year"], name="lesson_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(grade_from__gte=1, grade_to__lte=12, grade_from__lte=F("grade_to")),
                name="lesson_grades_run_upwards",
            )
        ]

    def publish(self, revision, *args, **kwargs):
        """Raises IncompleteLessonError for a lesson that lacks what others rely on."""
        refuse_incomplete(revision.as_object())
        return super().publish(revision, *args, **kwargs)

    def serve(self, request, *args, **kwargs):
        """The page's policy lets in the player of the one platform that its film is on."""
        response = super().serve(request, *args, **kwargs)
        film = self.video.film if self.video else None
        if film and film.frame:
            response._csp_replace = {"frame-src": [film.frame_origin]}  # read by django-csp
        return response

    @property
    def facts(self):
        return [
            (_("适用年级"), self.grades),
            (_("内容领域"), self.get_topic_display()),
            (_("课型"), self.get_kind_display()),
            (_("渗透学科"), self.infused_subject),
            (_("课时长度"), _("%(minutes)d 分钟") % {"minutes": self.minutes}),
            (_("材料准备"), self.needed),
            (_("作者"), self.author),
            (_("学校"), self.school and self.school.name),
            (_("年度"), self.year),
            (_("获奖"), self.get_award_display()),
            (_("使用许可"), self.get_licence_display()),
        ]

    @property
    def card_facts(self):
        return [
            text
            for text in (self.grades, self.get_topic_display(), self.get_award_display())
            if text
        ]

    @property
    def result_facts(self) -> list[str]:
        """What tells lessons apart in a list of results."""
        by = f"{self.author} · {self.school.name}" if self.school else self.author
        minutes = _("%(minutes)d 分钟") % {"minutes": self.minutes}
        # The enum's own label: get_…_display translates every choice there is, for each lesson anew.
        kinds = [Topic(self.topic).label, LessonKind(self.kind).label]
        return [self.grades, *kinds, minutes, by, str(self.year)]

    def further_texts(self):
        for file in self.files.all():
            yield file.document.title
        if self.video:
            yield from (self.video.title, self.video.transcript)

    @property
    def grades(self) -> str:
        """Such as 七年级 or 七年级至九年级."""
        first, last = Grade(self.grade_from).label, Grade(self.grade_to).label
        if first == last:
            return first
        return _("%(first)s至%(last)s") % {"first": first, "last": last}


class LessonFile(Orderable):
    """A file that belongs to a lesson, in the order in which it is used."""

    page = ParentalKey(LessonPage, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_("类别"), max_length=12, choices=FileKind, default=FileKind.SLIDES)
    document = models.ForeignKey(
        "wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name=_("文件")
    )

    panels = [FieldPanel("kind"), FieldPanel("document")]

    class Meta(Orderable.Meta):
        verbose_name = _("课例文件")
        verbose_name_plural = _("课例文件")
