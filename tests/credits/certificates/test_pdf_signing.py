"""The signature within the PDF, as poppler's pdfsig sees it."""

import shutil
import subprocess
import zipfile
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

from common.clock import now
from common.ids import uuid7
from credits.certificates.documents import draw_certificates
from credits.certificates.exceptions import SigningUnavailableError
from credits.certificates.models import Certificate
from credits.certificates.pdf_signing import signed, signer
from credits.certificates.services.batches import (
    SINGLES,
    claim,
    make_files,
    open_file,
    order_batch,
)
from people.access_log.origin import Origin
from tests.factories.certificates import CertificateFactory

pytestmark = pytest.mark.django_db
PASSPHRASE = "only for tests"  # noqa: S105  # of a key made in the test
needs_pdfsig = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig is not installed")


@pytest.fixture(scope="session")
def own_key() -> bytes:
    """A self-signed certificate with its key."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test Bureau")])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - timedelta(days=1))
        .not_valid_after(now() + timedelta(days=365))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    locked = BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"bureau", key, certificate, None, locked)


@pytest.fixture
def pdf_key(settings, tmp_path, own_key):
    path = tmp_path / "bureau.p12"
    path.write_bytes(own_key)
    settings.CERTIFICATE_PDF_KEY = str(path)
    settings.CERTIFICATE_PDF_PASSPHRASE = PASSPHRASE


def verdict_on(pdf: bytes, folder) -> str:
    (folder / "c.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdfsig", "-nocert", "c.pdf"],  # noqa: S607  # found on the path
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout


@needs_pdfsig
def test_pdf_when_signed_then_pdfsig_accepts_it(pdf_key, tmp_path):
    told = verdict_on(signed(draw_certificates([CertificateFactory()])), tmp_path)

    assert "Signature Validation: Signature is Valid." in told
    assert "Signer Certificate Common Name: Test Bureau" in told
    assert "ETSI.CAdES.detached" in told
    assert "Total document signed" in told


@needs_pdfsig
def test_pdf_when_changed_after_signing_then_pdfsig_names_it(pdf_key, tmp_path):
    pdf = signed(draw_certificates([CertificateFactory()]))
    changed = pdf.replace(b"/Creator", b"/Creatox", 1)
    assert changed != pdf

    told = verdict_on(changed, tmp_path)

    assert "Signature is Valid" not in told
    assert "Digest Mismatch" in told


@needs_pdfsig
def test_pdf_when_added_to_after_signing_then_pdfsig_says_so(pdf_key, tmp_path):
    told = verdict_on(signed(draw_certificates([CertificateFactory()])) + b"\n% more", tmp_path)

    assert "Not total document signed" in told


@needs_pdfsig
def test_batch_when_a_key_is_configured_then_each_single_file_is_signed(
    pdf_key, tmp_path, officer, template
):
    for _one in range(2):
        CertificateFactory(template=template)
    batch, _is_new = order_batch(Certificate.objects.all(), by=officer, form_id=uuid7())
    make_files(claim(batch.pk))
    batch.refresh_from_db()

    with open_file(batch, SINGLES, by=officer, origin=Origin()) as file:
        archive = zipfile.ZipFile(file)
        told = [verdict_on(archive.read(name), tmp_path) for name in archive.namelist()]

    assert len(told) == 2
    assert all("Signature is Valid" in each for each in told)


def test_pdf_when_no_key_is_configured_then_stays_as_it_is(settings):
    settings.CERTIFICATE_PDF_KEY = ""

    assert signer() is None
    assert signed(b"as it is") == b"as it is"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_pdf_when_the_key_cannot_be_read_then_is_not_issued_unsigned(settings, pdf_key, caplog):
    settings.CERTIFICATE_PDF_PASSPHRASE = "wrong"  # noqa: S105  # not a password

    with pytest.raises(SigningUnavailableError):
        signed(b"%PDF")
    assert "wrong" not in caplog.text
