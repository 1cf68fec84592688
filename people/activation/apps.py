from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivationConfig(AppConfig):
    name = "people.activation"
    label = "activation"
    verbose_name = _("账号激活")
