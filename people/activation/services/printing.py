"""Sheets of activation codes: ordered on a screen, made by a worker, kept a day.

The plain codes are drawn in memory, go into the file, and only then become the live ones: a worker
that is killed before leaves everything as it was.
"""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from common.clock import now
from common.ids import uuid7
from people.access_log.enums import Action
from people.access_log.origin import Origin
from people.access_log.services.recording import record_access
from people.activation.codes import last_day_before, new_code
from people.activation.enums import JobState, Purpose, Way
from people.activation.exceptions import NotManageableError, SheetEmptyError, SheetTooLargeError
from people.activation.models import PrintJob
from people.activation.permissions import within_reach_of
from people.activation.services.issuing import expiry_of, store_codes
from people.activation.slips import Slip, draw_sheet
from people.activation.states import can_be_issued, with_account_state, with_place
from people.activation.words import log_of_sheet, told_of_sheet
from people.models import Teacher, User
from people.notices.enums import NoticeKind
from people.notices.services.notifying import notify

MOST_PEOPLE = 5000
KEPT = timedelta(hours=24)
# Long enough to save it once more where the first download broke off.
KEPT_ONCE_DOWNLOADED = timedelta(hours=1)
FOLDER = "activation"


class SheetGoneError(Exception):
    """The file is not there any more: its time is up, or it was never finished."""


def order_sheet(teachers: QuerySet[Teacher], *, by: User, form_id: UUID) -> tuple[PrintJob, bool]:
    """The job that prints codes for the teachers, and whether it is new: a form sent twice is one.

    Leaves out whom `by` cannot give an activation code. Raises SheetEmptyError, SheetTooLargeError.
    The caller starts the job.
    """
    known = PrintJob.objects.filter(form_id=form_id, ordered_by=by).first()
    if known is not None:
        return known, False
    chosen = printable_for(by).filter(pk__in=teachers.order_by().values("pk"))
    keys = sorted(chosen.order_by().values_list("pk", flat=True))
    if not keys:
        raise SheetEmptyError
    if len(keys) > MOST_PEOPLE:
        raise SheetTooLargeError(len(keys))
    facts = {"count": len(keys), "teacher_ids": keys, "ordered_by_name": by.get_full_name()[:150]}
    return PrintJob.objects.get_or_create(form_id=form_id, ordered_by=by, defaults=facts)


def printable_for(user) -> QuerySet[Teacher]:
    """Those for whom `user` may print an activation code, with `account_state`."""
    return can_be_issued(with_account_state(within_reach_of(user)), Purpose.ACTIVATE)


def claim(job_id: UUID) -> PrintJob | None:
    """Takes the job up alone, or None if somebody is at it or it is done. One update decides."""
    moment = now()
    jobs = PrintJob.objects.filter(pk=job_id).claimable(moment)
    taken = jobs.update(state=JobState.WORKING, started_at=moment, beat_at=moment, drawn=0)
    return PrintJob.objects.select_related("ordered_by").get(pk=job_id) if taken else None


def print_codes(job: PrintJob) -> None:
    """Draws the sheet of a claimed job and issues its codes; again only if the job is reclaimed.

    Who may be served is asked anew, of the user who ordered, as it is now.
    """
    people = {
        teacher.pk: teacher
        for teacher in with_place(
            printable_for(job.ordered_by).filter(pk__in=job.teacher_ids), job.ordered_by
        )
    }
    if not people:
        _mine(job).update(state=JobState.READY, ready_at=now(), teacher_ids=[])
        return
    plain = {pk: new_code() for pk in people}
    path = _new_path()
    try:
        _draw(job, people, plain, path)
        _hand_over(job, plain, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def break_off(job: PrintJob) -> None:
    """Notes that this worker gave up; what another one does meanwhile stands."""
    _mine(job).update(state=JobState.FAILED)


def open_sheet(job: PrintJob, *, by: User, origin: Origin) -> bytes:
    """The file. Logged, and the first time shortens how long it is kept.

    Raises SheetGoneError; NotManageableError where somebody on it is no longer in the user's care.
    """
    if not job.has_file:
        raise SheetGoneError
    cared_for = Teacher.objects.manageable_by(by).filter(pk__in=job.teacher_ids).count()
    if job.ordered_by_id != by.pk or cared_for != len(job.teacher_ids):
        raise NotManageableError
    try:
        data = _path(job.stored_name).read_bytes()
    except FileNotFoundError as error:
        raise SheetGoneError from error
    _note_download(job, by, origin)
    return data


def delete_expired_files(*, dry_run: bool) -> int:
    """Removes sheets whose time is up, and files that no job names; how many files that is (or
    would be). For the nightly clean-up."""
    moment = now()
    kept = set(PrintJob.objects.filter(file_until__gt=moment).values_list("stored_name", flat=True))
    over = [path for path in _files() if _name(path) not in kept and not _is_fresh(path)]
    if dry_run:
        return len(over)
    for path in over:
        path.unlink(missing_ok=True)
    PrintJob.objects.filter(file_until__lte=moment).exclude(stored_name="").update(stored_name="")
    return len(over)


def _draw(job: PrintJob, people: dict[int, Teacher], plain: dict[int, str], path: Path) -> None:
    ordered = sorted(people.values(), key=lambda person: (person.place_code or "", person.number))
    slips = [
        Slip(
            place=person.place or "",
            place_code=person.place_code or "",
            name=person.name,
            number=person.number,
            phone=person.phone,
            code=plain[person.pk],
        )
        for person in ordered
    ]
    draw_sheet(
        path,
        slips,
        last_day=last_day_before(expiry_of(Purpose.ACTIVATE)),
        on_drawn=lambda drawn: _mine(job).update(drawn=drawn, beat_at=now()),
    )
    path.chmod(0o600)


@transaction.atomic
def _hand_over(job: PrintJob, plain: dict[int, str], path: Path) -> None:
    """The codes become live and the file the job's, together or not at all."""
    mine = _mine(job).select_for_update().first()
    if mine is None:
        path.unlink()
        return
    issued = store_codes(plain, by=job.ordered_by, way=Way.SHEET)
    mine.state, mine.ready_at, mine.file_until = JobState.READY, now(), now() + KEPT
    mine.drawn, mine.issued, mine.teacher_ids = mine.count, len(issued), sorted(issued)
    mine.stored_name = _name(path)
    mine.save()
    title, body = told_of_sheet(len(issued))
    notify(
        job.ordered_by,
        NoticeKind.JOB,
        title=title,
        body=body,
        url=f"/accounts/people/sheets/{job.pk}/",
    )


def _mine(job: PrintJob) -> QuerySet[PrintJob]:
    """The job, as long as no other worker has taken it over."""
    return PrintJob.objects.filter(pk=job.pk, state=JobState.WORKING, started_at=job.started_at)


@transaction.atomic
def _note_download(job: PrintJob, by: User, origin: Origin) -> None:
    locked = PrintJob.objects.select_for_update().get(pk=job.pk)
    if locked.downloaded_at is None:
        locked.downloaded_at = now()
        locked.file_until = min(locked.file_until, now() + KEPT_ONCE_DOWNLOADED)
        locked.save(update_fields=["downloaded_at", "file_until"])
    record_access(
        Action.EXPORTED,
        by=by,
        origin=origin,
        what=log_of_sheet(locked.issued),
        teacher_ids=locked.teacher_ids,
    )


def _folder() -> Path:
    return Path(settings.PRIVATE_ROOT) / FOLDER


def _new_path() -> Path:
    """A name that tells nothing, and another at each attempt: two workers never share a file."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{uuid7()}.pdf"


def _name(path: Path) -> str:
    return f"{FOLDER}/{path.name}"


def _path(stored_name: str) -> Path:
    return Path(settings.PRIVATE_ROOT) / stored_name


def _files() -> list[Path]:
    return sorted(_folder().glob("*.pdf")) if _folder().is_dir() else []


def _is_fresh(path: Path) -> bool:
    """Whether a worker may still be writing it."""
    try:
        return now().timestamp() - path.stat().st_mtime < KEPT_ONCE_DOWNLOADED.total_seconds()
    except FileNotFoundError:
        return True
