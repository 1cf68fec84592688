"""What is said in letters and notices about codes and accounts, in Chinese whoever asks."""

from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from people.activation.enums import Purpose, Way
from people.activation.rules import asks_phone
from people.models import Teacher, User

Words = tuple[str, str]


def day_in_words(day: date) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }


def code_letter(teacher: Teacher, purpose: Purpose, code: str, link: str, last_day: date) -> Words:
    """Subject and text of the e-mail with a link."""
    with translation.override(settings.LANGUAGE_CODE):
        subject = _("激活账号") if purpose == Purpose.ACTIVATE else _("重设密码")
        text = _(
            "%(name)s老师：\n\n"
            "请打开下面的链接，核对姓名和%(asked)s，然后设置密码：\n\n"
            "%(link)s\n\n"
            "链接打不开的，请在“激活账号”页输入一次性码：%(code)s\n\n"
            "有效期至%(day)s，只能使用一次，请勿转发。您没有申请过的，不必理会这封邮件。"
        )
        return subject, text % {
            "name": teacher.name,
            "asked": asked_for(teacher.phone),
            "link": link,
            "code": code,
            "day": day_in_words(last_day),
        }


def log_of_issue(purpose: Purpose, way: Way) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("发放%(what)s（%(way)s）") % {"what": purpose.label, "way": way.label}


def log_of_revoking(purpose: Purpose) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("作废%(what)s") % {"what": purpose.label}


def log_of_use(purpose: Purpose) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("凭激活码激活账号") if purpose == Purpose.ACTIVATE else _("凭密码重置码重设密码")


def log_of_lock(purpose: Purpose) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("%(what)s因三次核对不符锁定") % {"what": purpose.label}


def log_of_suspension(active: bool) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("恢复账号") if active else _("停用账号")


def log_of_sheet(count: int) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        return _("下载激活单（%(count)d 人）") % {"count": count}


def asked_for(phone: str) -> str:
    """What is asked besides the name."""
    return _("登记的手机号末四位") if asks_phone(phone) else _("教师编号末四位")


def told_of_reset_code(by: User) -> Words:
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "%(by)s为您的账号发放了密码重置码。如果您没有申请重设密码，请立即告知学校管理员或系统管理员。"
        )
        return _("为您发放了密码重置码"), text % {"by": by.get_full_name()}


def told_of_activation() -> Words:
    with translation.override(settings.LANGUAGE_CODE):
        text = _("您的账号已经激活。如非本人操作，请立即告知学校管理员。")
        return _("账号已激活"), text


def told_of_new_password() -> Words:
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "您的密码已凭密码重置码重新设置，其他设备上的登录已全部退出。"
            "如非本人操作，请立即告知学校管理员。"
        )
        return _("密码已重设"), text


def told_of_locked_code(teacher: Teacher) -> Words:
    with translation.override(settings.LANGUAGE_CODE):
        text = _(
            "%(name)s（%(number)s）的一次性码因三次核对不符已锁定。"
            "请向本人核实花名册中的姓名和手机号，再重新发放。"
        )
        return _("一次性码已锁定"), text % {"name": teacher.name, "number": teacher.number}


def told_of_suspension(by: User) -> Words:
    with translation.override(settings.LANGUAGE_CODE):
        text = _("您的账号已由%(by)s停用，不能再登录。如有疑问，请与系统管理员联系。")
        return _("账号已停用"), text % {"by": by.get_full_name()}


def told_of_restoring(by: User) -> Words:
    with translation.override(settings.LANGUAGE_CODE):
        text = _("您的账号已由%(by)s恢复使用。")
        return _("账号已恢复使用"), text % {"by": by.get_full_name()}


def told_of_sheet(issued: int) -> Words:
    with translation.override(settings.LANGUAGE_CODE):
        text = _("%(count)d 人的激活单已生成，请在文件保留期内下载打印。")
        return _("激活单已生成"), text % {"count": issued}
