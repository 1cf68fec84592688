from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("心育学时")

    def ready(self):
        from portal import menu, page_cache  # noqa: F401  # connect their receivers
        from portal.privacy import checks  # noqa: F401  # registers them
        from portal.site_address import follow_settings

        page_cache.connect()
        post_migrate.connect(follow_settings, sender=self)
