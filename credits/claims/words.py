"""Sentences about claims: what is wanting, what looks double, why a step was not taken."""

from django.utils.translation import gettext as _

from credits.claims import claim_rules
from credits.claims.claim_rules import Finding
from credits.claims.double_rules import Double
from credits.claims.doubles import OnRecord
from credits.claims.enums import ClaimState, DoubleCode
from credits.claims.exceptions import (
    AppealClosedError,
    BadEvidenceError,
    ChangedMeanwhileError,
    ClaimIncompleteError,
    ClaimStateError,
    NoPostError,
    NotReviewerError,
    ReasonNeededError,
    SameTrainingError,
)
from credits.claims.file_words import sentence_of
from credits.claims.services.reviewing import OWN
from credits.claims.services.submitting import BEFORE, HIGHEST

EXPECTED = (
    AppealClosedError,
    BadEvidenceError,
    ChangedMeanwhileError,
    ClaimIncompleteError,
    ClaimStateError,
    NoPostError,
    NotReviewerError,
    ReasonNeededError,
    SameTrainingError,
)


def finding_sentence(finding: Finding) -> str:
    """What is wanting, and how to mend it (H2)."""
    texts = {
        claim_rules.NO_TITLE: _("请填写项目名称。"),
        claim_rules.NO_ORGANISER: _("请填写主办单位。"),
        claim_rules.NO_CATEGORY: _("请选择培训内容。"),
        claim_rules.NO_LEVEL: _("请选择培训级别。"),
        claim_rules.NO_DATES: _("请填写日期。"),
        claim_rules.ENDS_FIRST: _("结束日期早于开始日期，请核对。"),
        claim_rules.NOT_OVER: _("培训还没有结束，结束后再申报。"),
        claim_rules.NO_HOURS: _("请填写学时，须大于 0。"),
        claim_rules.NOT_HALVES: _("学时按 0.5 填写，例如 7.5。"),
        claim_rules.TOO_MANY: _("学时超过这些天能有的最大值 %(most)s，请核对日期和学时。"),
        claim_rules.NO_EVIDENCE: _("请上传证书或证明的照片。"),
    }
    return texts[finding.code] % finding.values


def double_sentence(double: Double, other: OnRecord, *, name: bool = False) -> str:
    """What looks double, naming the other record; with `name` also whose it is (H7)."""
    record = other.claim or other.entry
    values = {
        "why": DoubleCode(double.code).label,
        "title": record.title,
        "days": _days(record),
        "where": other.entry.get_source_display() if other.entry else _("个人申报"),
    }
    text = _("与“%(title)s”（%(days)s，%(where)s）%(why)s。") % values
    if name:
        return _("%(name)s：%(text)s") % {"name": record.teacher.name, "text": text}
    return text


def refusal_sentences(error: Exception) -> list[str]:
    """What to say of a step that was not taken."""
    match error:
        case ClaimIncompleteError():
            return [finding_sentence(finding) for finding in error.findings]
        case SameTrainingError():
            doubles = [double_sentence(double, other) for double, other in error.doubles]
            return [_("这次培训已有记录，不能重复认定。"), *doubles]
        case BadEvidenceError():
            return [sentence_of(error)]
        case ChangedMeanwhileError():
            text = _("这项申报刚才有变动，现在的状态是“%(state)s”，请核对后再办理。")
            return [text % {"state": ClaimState(error.state).label}]
        case ClaimStateError():
            text = _("申报现在的状态是“%(state)s”，不能这样办理。")
            return [text % {"state": ClaimState(error.state).label}]
        case NoPostError():
            return [_("花名册中没有您现在的任职，没有单位可以审核。请学校核对花名册。")]
        case NotReviewerError(why=why):
            return [_not_reviewer(why)]
        case AppealClosedError(why=why):
            return [_appeal(why)]
    return [_("请填写理由。")]


def _not_reviewer(why: str) -> str:
    if why == OWN:
        return _("不能审核自己的申报，请由另一位工作人员办理。")
    return _("这项申报现在不由您审核：已交其他环节，或您在前一环节已经审核过。")


def _appeal(why: str) -> str:
    if why == BEFORE:
        return _("已申请过一次复核，不能再次申请。")
    if why == HIGHEST:
        return _("市级审核的结论不再复核。")
    return _("申请复核的期限已过。")


def _days(record) -> str:
    if record.starts_on == record.ends_on:
        return f"{record.starts_on:%Y-%m-%d}"
    return f"{record.starts_on:%Y-%m-%d}—{record.ends_on:%Y-%m-%d}"


def state_tone(state: str) -> str:
    """The tone of a state, of those that badges have."""
    return {
        ClaimState.IN_REVIEW: "behind",
        ClaimState.RETURNED: "short",
        ClaimState.REJECTED: "short",
        ClaimState.RECOGNISED: "met",
    }.get(state, "plain")


def standard_reasons() -> dict[str, list[str]]:
    """What reviewers mostly write, by the step it is for; they may change it."""
    return {
        "return": [
            _("佐证材料看不清，请重新拍照上传。"),
            _("佐证材料上没有学时或日期，请补充培训通知、日程等材料。"),
            _("填写的名称、日期或学时与佐证材料不一致，请核对。"),
            _("请补充加盖公章的证明。"),
        ],
        "reject": [
            _("不属于心理健康教育专业培训。"),
            _("与已有记录是同一次培训。"),
            _("佐证材料不能证明本人参加。"),
        ],
    }
