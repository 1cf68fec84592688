"""The person's own data as one file: a workbook to read and JSON for another program."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from common.clock import now
from common.spreadsheets import Book, Column, Kind
from portal.privacy.own_data.section import Section
from portal.privacy.own_data.sections import sections_of

FORMAT = "xinyu-own-data/1"
FIRST_WIDTHS = (24, 60)


def own_data_archive(user) -> bytes:
    """A zip that holds `sections_of(user)` twice: as workbook and as JSON."""
    sections = sections_of(user)
    moment = timezone.localtime(now())
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_("我的数据.xlsx"), _workbook(user, sections, moment))
        archive.writestr("data.json", _as_json(user, sections, moment))
    return out.getvalue()


def _as_json(user, sections: Sequence[Section], moment: datetime) -> str:
    content = {
        "format": FORMAT,
        "made_at": moment.isoformat(),
        "account": user.username,
        "data": {section.name: section.as_json() for section in sections},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)


def _workbook(user, sections: Sequence[Section], moment: datetime) -> bytes:
    book = Book(title=_("我的数据"), issued_at=moment)
    page = book.add_page(_("说明"), FIRST_WIDTHS)
    page.title(_("我的数据"))
    page.facts(
        [
            (_("姓名"), user.get_full_name()),
            (_("账号名"), user.username),
            (_("导出时间"), moment.strftime("%Y-%m-%d %H:%M")),
        ]
    )
    page.note(_("系统保存的与您本人有关的全部数据。密码和双因素验证的密钥不在其中。"))
    page.note(_("内容有误的，更正办法见系统的“个人信息保护说明”。"))
    page.heading(_("目录"))
    page.facts([(s.title, _("%(count)s 条") % {"count": len(s.rows)}) for s in sections])
    for section in sections:
        book.add_list(
            section.title, section.columns, [_shown(section, row) for row in section.rows]
        )
    return book.to_bytes()


def _shown(section: Section, row: Sequence) -> list:
    return [_cell(column, value) for column, value in zip(section.columns, row, strict=True)]


def _cell(column: Column, value):
    """As a person reads it. Text stays text whatever it begins with (common.spreadsheets)."""
    if column.kind is not Kind.TEXT or value is None:
        return value
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)
