"""What a teacher has claimed, and with which evidence."""

from django.utils.translation import gettext as _

from credits.claims.models import Claim, Evidence
from people.models import Teacher
from portal.privacy.own_data.section import Section, hours, of_rows, text


def claim_sections(teacher: Teacher) -> list[Section]:
    return [_claims(teacher), _evidence(teacher)]


def _claims(teacher: Teacher) -> Section:
    columns = [
        text("kind", _("申报类别"), 14),
        text("title", _("项目名称"), 36),
        text("organiser", _("主办单位"), 24),
        text("get_category_display", _("培训内容")),
        text("get_level_display", _("培训级别")),
        text("get_mode_display", _("培训形式")),
        text("starts_on", _("开始日期"), 12),
        text("ends_on", _("结束日期"), 12),
        hours("hours", _("学时")),
        text("certificate_no", _("证书编号"), 20),
        text("note", _("说明"), 30),
        text("get_state_display", _("状态")),
        text("submitted_at", _("提交时间"), 20),
        text("decided_at", _("办结时间"), 20),
    ]
    claims = Claim.objects.filter(teacher=teacher).select_related("kind").order_by("created_at")
    return Section("claims", _("学时申报"), columns, of_rows(claims, columns))


def _evidence(teacher: Teacher) -> Section:
    columns = [
        text("claim", _("项目名称"), 36),
        text("name", _("文件名"), 36),
        text("added_at", _("上传时间"), 20),
    ]
    evidence = Evidence.objects.filter(claim__teacher=teacher).select_related("claim")
    return Section("claim_evidence", _("佐证材料"), columns, of_rows(evidence, columns))
