"""The words of a certificate and around it, in Chinese and in English."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from credits.certificates.models import Certificate
from credits.certificates.rules import hours_in_words
from credits.enums import Level

COMMA = "，"
IMAGE_PROBLEMS = {
    "too_large": gettext_lazy("图片超过 2 MB，请压缩后重新上传。"),
    "not_a_picture": gettext_lazy("只能上传 PNG 或 JPEG 图片，文件内容须与名称相符。"),
    "too_many_pixels": gettext_lazy("图片尺寸过大，长宽均不能超过 4000 像素。"),
}
RULE_PROBLEMS = {
    "syntax": gettext_lazy("编号规则中的花括号不成对。"),
    "unknown": gettext_lazy("编号规则中的“%(part)s”无法识别，只能用 {unit}、{year}、{seq}。"),
    "format": gettext_lazy("编号规则中的格式“%(part)s”无法识别，位数写成 {seq:05d} 的样式。"),
    "letters": gettext_lazy(
        "编号规则中的“%(part)s”不能用，只能用汉字、字母、数字、横线、点和括号。"
    ),
    "no_seq": gettext_lazy("编号规则中须有且只有一个 {seq}，否则编号会重复。"),
    "digits": gettext_lazy("{seq} 的前后须用横线、汉字等隔开，不能紧接数字或其他花括号。"),
    "long": gettext_lazy("编号规则太长，编号不能超过 60 个字符。"),
}


def certified_zh(certificate: Certificate) -> str:
    """What the certificate says below the name."""
    with translation.override(settings.LANGUAGE_CODE):
        remarks = [
            str(Level(certificate.level).label) if certificate.level else "",
            _("编号%(number)s") % {"number": certificate.class_no} if certificate.class_no else "",
        ]
        remark = COMMA.join(filter(None, remarks))
        return _(
            "于%(span)s参加“%(title)s”%(remark)s培训，完成规定的内容，共 %(hours)s 学时"
            "（%(parts)s），准予结业，特发此证。"
        ) % {
            "span": span_in_words(certificate.starts_on, certificate.ends_on),
            "title": certificate.title,
            "remark": f"（{remark}）" if remark else "",
            "hours": hours_in_words(certificate.total_hours),
            "parts": hours_parts(certificate),
        }


def certified_en(certificate: Certificate) -> str:
    with translation.override("en"):
        if certificate.starts_on == certificate.ends_on:
            said = _("兹证明 %(name)s 于%(first)s完成“%(title)s”，共 %(hours)s 学时（%(parts)s）。")
        else:
            said = _(
                "兹证明 %(name)s 于%(first)s至%(last)s完成“%(title)s”，"
                "共 %(hours)s 学时（%(parts)s）。"
            )
        return said % {
            "name": certificate.name_en or certificate.name,
            "title": certificate.title,
            "first": date_format(certificate.starts_on, "j F Y"),
            "last": date_format(certificate.ends_on, "j F Y"),
            "hours": hours_in_words(certificate.total_hours),
            "parts": hours_parts(certificate),
        }


def hours_parts(certificate: Certificate) -> str:
    """专业伦理 4 · 专业技能 12, in the language in force."""
    return " · ".join(f"{category.label} {hours}" for category, hours in certificate.hours_shown)


def span_in_words(first: date, last: date) -> str:
    """2026年3月1日至5日 is not written: the month is named twice, so that nobody reads 5 as a month."""
    if first == last:
        return _day(first)
    if first.year == last.year:
        return f"{_day(first)}至{last.month}月{last.day}日"
    return f"{_day(first)}至{_day(last)}"


def issued_in_words(certificate: Certificate) -> str:
    return _day(localdate(certificate.issued_at))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
