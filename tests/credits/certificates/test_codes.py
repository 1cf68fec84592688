"""What the QR code holds, and that nothing of it can be changed."""

import base64
from datetime import date

import pytest
import time_machine
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from credits.certificates.codes import link_of
from credits.certificates.keys import bytes_of, key_id, public_keys, raw_public
from tests.credits.certificates.codes import facts_of, parts_of
from tests.factories.certificates import CertificateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(signing_key) -> bytes:
    return raw_public(Ed25519PrivateKey.from_private_bytes(signing_key))


@time_machine.travel("2026-03-05T16:30:00+00:00")
def test_link_when_made_then_holds_the_facts_signed(public):
    certificate = CertificateFactory(teacher__name="𬭎堃", teacher__number="420106000001")

    facts = facts_of(link_of(certificate), public)

    assert facts == {
        "v": 1,
        "k": key_id(public),
        "n": certificate.number,
        "p": "𬭎堃",
        "t": certificate.title,
        "h": {"ethics": 40, "skill": 120},
        "f": "2026-03-01",
        "u": "2026-03-05",
        "i": "江岸区教育局",
        "d": "2026-03-06",
    }


@pytest.mark.abuse("A01")
def test_link_when_made_then_leads_to_this_site_and_tells_neither_phone_nor_teacher_number(
    settings,
):
    settings.WAGTAILADMIN_BASE_URL = "https://xinyu.example/"
    certificate = CertificateFactory(
        teacher__phone="13907130001", teacher__number="420106000001", starts_on=date(2026, 3, 1)
    )

    link = link_of(certificate)

    assert link.startswith("https://xinyu.example/certificates/v/#")
    payload, _signature = parts_of(link)
    assert b"13907130001" not in payload
    assert b"420106000001" not in payload


@pytest.mark.abuse("T12")
def test_link_when_any_byte_is_flipped_then_is_refused(public):
    link = link_of(CertificateFactory())
    payload, signature = parts_of(link)
    whole = payload + signature

    accepted = []
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        forged = ".".join(
            base64.urlsafe_b64encode(bytes(part)).rstrip(b"=").decode()
            for part in (changed[: len(payload)], changed[len(payload) :])
        )
        try:
            facts_of(forged, public)
        except InvalidSignature:
            continue
        accepted.append(place)
    assert accepted == []


def test_link_when_there_is_no_key_then_is_the_public_check(settings):
    settings.CERTIFICATE_SIGNING_KEY = ""
    certificate = CertificateFactory()

    assert link_of(certificate).endswith(f"/certificates/check/{certificate.token}/")
    assert public_keys() == {}


def test_keys_when_changed_then_the_former_ones_still_verify(settings, public):
    link = link_of(CertificateFactory())
    settings.CERTIFICATE_PUBLIC_KEYS = [base64.b64encode(public).decode()]
    settings.CERTIFICATE_SIGNING_KEY = base64.b64encode(b"\1" * 32).decode()

    keys = public_keys()

    assert len(keys) == 2
    assert facts_of(link, bytes_of(keys[key_id(public)]))
    newer = link_of(CertificateFactory())
    with pytest.raises(InvalidSignature):
        facts_of(newer, public)


@pytest.mark.parametrize(
    "written", ["", "abc", "!" * 44, "！" * 44, base64.b64encode(b"x" * 31).decode()]
)
def test_key_when_it_is_none_then_is_refused(written):
    with pytest.raises(ValueError, match=r"base64|bytes"):
        bytes_of(written)


def test_tokens_when_made_then_are_long_and_unlike_each_other():
    tokens = {CertificateFactory().token for _one in range(50)}
    assert len(tokens) == 50
    assert min(len(token) for token in tokens) >= 22  # 128 bits
