"""Keys of certificates in the environment: proper ones, or the site does not start."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.needed import proper_key

KEY = base64.b64encode(bytes(range(200, 232))).decode()


@pytest.mark.parametrize(
    "written",
    ["", KEY, f" {KEY}\n", KEY.rstrip("="), base64.urlsafe_b64encode(b"\xff" * 32).decode()],
)
def test_key_when_it_is_one_or_none_then_is_taken(written):
    assert proper_key(written, "CERTIFICATE_SIGNING_KEY") == written.strip()


@pytest.mark.parametrize("written", ["secret", KEY[:-4], f"{KEY}AAAA", "！" * 43, "AAAAA"])
def test_key_when_it_is_none_then_the_site_names_the_variable_and_never_the_value(written):
    with pytest.raises(ImproperlyConfigured) as error:
        proper_key(written, "CERTIFICATE_SIGNING_KEY")
    assert "CERTIFICATE_SIGNING_KEY" in str(error.value)
    assert written not in str(error.value)
