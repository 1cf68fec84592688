"""The printing of codes, done by a background worker or, where there is none, in a request."""

import logging
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django_tasks import task

from people.activation.models import PrintJob
from people.activation.services.printing import break_off, claim, print_codes

logger = logging.getLogger(__name__)

# Wagtail's own tasks run on this backend at once, in the process that asks.
AT_ONCE = "default"


@task(backend="jobs")
def print_sheet(job_id: str) -> None:
    """WAITING → READY or FAILED; harmless to run twice, or after a worker died."""
    job = claim(UUID(job_id))
    if job is None:
        return
    # The sheet is in Chinese, whoever ordered it in whichever language.
    with translation.override(settings.LANGUAGE_CODE):
        try:
            print_codes(job)
        except Exception:
            logger.exception("print job %s broke off", job.pk)
            break_off(job)
            raise


def start_job(job: PrintJob) -> None:
    """Hands the job to a worker."""
    print_sheet.enqueue(str(job.pk))


def run_job_now(job: PrintJob) -> None:
    """Does it before it returns; an error is logged, not raised."""
    print_sheet.using(backend=AT_ONCE).enqueue(str(job.pk))
