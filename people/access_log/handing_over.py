"""Files that leave the site: each one leaves a row in the access log before it goes."""

import re
from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from people.access_log.enums import Action
from people.access_log.origin import origin_of
from people.access_log.services.recording import record_access
from people.access_log.wording import log_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"
MOST_NAME_CHARACTERS = 60  # of three bytes each; a file name has room for 255
# What file systems refuse in a name.
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
SUFFIXES = {XLSX: ".xlsx", PDF: ".pdf"}


def hand_over(
    request: HttpRequest,
    data: bytes,
    *,
    content_type: str,
    name: Callable[[], str],
    teacher_ids: Iterable[int] = (),
) -> HttpResponse:
    """The file as an attachment; the log notes it with everybody who is in it. `name` gives its name
    in the language of the moment: the reader's for the file, Chinese for the log."""
    suffix = SUFFIXES[content_type]
    with log_language():
        what = name() + suffix
    record_access(
        Action.EXPORTED,
        by=request.user,
        origin=origin_of(request),
        what=what,
        teacher_ids=teacher_ids,
    )
    file_name = UNSAFE.sub("_", name()[:MOST_NAME_CHARACTERS]) + suffix
    headers = {"Content-Disposition": content_disposition_header(True, file_name)}
    return HttpResponse(data, content_type=content_type, headers=headers)
