from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("课程与课例")

    def ready(self):
        from wagtail.models import Page
        from wagtail.permissions import register_permission_policy

        from courses.finding import receivers as finding_receivers  # noqa: F401  # connects them
        from courses.media import receivers
        from courses.publishing import receivers as publishing_receivers
        from courses.publishing.permission_policy import ReviewedPagePermissionPolicy

        receivers.connect()
        publishing_receivers.connect()
        register_permission_policy(Page, ReviewedPagePermissionPolicy())
