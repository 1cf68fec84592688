"""The signature within the PDF (PAdES), where the site was given a certificate for it.

It says who issued the file and that nothing was changed since; no time stamp server is asked.
"""

from collections.abc import Callable

from django.conf import settings


def signer() -> Callable[[bytes], bytes] | None:
    """Signs one PDF after another; None where no key is configured.

    Raises SigningUnavailableError where the file of the settings cannot be read: what is to be
    signed is then not issued unsigned.
    """
    if not settings.CERTIFICATE_PDF_KEY:
        return None
    # Loaded where a key is set, and there with the first PDF: every worker would pay for it.
    from credits.certificates.pades import signer_with

    return signer_with(settings.CERTIFICATE_PDF_KEY, settings.CERTIFICATE_PDF_PASSPHRASE)


def signed(pdf: bytes) -> bytes:
    """The PDF with a signature where the site can make one. Raises SigningUnavailableError."""
    sign = signer()
    return sign(pdf) if sign else pdf
