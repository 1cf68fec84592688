from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from courses.enums import Topic
from courses.models.articles import ActivityPage, NewsPage, ThemePage
from courses.models.courses import CoursePage
from courses.models.lessons import LessonPage
from courses.publishing.permission_tester import ReviewedPageMixin

ICONS = {
    Topic.SELF: "person-heart",
    Topic.LEARNING: "lightbulb",
    Topic.RELATIONS: "people",
    Topic.EMOTION: "cloud-sun",
    Topic.CAREER: "signpost-split",
    Topic.ADAPTATION: "compass",
}


class HomePage(ReviewedPageMixin, Page):
    """The front door."""

    introduction = models.CharField(_("导语"), max_length=200, blank=True)
    body = RichTextField(_("正文"), blank=True, features=["h2", "h3", "bold", "ol", "ul", "link"])

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "courses.CourseIndexPage",
        "courses.LessonIndexPage",
        "courses.ActivityIndexPage",
        "courses.ThemeIndexPage",
        "courses.NewsIndexPage",
        "courses.PolicyIndexPage",
        "courses.ResearchIndexPage",
        "courses.FamilyIndexPage",
        "courses.PartnerIndexPage",
        "courses.StandardPage",
    ]
    template = "pages/home.html"
    max_count = 1

    class Meta:
        verbose_name = _("首页")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "topics": [(topic.value, topic.label, ICONS[topic]) for topic in Topic],
            "lessons": _newest(LessonPage, 6),
            "themes": _newest(ThemePage, 3),
            "courses": _newest(CoursePage, 3),
            "activities": _newest(ActivityPage, 3),
            "news": NewsPage.objects.live().order_by("-date", "-pk")[:4],
        }


def _newest(model, count: int):
    return model.objects.live().select_related("cover").order_by("-first_published_at")[:count]
