"""Runs the provider until it is ended: `python -m tests.journeys.oidc_provider CALLBACK`."""

import os
import sys
from urllib.parse import urlsplit

import django
from django.core.management import call_command

CLIENT, SECRET, PASSWORD = "xinyu", "a-secret-of-the-client", "provider-2026"
# Log-in name, teacher number, name, e-mail.
PEOPLE = (
    ("zhang", "420199000001", "张三", "zhang@school.example"),
    ("new", "420199000002", "李思远", ""),
    ("stranger", "999999999999", "无此人", "zhang@school.example"),
    ("numberless", "", "没有编号", ""),
)


def prepare(callback: str) -> None:
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    call_command("migrate", verbosity=0)
    for name, number, first_name, email in PEOPLE:
        user = User.objects.create_user(name, email, PASSWORD)
        user.last_name, user.first_name = number, first_name
        user.save()
    Application.objects.create(
        client_id=CLIENT,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=callback,
        algorithm=Application.RS256_ALGORITHM,
        skip_authorization=True,
    )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.journeys.oidc_provider.settings"
    django.setup()
    prepare(sys.argv[1])
    call_command("runserver", urlsplit(os.environ["PROVIDER_ADDRESS"]).netloc, use_reloader=False)
