from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class HomePage(Page):
    """The front door: a welcome and the newest courses."""

    introduction = models.CharField(_("导语"), max_length=200, blank=True)
    body = RichTextField(_("正文"), blank=True, features=["h2", "h3", "bold", "ol", "ul", "link"])

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CoursePage"]
    template = "pages/home.html"
    max_count = 1

    class Meta:
        verbose_name = _("首页")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["courses"] = (
            CoursePage.objects.child_of(self).live().order_by("-first_published_at")[:6]
        )
        return context


class CoursePage(Page):
    """A course resource that a trainer publishes."""

    summary = models.CharField(_("简介"), max_length=200)
    audience = models.CharField(_("适用对象"), max_length=100, blank=True)
    body = RichTextField(_("课程内容"), features=["h2", "h3", "bold", "ol", "ul", "link", "image"])

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("audience"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]
    parent_page_types = ["courses.HomePage"]
    subpage_types = []
    template = "courses/course_page.html"

    class Meta:
        verbose_name = _("课程资源")
