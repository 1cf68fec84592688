"""What `manage.py check` says of a deployment's terms and of who answers for the data."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.utils.translation import gettext as _

from portal.privacy.kinds import BY_CODE


@register(Tags.security)
def check_terms(app_configs, **kwargs) -> list[Error]:
    return [
        Error(problem, id="portal.E001")
        for code, days in settings.RETENTION_DAYS.items()
        if (problem := _problem(code, days))
    ]


@register(Tags.security, deploy=True)
def check_controller(app_configs, **kwargs) -> list[Warning]:
    if settings.PRIVACY_CONTROLLER and settings.PRIVACY_CONTACT:
        return []
    said = _(
        "没有设置 PRIVACY_CONTROLLER 和 PRIVACY_CONTACT："
        "个人信息保护说明须写明由谁处理个人信息、怎样联系。"
    )
    return [Warning(said, id="portal.W001")]


def _problem(code: str, days: int) -> str | None:
    kind = BY_CODE.get(code)
    if kind is None or kind.term is None:
        return _("RETENTION_DAYS 中的“%(code)s”不是有保存期限的数据种类。") % {"code": code}
    if days < kind.least:
        amounts = {"code": code, "least": kind.least}
        return _("RETENTION_DAYS 中的“%(code)s”至少 %(least)s 天，只能延长。") % amounts
    return None
