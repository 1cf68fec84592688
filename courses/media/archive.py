"""All files of a lesson in one zip, with a note on whose they are."""

import logging
import re
from collections.abc import Iterable
from io import BytesIO

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from common.clock import now
from common.file_names import shown_name
from common.stored_zip import Entry, StoredZip
from courses.enums import Licence
from courses.models.lessons import LessonFile, LessonPage

logger = logging.getLogger(__name__)

# What Windows takes in no name; a Chinese character has three of a name's 255 bytes.
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
LONGEST_NAME = 60
BOM = "\ufeff"  # without it older editors on Windows take the note for GBK

DEEDS = {licence: f"https://creativecommons.org/licenses/{licence}/4.0/" for licence in Licence}


def archive_of(lesson: LessonPage, files: Iterable[LessonFile], address: str) -> StoredZip | None:
    """The files in their order, named by kind and title, and 说明.txt; None where no file is left.

    In Chinese, whoever asks. `address` is that of the lesson. The caller closes the archive.
    """
    with translation.override(settings.LANGUAGE_CODE):
        entries = _entries(files)
        if not entries:
            return None
        note = _note(lesson, [entry.name for entry in entries], address)
        name = _("说明") + ".txt"
        return StoredZip([Entry(name, BytesIO(note.encode())), *entries], localtime(now()))


def archive_name(lesson: LessonPage) -> str:
    return f"{_safe(lesson.title)}.zip"


def _entries(files: Iterable[LessonFile]) -> list[Entry]:
    entries, taken = [], set()
    for file in files:
        try:
            opened = file.document.file.storage.open(file.document.file.name, "rb")
        except OSError:
            logger.warning("the file of document %s is not there", file.document_id)
            continue
        name = _free_name(file, taken)
        taken.add(name.casefold())
        entries.append(Entry(name, opened))
    return entries


def _free_name(file: LessonFile, taken: set[str]) -> str:
    stem = f"{file.get_kind_display()}-{_safe(_without_suffix(file.document))}"
    suffix = file.document.file_extension.lower()
    name, count = f"{stem}.{suffix}", 1
    while name.casefold() in taken:
        count += 1
        name = f"{stem}（{count}）.{suffix}"
    return name


def _without_suffix(document) -> str:
    """A title is often the file's name as it was uploaded."""
    return document.title.removesuffix(f".{document.file_extension}")


def _safe(name: str) -> str:
    kept = NOT_IN_NAMES.sub("_", shown_name(name.replace("/", "_").replace("\\", "_")))
    return kept[:LONGEST_NAME].strip(" .") or "_"


def _note(lesson: LessonPage, names: list[str], address: str) -> str:
    licence = Licence(lesson.licence)
    school = lesson.school.name if lesson.school else ""
    lines = [
        lesson.title,
        "",
        _("作者：%(author)s") % {"author": lesson.author},
        _("学校：%(school)s") % {"school": school} if school else None,
        _("年度：%(year)s") % {"year": lesson.year},
        _("改编自：%(title)s（%(author)s）")
        % {"title": lesson.adapted_from.title, "author": lesson.adapted_from.author}
        if lesson.adapted_from
        else None,
        _("使用许可：知识共享 %(licence)s") % {"licence": licence.label},
        DEEDS[licence],
        _("网址：%(address)s") % {"address": address},
        _("下载日期：%(day)s") % {"day": date_format(localtime(now()), "Y-m-d")},
        "",
        _("文件："),
        *names,
        "",
        _("使用时请注明作者和出处。请勿在材料中加入学生的姓名、面部或其他个人信息后公开传播。"),
    ]
    return BOM + "\r\n".join(str(line) for line in lines if line is not None) + "\r\n"
