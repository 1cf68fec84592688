"""The sections of articles: activities, themes, news, research, families, partners, and plain pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from courses.blocks import ArticleBody
from courses.enums import (
    ActivityKind,
    ActivityReach,
    PartnerKind,
    ResearchKind,
    Season,
    Topic,
)
from courses.models.base import SectionPage, SitePage
from people.enums import Stage


class ArticlePage(SitePage):
    """A page of text, dated."""

    date = models.DateField(_("日期"), null=True, blank=True)
    body = StreamField(ArticleBody(), verbose_name=_("正文"), blank=True)

    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    subpage_types = []

    class Meta:
        abstract = True

    @property
    def facts(self):
        return [(_("日期"), self.date and self.date.isoformat())]

    @property
    def card_facts(self):
        return [self.date.isoformat()] if self.date else []

    @classmethod
    def panels(cls, *own):
        """The editing form: title, lead, what is the type's own, then the text."""
        return [
            *Page.content_panels,
            *SitePage.lead_panels,
            MultiFieldPanel([*own, FieldPanel("date")], heading=_("信息")),
            FieldPanel("body"),
        ]


class ActivityIndexPage(SectionPage):
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.ActivityPage"]
    template = "courses/activity_index.html"
    max_count = 1

    class Meta:
        verbose_name = _("校园活动栏目")


class ActivityPage(ArticlePage):
    """What a school or a class did (R6 to R12)."""

    kind = models.CharField(_("类别"), max_length=20, choices=ActivityKind)
    reach = models.CharField(
        _("范围"), max_length=8, choices=ActivityReach, default=ActivityReach.CAMPUS
    )
    stage = models.CharField(_("学段"), max_length=8, choices=Stage, blank=True)
    school = models.ForeignKey(
        "people.School",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("学校"),
    )
    host = models.CharField(_("主办"), max_length=100, blank=True)

    content_panels = ArticlePage.panels(
        FieldRowPanel([FieldPanel("kind"), FieldPanel("reach"), FieldPanel("stage")]),
        FieldPanel("school"),
        FieldPanel("host"),
    )
    searched = ("host",)
    parent_page_types = ["courses.ActivityIndexPage"]
    template = "courses/activity_page.html"

    class Meta:
        verbose_name = _("活动")

    @property
    def facts(self):
        return [
            (_("类别"), self.get_kind_display()),
            (_("范围"), self.get_reach_display()),
            (_("学段"), self.get_stage_display()),
            (_("学校"), self.school and self.school.name),
            (_("主办"), self.host),
            *super().facts,
        ]

    @property
    def card_facts(self):
        return [self.get_kind_display(), *super().card_facts]


class ThemeIndexPage(SectionPage):
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.ThemePage"]
    template = "courses/theme_index.html"
    max_count = 1

    class Meta:
        verbose_name = _("专题栏目")


class ThemePage(ArticlePage):
    """What is wanted at a time of the year, with the lessons for it (R7, R30)."""

    season = models.CharField(_("时节"), max_length=12, choices=Season, default=Season.ANY)
    stage = models.CharField(_("学段"), max_length=8, choices=Stage, blank=True)
    topic = models.CharField(
        _("内容领域"),
        max_length=16,
        choices=Topic,
        blank=True,
        help_text=_("专题页自动列出这一内容领域和学段的课例。"),
    )

    content_panels = ArticlePage.panels(
        FieldRowPanel([FieldPanel("season"), FieldPanel("stage"), FieldPanel("topic")])
    )
    parent_page_types = ["courses.ThemeIndexPage"]
    template = "courses/theme_page.html"

    class Meta:
        verbose_name = _("专题")

    @property
    def facts(self):
        return [(_("时节"), self.get_season_display()), (_("学段"), self.get_stage_display())]

    @property
    def card_facts(self):
        return [self.get_season_display()]


class NewsIndexPage(SectionPage):
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.NewsPage"]
    template = "courses/news_index.html"
    max_count = 1

    class Meta:
        verbose_name = _("通知公告栏目")


class NewsPage(ArticlePage):
    issuer = models.CharField(_("发布单位"), max_length=100, blank=True)

    content_panels = ArticlePage.panels(FieldPanel("issuer"))
    searched = ("issuer",)
    parent_page_types = ["courses.NewsIndexPage"]
    template = "courses/news_page.html"

    class Meta:
        verbose_name = _("通知公告")

    @property
    def facts(self):
        return [(_("发布单位"), self.issuer), *super().facts]


class ResearchIndexPage(SectionPage):
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.ResearchPage"]
    template = "courses/research_index.html"
    max_count = 1

    class Meta:
        verbose_name = _("教研与课题栏目")


class ResearchPage(ArticlePage):
    """A research activity or project (R33, R37)."""

    kind = models.CharField(_("类别"), max_length=12, choices=ResearchKind)
    host = models.CharField(_("主办或承担单位"), max_length=100, blank=True)
    number = models.CharField(_("课题编号"), max_length=60, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)

    content_panels = ArticlePage.panels(
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
        FieldPanel("host"),
        FieldPanel("ends_on"),
    )
    searched = ("host", "number")
    parent_page_types = ["courses.ResearchIndexPage"]
    template = "courses/research_page.html"

    class Meta:
        verbose_name = _("教研活动与课题")

    @property
    def facts(self):
        return [
            (_("类别"), self.get_kind_display()),
            (_("主办或承担单位"), self.host),
            (_("课题编号"), self.number),
            *super().facts,
            (_("结束日期"), self.ends_on and self.ends_on.isoformat()),
        ]

    @property
    def card_facts(self):
        return [self.get_kind_display(), *super().card_facts]


class FamilyIndexPage(SectionPage):
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.FamilyPage"]
    template = "courses/family_index.html"
    max_count = 1

    class Meta:
        verbose_name = _("家庭教育栏目")


class FamilyPage(ArticlePage):
    """An article for parents (R46)."""

    stage = models.CharField(_("学段"), max_length=8, choices=Stage, blank=True)
    author = models.CharField(_("作者"), max_length=100, blank=True)

    content_panels = ArticlePage.panels(FieldRowPanel([FieldPanel("stage"), FieldPanel("author")]))
    searched = ("author",)
    parent_page_types = ["courses.FamilyIndexPage"]
    template = "courses/family_page.html"

    class Meta:
        verbose_name = _("家庭教育文章")

    @property
    def facts(self):
        return [(_("学段"), self.get_stage_display()), (_("作者"), self.author), *super().facts]


class PartnerIndexPage(SectionPage):
    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.PartnerPage"]
    template = "courses/partner_index.html"
    max_count = 1

    class Meta:
        verbose_name = _("合作单位栏目")


class PartnerPage(ArticlePage):
    """An organisation that works with schools (R36, R42 to R44). It refers nobody's child."""

    kind = models.CharField(_("类别"), max_length=20, choices=PartnerKind)
    website = models.URLField(_("网址"), blank=True)
    contact = models.CharField(_("公开联系方式"), max_length=100, blank=True)

    content_panels = ArticlePage.panels(
        FieldPanel("kind"), FieldPanel("website"), FieldPanel("contact")
    )
    parent_page_types = ["courses.PartnerIndexPage"]
    template = "courses/partner_page.html"

    class Meta:
        verbose_name = _("合作单位")

    @property
    def facts(self):
        return [
            (_("类别"), self.get_kind_display()),
            (_("网址"), self.website),
            (_("公开联系方式"), self.contact),
        ]

    @property
    def card_facts(self):
        return [self.get_kind_display()]


class StandardPage(ArticlePage):
    content_panels = ArticlePage.panels()
    parent_page_types = ["courses.HomePage", "courses.StandardPage"]
    subpage_types = ["courses.StandardPage"]
    template = "courses/standard_page.html"

    class Meta:
        verbose_name = _("普通页面")
