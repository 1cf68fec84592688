"""The addresses of Feishu and DingTalk, where the settings name them."""

from allauth.socialaccount.providers.dingtalk import views as dingtalk
from allauth.socialaccount.providers.feishu import views as feishu
from django.conf import settings
from django.urls import URLPattern, path

from people.sign_in.views.single_sign_on import leaving

VIEWS = {"feishu": feishu, "dingtalk": dingtalk}


def provider_urls() -> list[URLPattern]:
    names = [name for name in VIEWS if name in settings.SOCIALACCOUNT_PROVIDERS]
    return [route for name in names for route in _routes(name, VIEWS[name])]


def _routes(name: str, views) -> list[URLPattern]:
    return [
        path(f"{name}/login/", leaving(views.oauth2_login), name=f"{name}_login"),
        path(f"{name}/callback/", views.oauth2_callback, name=f"{name}_callback"),
    ]
