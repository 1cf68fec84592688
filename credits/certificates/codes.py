"""What the QR code holds: an address of this site, with the facts and their signature behind the #.

Behind the # nothing is sent: no log has the name. The signature is over the bytes of the JSON.
"""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate

from credits.certificates.keys import base64url, key_id, raw_public, signing_key
from credits.certificates.models import Certificate

VERSION = 1


def link_of(certificate: Certificate) -> str:
    """The address in the QR code. Without a key it is that of the public check alone."""
    signed = signed_text(certificate)
    if signed is None:
        return site_address(reverse("certificate-state", args=[certificate.token]))
    return f"{site_address(reverse('certificate-verify'))}#{signed}"


def signed_text(certificate: Certificate) -> str | None:
    """`<payload>.<signature>`, both base64url without padding; None where there is no key."""
    key = signing_key()
    if key is None:
        return None
    payload = payload_of(certificate, key_id(raw_public(key)))
    return f"{base64url(payload)}.{base64url(key.sign(payload))}"


def payload_of(certificate: Certificate, key: str) -> bytes:
    """Short names, for each byte makes the code denser: docs/certificates.md explains them."""
    facts = {
        "v": VERSION,
        "k": key,
        "n": certificate.number,
        "p": certificate.name,
        "t": certificate.title,
        "h": certificate.hours,
        "f": certificate.starts_on.isoformat(),
        "u": certificate.ends_on.isoformat(),
        "i": certificate.issuer,
        "d": localdate(certificate.issued_at).isoformat(),
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def site_address(path: str) -> str:
    """On the host of the settings and no other."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path
