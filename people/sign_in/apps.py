from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    name = "people.sign_in"
    label = "sign_in"
    verbose_name = _("登录")

    def ready(self):
        from people.sign_in import receivers  # noqa: F401  # connects them
