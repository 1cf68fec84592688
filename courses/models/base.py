"""What all pages of the site share."""

from collections.abc import Iterable

from django.apps import apps
from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from courses.publishing.admin_forms import ReviewedPageForm
from courses.publishing.permission_tester import ReviewedPageMixin


class SitePage(ReviewedPageMixin, Page):
    """A page with a summary and a cover. `unit` is the one that answers for it, if any."""

    summary = models.CharField(
        _("摘要"),
        max_length=200,
        blank=True,
        help_text=_("一两句话，显示在列表、搜索结果和分享卡片上。"),
    )
    cover = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("封面图"),
        help_text=_("横向图片为宜。不得出现能辨认出学生的面部或姓名。"),
    )
    cover_alt = models.CharField(
        _("封面替代文字"),
        max_length=120,
        blank=True,
        help_text=_("说明图片内容，供看不到图片的人使用；只起装饰作用的可不填。"),
    )
    unit = models.ForeignKey(
        "people.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("所属单位"),
        help_text=_("由该单位的编辑修改和发布；不填的由市教育局负责。"),
    )

    lead_panels = [
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("封面")),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("unit")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    base_form_class = ReviewedPageForm
    # Groups are Wagtail's own, with English names; people are told apart by their grants.
    private_page_options = ["password", "login"]
    # Names of fields whose words a search finds besides title, summary and body.
    searched: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Names and values shown under the title; empty values are left out."""
        return []

    @property
    def card_facts(self) -> list[str]:
        """The few words below the page in a list."""
        return []

    def further_texts(self) -> Iterable[str]:
        """What a search finds besides: words that belong to the page and are kept elsewhere."""
        return ()


class SectionPage(SitePage):
    """A page that lists the pages below it, the latest first."""

    content_panels = [*Page.content_panels, *SitePage.lead_panels]
    is_section = True
    order = ("-first_published_at", "-pk")
    page_size = 12

    def listed(self):
        """The published pages below, each as its own kind. One query and one for each kind."""
        model = apps.get_model(self.subpage_types[0])
        return model.objects.child_of(self).live().order_by(*self.order).select_related("cover")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | self.list_context(request)

    def list_context(self, request) -> dict:
        """What the list of the section shows, as the address asks."""
        pages = Paginator(self.listed(), self.page_size)
        return {"pages": pages.get_page(request.GET.get("page"))}

    class Meta:
        abstract = True
