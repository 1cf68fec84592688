"""The signature within the PDF (PAdES), where the site was given a certificate for it.

It says who issued the file and that nothing was changed since; no time stamp server is asked.
"""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from credits.certificates.exceptions import SigningUnavailableError

FIELD = "Signature"


def signer() -> Callable[[bytes], bytes] | None:
    """Signs one PDF after another; None where no key is configured.

    Raises SigningUnavailableError where the file of the settings cannot be read: what is to be
    signed is then not issued unsigned.
    """
    if not settings.CERTIFICATE_PDF_KEY:
        return None
    loaded = _loaded(settings.CERTIFICATE_PDF_KEY, settings.CERTIFICATE_PDF_PASSPHRASE)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )

    def sign(pdf: bytes) -> bytes:
        out = BytesIO()
        signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), meta, signer=loaded, output=out)
        return out.getvalue()

    return sign


def signed(pdf: bytes) -> bytes:
    """The PDF with a signature where the site can make one. Raises SigningUnavailableError."""
    sign = signer()
    return sign(pdf) if sign else pdf


@lru_cache(maxsize=2)
def _loaded(path: str, passphrase: str) -> signers.SimpleSigner:
    loaded = signers.SimpleSigner.load_pkcs12(path, passphrase=passphrase.encode() or None)
    if loaded is None:
        raise SigningUnavailableError(path)
    return loaded
