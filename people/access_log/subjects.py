"""Whom rows of the log are about."""

from collections.abc import Iterable

from people.access_log.models import AccessRecord, AccessSubject
from people.models import Teacher

CHUNK = 5000


def sole_subjects(records: Iterable[AccessRecord]) -> dict[object, Teacher]:
    """{record's key: the teacher} for those records that are about one person.

    Somebody who is no longer on the roster is left out. One query for each 5,000 such records.
    """
    keys = [record.pk for record in records if record.people == 1]
    found = {}
    for start in range(0, len(keys), CHUNK):
        subjects = AccessSubject.objects.filter(record__in=keys[start : start + CHUNK])
        for subject in subjects.filter(teacher__name__isnull=False).select_related("teacher"):
            found[subject.record_id] = subject.teacher
    return found
