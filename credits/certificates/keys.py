"""The keys of the signature in the QR code: settings.CERTIFICATE_SIGNING_KEY and those before it."""

import base64
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

KEY_BYTES = 32
ID_LETTERS = 8


def signing_key() -> Ed25519PrivateKey | None:
    """The key of today; None where the site was given none."""
    written = settings.CERTIFICATE_SIGNING_KEY
    return _private(written) if written else None


def public_keys() -> dict[str, str]:
    """{id: key in base64url} that signatures may be by: today's, and those it took the place of."""
    key = signing_key()
    found = [bytes_of(written) for written in settings.CERTIFICATE_PUBLIC_KEYS]
    if key is not None:
        found.insert(0, raw_public(key))
    return {key_id(raw): base64url(raw) for raw in found}


def raw_public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """Names a public key in a payload."""
    return sha256(public).hexdigest()[:ID_LETTERS]


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def bytes_of(written: str) -> bytes:
    """The 32 bytes of a key in base64 of either alphabet. Raises ValueError if it is no such thing."""
    plain = written.strip().rstrip("=").replace("-", "+").replace("_", "/")
    try:
        raw = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except ValueError as error:
        raise ValueError("not base64") from error
    if len(raw) != KEY_BYTES:
        raise ValueError(f"{len(raw)} bytes instead of {KEY_BYTES}")
    return raw


@lru_cache(maxsize=4)
def _private(written: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes_of(written))
