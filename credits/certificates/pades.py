"""Signing PDFs with pyHanko, which takes a third of a second to load: for pdf_signing.py alone."""

from collections.abc import Callable
from functools import cached_property, lru_cache
from io import BytesIO

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import get_pyca_cryptography_hash

from credits.certificates.exceptions import SigningUnavailableError

FIELD = "Signature"
# Beside the certificates in it, a signature takes less; the room is counted in hexadecimal digits.
ROOM_BESIDE_CERTIFICATES = 4096


class _Signer(signers.SimpleSigner):
    """Reads its key once: that takes ten times as long as to sign with it."""

    @cached_property
    def _key(self):
        return load_der_private_key(self.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        mechanism = self.get_signature_mechanism_for_digest(digest_algorithm)
        is_usual = mechanism["algorithm"].native in ("rsassa_pkcs1v15", "sha256_rsa")
        if is_usual and isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), get_pyca_cryptography_hash(digest_algorithm))
        return super().sign_raw(data, digest_algorithm)

    @cached_property
    def room(self) -> int:
        """Digits to keep free in the file; without it a signature is made for nothing each time."""
        chain = [self.signing_cert, *self.cert_registry]
        return 2 * (sum(len(each.dump()) for each in chain) + ROOM_BESIDE_CERTIFICATES)


def signer_with(path: str, passphrase: str) -> Callable[[bytes], bytes]:
    """Signs one PDF after another with the key in the PKCS#12 file. Raises SigningUnavailableError."""
    loaded = _loaded(path, passphrase)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )

    def sign(pdf: bytes) -> bytes:
        out = BytesIO()
        signers.sign_pdf(
            IncrementalPdfFileWriter(BytesIO(pdf)),
            meta,
            signer=loaded,
            bytes_reserved=loaded.room,
            output=out,
        )
        return out.getvalue()

    return sign


@lru_cache(maxsize=2)
def _loaded(path: str, passphrase: str) -> _Signer:
    loaded = signers.SimpleSigner.load_pkcs12(path, passphrase=passphrase.encode() or None)
    if loaded is None:
        raise SigningUnavailableError(path)
    return _Signer(loaded.signing_cert, loaded.signing_key, loaded.cert_registry)
