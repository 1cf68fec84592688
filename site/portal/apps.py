from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("心育学时")

    def ready(self):
        from portal import menu, page_cache  # noqa: F401  # connect their receivers
        from portal.privacy import checks  # noqa: F401  # registers them

        page_cache.connect()
