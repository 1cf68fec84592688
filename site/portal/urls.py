"""All addresses. Our screens come before the pages, which take whatever is left."""

from django.conf import settings
from django.contrib.auth import views as auth
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.start import StartView


def served_images():
    """Pictures of pages, where no web server stands in front. Documents go by their own view."""
    if not settings.SERVE_IMAGES:
        return []
    folder = {"document_root": settings.MEDIA_ROOT / "images"}
    return [path("media/images/<path:path>", serve, folder)]


urlpatterns = [
    path("accounts/login/", auth.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("start/", StartView.as_view(), name="start"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("training.urls")),
    path("imports/", include("portal.imports.urls")),
    *served_images(),
    path("", include(wagtail_urls)),
]
