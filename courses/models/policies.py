from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.rich_text import get_text_for_indexing

from courses.models.articles import ArticlePage
from courses.models.base import SectionPage


class PolicyIndexPage(SectionPage):
    """The library of policies (R2)."""

    parent_page_types = ["courses.HomePage"]
    subpage_types = ["courses.PolicyPage"]
    template = "courses/policy_index.html"
    max_count = 1

    class Meta:
        verbose_name = _("政策文库")


class PolicyPage(ArticlePage):
    """A document: who issued it, when, under which number, and whether it is in force."""

    number = models.CharField(
        _("发文字号"), max_length=60, blank=True, help_text=_("原文没有的不填，不得自拟。")
    )
    issuer = models.CharField(_("发文机关"), max_length=100)
    in_force = models.BooleanField(_("现行有效"), default=True)
    repealed_on = models.DateField(_("失效日期"), null=True, blank=True)
    source = models.URLField(_("原文网址"), blank=True)

    content_panels = [
        *ArticlePage.panels(
            FieldPanel("issuer"),
            FieldRowPanel([FieldPanel("number"), FieldPanel("source")]),
            FieldRowPanel([FieldPanel("in_force"), FieldPanel("repealed_on")]),
        ),
        InlinePanel("clauses", heading=_("逐条解读"), label=_("条款")),
    ]
    searched = ("number", "issuer")
    parent_page_types = ["courses.PolicyIndexPage"]
    template = "courses/policy_page.html"

    class Meta:
        verbose_name = _("政策文件")
        constraints = [
            models.CheckConstraint(
                condition=Q(repealed_on__isnull=True) | Q(in_force=False),
                name="repealed_policy_is_not_in_force",
            )
        ]

    @property
    def facts(self):
        return [
            (_("发文机关"), self.issuer),
            (_("发文字号"), self.number),
            *super().facts,
            (_("效力状态"), self.state),
            (_("失效日期"), self.repealed_on and self.repealed_on.isoformat()),
        ]

    @property
    def card_facts(self):
        return [self.issuer, self.state, *super().card_facts]

    def further_texts(self):
        for clause in self.clauses.all():
            yield from (clause.code, clause.title)
            yield from map(get_text_for_indexing, (clause.asks, clause.does))

    @property
    def state(self):
        return _("现行有效") if self.in_force else _("已失效")


class PolicyClause(Orderable):
    """One clause in our own words, and what this system does for it. `code` as in docs/notice.md."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="clauses")
    code = models.CharField(_("编号"), max_length=8, blank=True)
    title = models.CharField(_("要点"), max_length=80)
    asks = RichTextField(_("要求"), features=["bold", "ol", "ul", "link"])
    does = RichTextField(_("本系统怎样支持"), features=["bold", "ol", "ul", "link"], blank=True)

    panels = [FieldPanel("code"), FieldPanel("title"), FieldPanel("asks"), FieldPanel("does")]

    class Meta(Orderable.Meta):
        verbose_name = _("条款")
        verbose_name_plural = _("条款")
