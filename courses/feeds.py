"""What is new, for feed readers."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _

from courses.models import LessonPage, NewsPage

NEWEST = 30


class NewPagesFeed(Feed):
    """The newest published pages of `model`, as Atom."""

    feed_type = Atom1Feed
    model = None

    def items(self):
        return self.model.objects.live().public().order_by("-first_published_at")[:NEWEST]

    def item_title(self, page):
        return page.title

    def item_description(self, page):
        return page.summary

    def item_link(self, page):
        return page.full_url

    def item_pubdate(self, page):
        return page.first_published_at

    def item_updateddate(self, page):
        return page.last_published_at


class NewsFeed(NewPagesFeed):
    model = NewsPage
    title = _("心育学时 · 通知公告")
    subtitle = _("教育行政部门发布的通知和公告")
    link = "/news/"


class LessonFeed(NewPagesFeed):
    model = LessonPage
    title = _("心育学时 · 新课例")
    subtitle = _("新发布的心理健康教育课例")
    link = "/lessons/"
