"""One thing of each kind of data that has a term, as old as a test wants it."""

from datetime import datetime
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils.timezone import now
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from common.ids import uuid7
from people.activation.models import ActivationCode
from people.models import ImportBatch
from tests.factories.access_log import written
from tests.factories.activation import ActivationCodeFactory
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.people import ImportBatchFactory, TeacherFactory, UserFactory


def import_files(moment: datetime) -> ImportBatch:
    """A batch with its workbook and rows on the disk."""
    batch = ImportBatchFactory(report={"counts": {}})
    batch.stored_name = f"imports/{batch.pk}"
    batch.save()
    folder = folder_of(batch)
    folder.mkdir(parents=True)
    (folder / "original.xlsx").write_bytes(b"x")
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=moment)
    return batch


def folder_of(batch: ImportBatch) -> Path:
    return Path(settings.PRIVATE_ROOT) / batch.stored_name


def access_log(moment: datetime):
    return written(at=moment, teachers=[TeacherFactory()])


def notices(moment: datetime):
    """With the e-mail that brought it."""
    notice = NoticeFactory(created_at=moment)
    DeliveryFactory(notice=notice, kind=notice.kind, sent=True)
    return notice


def deliveries(moment: datetime):
    return DeliveryFactory(sent=True, created_at=moment)


def activation_codes(moment: datetime) -> ActivationCode:
    """Used at that moment."""
    return ActivationCodeFactory(used_at=moment)


def sessions(moment: datetime) -> Session:
    """One that runs out at that moment."""
    return Session.objects.create(session_key=uuid7().hex, session_data="", expire_date=moment)


def device_of(session: Session) -> UserSession:
    """What is noted beside a session of where it is used."""
    return UserSession.objects.create(
        user=UserFactory(), session_key=session.session_key, ip="10.0.0.1", user_agent="Firefox"
    )


def tasks(moment: datetime, status=TaskResultStatus.SUCCESSFUL) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=status,
        finished_at=moment if status != TaskResultStatus.READY else None,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="people.notices.jobs.send_mail",
        run_after=now(),
        backend_name="jobs",
        exception_class_path="",
        traceback="",
    )
