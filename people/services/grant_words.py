"""What people are told of a grant."""

from django.utils.translation import gettext as _

from people.enums import Role
from people.models import RoleGrant


def place_of(grant: RoleGrant) -> str:
    """Where the grant holds, in words; empty for the whole site."""
    if grant.unit:
        return grant.unit.display_name
    return grant.school.name if grant.school else ""


def role_at(grant: RoleGrant) -> str:
    """The role with its place, as in 洪山区 管理单位工作人员."""
    label = str(Role(grant.role).label)
    place = place_of(grant)
    return f"{place} {label}" if place else label


def grant_words(grant: RoleGrant, *, ended: bool) -> tuple[str, str]:
    """(title, text) of a grant or delegation, given or ended."""
    names = {
        "role": role_at(grant),
        "person": grant.user.get_full_name(),
        "giver": grant.on_behalf_of.get_full_name() if grant.on_behalf_of else "",
        "first": grant.starts_on.isoformat(),
        "last": grant.ends_on.isoformat() if grant.ends_on else _("长期"),
    }
    if grant.on_behalf_of_id:
        title = _("委托已终止") if ended else _("委托已生效")
        text = (
            _("%(giver)s委托%(person)s代行“%(role)s”的委托已终止。")
            if ended
            else _("%(giver)s委托%(person)s代行“%(role)s”，%(first)s 至 %(last)s。")
        )
    else:
        title = _("授权已收回") if ended else _("授权已生效")
        text = (
            _("%(person)s“%(role)s”的授权已收回。")
            if ended
            else _("%(person)s获得“%(role)s”的授权，%(first)s 至 %(last)s。")
        )
    return title, text % names
