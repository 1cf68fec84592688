"""Files of many certificates: ordered on a screen, made by a worker, kept some days.

The files are made beside one another in a folder of their own at each attempt, and become the
batch's in one step at the end: a worker that is killed before leaves everything as it was.
"""

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from pypdf import PdfWriter

from common.clock import now
from common.ids import uuid7
from credits.certificates.documents import draw_certificates, single_pages, undrawable
from credits.certificates.enums import BatchState
from credits.certificates.exceptions import (
    BatchGoneError,
    BatchTooLargeError,
    NothingToPrintError,
)
from credits.certificates.models import Certificate, CertificateBatch
from credits.certificates.pdf_signing import signer
from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.models import User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify

MOST = 5000
CHUNK = 100  # certificates a document: more make no difference, fewer cost more
KEPT = timedelta(days=7)
FRESH = timedelta(hours=2)  # a folder so young may still be written to
FOLDER = "certificates/batches"
COMBINED, SINGLES = "certificates.pdf", "certificates.zip"
# So that the archive of the same certificates is the same, whenever it is made.
ZIP_MOMENT = (2026, 1, 1, 0, 0, 0)


def order_batch(
    certificates: QuerySet[Certificate], *, by: User, form_id: UUID, name: str = ""
) -> tuple[CertificateBatch, bool]:
    """The batch of those in force among the certificates, and whether it is new: a form sent twice
    is one. Whether `by` may have them is asked by the caller, who starts the job.

    Raises NothingToPrintError, BatchTooLargeError.
    """
    known = CertificateBatch.objects.filter(form_id=form_id, ordered_by=by).first()
    if known is not None:
        return known, False
    keys = [str(key) for key in _in_order(certificates.valid()).values_list("pk", flat=True)]
    if not keys:
        raise NothingToPrintError
    if len(keys) > MOST:
        raise BatchTooLargeError(len(keys))
    facts = {
        "name": name[:120],
        "count": len(keys),
        "certificate_ids": keys,
        "ordered_by_name": by.get_full_name()[:150],
    }
    return CertificateBatch.objects.get_or_create(form_id=form_id, ordered_by=by, defaults=facts)


def claim(batch_id: UUID) -> CertificateBatch | None:
    """Takes the batch up alone, or None if somebody is at it or it is done. One update decides."""
    moment = now()
    batches = CertificateBatch.objects.filter(pk=batch_id).claimable(moment)
    taken = batches.update(state=BatchState.WORKING, started_at=moment, beat_at=moment, drawn=0)
    if not taken:
        return None
    return CertificateBatch.objects.select_related("ordered_by").get(pk=batch_id)


def make_files(batch: CertificateBatch) -> None:
    """Draws the certificates of a claimed batch; again only if it is reclaimed.

    Those revoked meanwhile are left out; those that no font can draw are named in `refused`.
    """
    folder = _new_folder()
    try:
        refused = _write_files(batch, folder)
        _hand_over(batch, folder, refused)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def break_off(batch: CertificateBatch) -> None:
    """Notes that this worker gave up; what another one does meanwhile stands."""
    _mine(batch).update(state=BatchState.FAILED)


def open_file(batch: CertificateBatch, name: str, *, by: User, origin: Origin) -> BinaryIO:
    """COMBINED or SINGLES, open for reading. Logged with everybody in it. Raises BatchGoneError."""
    if not batch.has_file or batch.ordered_by_id != by.pk:
        raise BatchGoneError
    try:
        file = (Path(settings.PRIVATE_ROOT) / batch.stored_name / name).open("rb")
    except FileNotFoundError as error:
        raise BatchGoneError from error
    people = Certificate.objects.filter(pk__in=batch.certificate_ids)
    record_access(
        Action.EXPORTED,
        by=by,
        origin=origin,
        what=_("下载结业证书（%(count)d 份）") % {"count": batch.count},
        teacher_ids=people.order_by().values_list("teacher_id", flat=True),
    )
    return file


def delete_expired_files(*, dry_run: bool) -> int:
    """Removes files whose time is up, and folders that no batch names; how many folders that is (or
    would be). For the nightly clean-up."""
    moment = now()
    alive = CertificateBatch.objects.filter(file_until__gt=moment)
    kept = set(alive.values_list("stored_name", flat=True))
    over = [path for path in _folders() if _name(path) not in kept and not _is_fresh(path)]
    if dry_run:
        return len(over)
    for path in over:
        shutil.rmtree(path, ignore_errors=True)
    expired = CertificateBatch.objects.filter(file_until__lte=moment)
    expired.exclude(stored_name="").update(stored_name="")
    return len(over)


def _write_files(batch: CertificateBatch, folder: Path) -> list[list[str]]:
    """Both files; [number, name, characters] of those left out for want of a glyph."""
    refused: list[list[str]] = []
    sign = signer()
    combined = PdfWriter()
    drawn = 0
    with zipfile.ZipFile(folder / SINGLES, "w", zipfile.ZIP_STORED) as archive:
        for some in _chunks(batch.certificate_ids):
            good = []
            for certificate in some:
                if missing := undrawable(certificate):
                    refused.append([certificate.number, certificate.name, missing])
                else:
                    good.append(certificate)
            if good:
                pdf = draw_certificates(good)
                combined.append(BytesIO(pdf), import_outline=False)
                for certificate, page in zip(good, single_pages(pdf), strict=True):
                    entry = zipfile.ZipInfo(file_name(certificate), ZIP_MOMENT)
                    entry.external_attr = 0o100644 << 16
                    archive.writestr(entry, sign(page) if sign else page)
            drawn += len(good)
            _mine(batch).update(drawn=drawn, beat_at=now())
    if drawn:
        combined.write(folder / COMBINED)
    for path in folder.iterdir():
        path.chmod(0o600)
    return refused


def file_name(certificate: Certificate) -> str:
    """number-name.pdf, of what every system takes in a file's name; the number makes it unlike others."""
    name = get_valid_filename(f"{certificate.number}-{certificate.name}.pdf")
    return name.lstrip(".")


def _chunks(keys: list[str]) -> Iterator[list[Certificate]]:
    for start in range(0, len(keys), CHUNK):
        some = Certificate.objects.valid().filter(pk__in=keys[start : start + CHUNK])
        yield list(_in_order(some).select_related("template"))


def _in_order(certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    return certificates.order_by("issued_at", "number")


@transaction.atomic
def _hand_over(batch: CertificateBatch, folder: Path, refused: list[list[str]]) -> None:
    mine = _mine(batch).select_for_update().first()
    if mine is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    mine.state, mine.ready_at, mine.refused = BatchState.READY, now(), refused
    if mine.drawn:
        mine.stored_name, mine.file_until = _name(folder), now() + KEPT
    else:
        shutil.rmtree(folder, ignore_errors=True)
    mine.save()
    notify(
        batch.ordered_by,
        NoticeKind.JOB,
        title=_("结业证书已生成"),
        body=_told_of(mine),
        url=f"/certificates/batches/{mine.pk}/",
    )


def _told_of(batch: CertificateBatch) -> str:
    said = _("已生成 %(drawn)d 份证书，文件保留 7 天，请及时下载。") % {"drawn": batch.drawn}
    if batch.refused:
        left_out = _("有 %(count)d 份因字库中没有所用的字而未生成。")
        said += left_out % {"count": len(batch.refused)}
    return said


def _mine(batch: CertificateBatch) -> QuerySet[CertificateBatch]:
    """The batch, as long as no other worker has taken it over."""
    return CertificateBatch.objects.filter(
        pk=batch.pk, state=BatchState.WORKING, started_at=batch.started_at
    )


def _root() -> Path:
    return Path(settings.PRIVATE_ROOT) / FOLDER


def _new_folder() -> Path:
    """A name that tells nothing, and another at each attempt: two workers never share a file."""
    folder = _root() / str(uuid7())
    folder.mkdir(mode=0o700, parents=True)
    return folder


def _name(folder: Path) -> str:
    return f"{FOLDER}/{folder.name}"


def _folders() -> Iterable[Path]:
    return sorted(_root().iterdir()) if _root().is_dir() else []


def _is_fresh(path: Path) -> bool:
    try:
        return now().timestamp() - path.stat().st_mtime < FRESH.total_seconds()
    except FileNotFoundError:
        return True
