"""The making of files, done by a background worker or, where there is none, in a request."""

import logging
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django_tasks import task

from credits.certificates.models import CertificateBatch
from credits.certificates.services.batches import break_off, claim, make_files

logger = logging.getLogger(__name__)

# Wagtail's own tasks run on this backend at once, in the process that asks.
AT_ONCE = "default"


@task(backend="jobs")
def make_certificates(batch_id: str) -> None:
    """WAITING → READY or FAILED; harmless to run twice, or after a worker died."""
    batch = claim(UUID(batch_id))
    if batch is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        try:
            make_files(batch)
        except Exception:
            logger.exception("certificate batch %s broke off", batch.pk)
            break_off(batch)
            raise


def start_batch(batch: CertificateBatch) -> None:
    """Hands the batch to a worker."""
    make_certificates.enqueue(str(batch.pk))


def run_batch_now(batch: CertificateBatch) -> None:
    """Does it before it returns; an error is logged, not raised."""
    make_certificates.using(backend=AT_ONCE).enqueue(str(batch.pk))
