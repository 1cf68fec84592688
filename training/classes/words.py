"""The sentences for what was refused, and for what a class still lacks."""

from collections.abc import Iterable

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from training.classes import entry_rules, states
from training.classes.entry_rules import Reason


def sentences(reasons: Iterable[Reason]) -> list[str]:
    """What to say to somebody who cannot come, a sentence for each reason."""
    return [_of_reason(reason) for reason in reasons]


def moment_text(moment) -> str:
    return localtime(moment).strftime("%Y-%m-%d %H:%M")


def _of_reason(reason: Reason) -> str:
    values = reason.values
    match reason.code:
        case entry_rules.NOT_YET:
            return _("报名还没有开始，%(when)s 开放。") % {"when": moment_text(values["opens"])}
        case entry_rules.TOO_LATE:
            text = _("报名已于 %(when)s 截止。如需参加，请与联系人联系。")
            return text % {"when": moment_text(values["closes"])}
        case entry_rules.CLASH:
            text = _("与已报名的“%(title)s”时间冲突（%(when)s）。请先退出其中一个。")
            return text % {"title": values["title"], "when": moment_text(values["starts"])}
    return {
        entry_rules.NO_POST: _("花名册中没有现在的任职，不能报名。请学校核对花名册。"),
        entry_rules.OTHER_POST: _("本班不面向所任的岗位。"),
        entry_rules.OTHER_UNIT: _("本班只面向指定单位的教师。"),
        entry_rules.OTHER_STAGE: _("本班不面向所任教的学段。"),
        entry_rules.NOT_BACKBONE: _("本班只面向骨干教师。"),
        entry_rules.NO_QUOTA: _("本班没有分配给所在单位的名额。"),
        entry_rules.OTHER_QUOTA: _("所在单位与原来的人不同，不能使用这个单位名额。"),
        entry_rules.ALREADY_IN: _("已在本班名单中。"),
        entry_rules.NOT_ENROLLING: _("本班现在不接受报名。"),
        entry_rules.OTHER_WAY: _("本班不接受自主报名，由学校、单位推荐或主办方邀请。"),
        entry_rules.REFUSED_BEFORE: _("对本班的报名没有通过，不能再次报名。"),
    }[reason.code]


def lack_sentences(lacks: Iterable[str]) -> list[str]:
    """What is to be done before the step can be taken."""
    texts = {
        states.NO_SESSIONS: _("还没有安排场次。请先添加场次。"),
        states.NO_PSYCHOLOGY: _(
            "各场次的培训内容都是“其他”，不计学时。请至少安排一场心理健康教育内容。"
        ),
        states.NOT_OVER: _("最后一场还没有结束。"),
        states.LEAVES_WAITING: _("还有请假没有办理。"),
        states.NOT_ASSESSED: _("还有学员没有考核结果。"),
    }
    return [texts[lack] for lack in lacks]


def step_words() -> dict[str, str]:
    """What the button of each step says."""
    return {
        states.PROPOSE: _("提交审批"),
        states.RETURN: _("退回修改"),
        states.APPROVE: _("批准"),
        states.OPEN: _("开放报名"),
        states.START: _("开班"),
        states.CLOSE: _("结束培训"),
        states.CONFIRM: _("确认学时"),
        states.ARCHIVE: _("归档"),
        states.CANCEL: _("取消培训班"),
    }
