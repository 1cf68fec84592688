from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from courses.blocks import CourseBody
from courses.enums import CourseCategory
from courses.finding.catalogue import COURSES, browse
from courses.finding.covers import prefetch_covers
from courses.models.base import SectionPage, SitePage
from people.enums import Stage


class CourseIndexPage(SectionPage):
    """The catalogue of courses for teachers."""

    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.CoursePage"]
    template = "courses/course_index.html"
    max_count = 1

    def list_context(self, request):
        pages = CoursePage.objects.live().prefetch_related(prefetch_covers())
        return {"catalogue": browse(COURSES, pages, request.GET)}

    class Meta:
        verbose_name = _("课程目录")


class CoursePage(SitePage):
    """A course resource that a trainer publishes, and that classes can be run from."""

    audience = models.CharField(
        _("适用对象"), max_length=100, blank=True, help_text=_("例如：专职心理健康教育教师。")
    )
    stage = models.CharField(_("学段"), max_length=8, choices=Stage, blank=True)
    category = models.CharField(
        _("培训内容"), max_length=16, choices=CourseCategory, blank=True, db_index=True
    )
    hours = models.DecimalField(
        _("学时"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("完成全部课程可以获得的学时，由培训班结业时认定。"),
    )
    trainer = models.CharField(_("主讲"), max_length=100, blank=True)
    organiser = models.CharField(_("开发单位"), max_length=100, blank=True)
    body = StreamField(CourseBody(), verbose_name=_("课程内容"), blank=True)

    content_panels = [
        *Page.content_panels,
        *SitePage.lead_panels,
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldRowPanel([FieldPanel("stage"), FieldPanel("category"), FieldPanel("hours")]),
                FieldRowPanel([FieldPanel("trainer"), FieldPanel("organiser")]),
            ],
            heading=_("课程信息"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("body"),
        index.SearchField("trainer"),
    ]
    searched = ("audience", "trainer", "organiser")
    written_by_trainers = True
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = []
    template = "courses/course_page.html"

    class Meta:
        verbose_name = _("课程资源")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0), name="course_hours_are_positive"
            )
        ]

    @property
    def facts(self):
        return [
            (_("适用对象"), self.audience),
            (_("学段"), self.get_stage_display()),
            (_("培训内容"), self.get_category_display()),
            (_("学时"), self.hours),
            (_("主讲"), self.trainer),
            (_("开发单位"), self.organiser),
        ]

    @property
    def result_facts(self) -> list[str]:
        """What tells courses apart in a list of results."""
        category = CourseCategory(self.category).label if self.category else ""
        hours = _("%(hours)s 学时") % {"hours": self.hours} if self.hours else ""
        stage = Stage(self.stage).label if self.stage else ""
        return [fact for fact in (category, hours, stage, self.audience, self.trainer) if fact]

    @property
    def card_facts(self):
        hours = _("%(hours)s 学时") % {"hours": self.hours} if self.hours else ""
        return [text for text in (self.get_category_display(), hours, self.audience) if text]
