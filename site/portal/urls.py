"""All addresses. Our screens come before the pages, which take whatever is left."""

from allauth.account import views as account
from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from courses.feeds import LessonFeed, NewsFeed
from portal.acting import choose_capacity
from portal.desk_account import DeskAccountView
from portal.health import health
from portal.language import LanguageView
from portal.media.views import video_file
from portal.robots import robots
from portal.start.views import StartView
from portal.style.views import StyleView


def served_images():
    """Pictures of pages, where no web server stands in front. Documents go by their own view."""
    if not settings.SERVE_IMAGES:
        return []
    folder = {"document_root": settings.MEDIA_ROOT / "images"}
    return [path("media/images/<path:path>", serve, folder)]


def served_videos():
    """Films and their captions, likewise."""
    if not settings.SERVE_IMAGES:
        return []
    return [re_path(r"^media/video/(?P<name>[0-9a-f]{32}\.(?:mp4|webm|vtt))$", video_file)]


urlpatterns = [
    path("", include("people.sign_in.urls")),
    path("accounts/login/", account.login, name="login"),
    path("accounts/logout/", account.logout, name="logout"),
    path("start/", StartView.as_view(), name="start"),
    path("start/capacity/", choose_capacity, name="choose-capacity"),
    path("", include("people.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("language/", LanguageView.as_view(), name="language"),
    path("feeds/news.xml", NewsFeed(), name="feed-news"),
    path("feeds/lessons.xml", LessonFeed(), name="feed-lessons"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("style/", StyleView.as_view(), name="style"),
    path("", include("courses.media.urls")),
    path("", include("courses.finding.urls")),
    path("", include("courses.publishing.urls")),
    path("", include("courses.using.urls")),
    path(
        "admin/account/",
        require_admin_access(DeskAccountView.as_view()),
        name="wagtailadmin_account",
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("portal.privacy.urls")),
    path("", include("portal.handbook.urls")),
    path("healthz/", health, name="health"),
    path("", include("training.urls")),
    path("", include("training.classes.urls")),
    path("", include("training.classes.plans.urls")),
    path("", include("training.classes.coverage.urls")),
    path("", include("training.classes.results.urls")),
    path("", include("credits.certificates.urls")),
    path("", include("credits.claims.urls")),
    path("imports/", include("portal.imports.urls")),
    path("", include("people.activation.urls")),
    path("", include("people.notices.urls")),
    path("access-log/changes/", include("portal.changes.urls")),
    path("", include("people.access_log.urls")),
    *served_images(),
    *served_videos(),
    path("", include(wagtail_urls)),
]
