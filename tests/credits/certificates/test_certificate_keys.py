"""The command that shows keys and makes new ones."""

import base64
import io

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command

from credits.certificates.keys import bytes_of, raw_public


def told(**options) -> str:
    out = io.StringIO()
    call_command("certificate_keys", stdout=out, **options)
    return out.getvalue()


def written(data: bytes) -> str:
    return base64.b64encode(data).decode()


def test_command_when_run_then_shows_the_public_key_and_never_the_seed(signing_key):
    out = told()

    assert written(raw_public(Ed25519PrivateKey.from_private_bytes(signing_key))) in out
    assert written(signing_key) not in out


def test_command_when_asked_for_a_new_key_then_shows_one_with_its_public_key():
    first, second = (told(new=True).splitlines()[1] for _one in range(2))

    assert first != second
    assert len(bytes_of(first.removeprefix("CERTIFICATE_SIGNING_KEY="))) == 32


def test_command_when_there_is_no_key_then_says_what_that_means(settings):
    settings.CERTIFICATE_SIGNING_KEY = ""

    assert "没有设置 CERTIFICATE_SIGNING_KEY" in told()
