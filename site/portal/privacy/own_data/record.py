"""What the registers and the ledger hold about a teacher."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.spreadsheets import Column
from credits.certificates.models import Certificate
from credits.enums import Standing, VerdictCode
from credits.models import Entry, Exemption, Leave
from people.activation.models import ActivationCode
from people.models import Post, Teacher
from portal.privacy.own_data.claims import claim_sections
from portal.privacy.own_data.section import Section, hours, of_rows, text
from training.audit.explanation import explain_year
from training.classes.models import Mark, Place
from training.years import years_on_record


def record_sections(user, teacher: Teacher) -> list[Section]:
    return [
        _roster(teacher),
        _posts(teacher),
        _changes("roster_changes", _("名册变更"), teacher.history.all(), _roster_columns()),
        _post_changes(teacher),
        _entries(teacher),
        _years(user, teacher),
        *_exemptions(teacher),
        *_leaves(teacher),
        *claim_sections(teacher),
        _certificates(teacher),
        _classes(teacher),
        _attendance(teacher),
        _activation_codes(teacher),
    ]


def _roster(teacher: Teacher) -> Section:
    columns = _roster_columns()
    return Section("roster", _("教师名册"), columns, of_rows([teacher], columns))


def _roster_columns() -> list[Column]:
    return [
        text("number", _("教师编号")),
        text("name", _("姓名")),
        text("get_sex_display", _("性别"), 8),
        text("phone", _("手机号")),
        text("backbone", _("骨干教师"), 10),
    ]


def _posts(teacher: Teacher) -> Section:
    columns = [
        text("place", _("学校或单位"), 30),
        text("kind", _("岗位类别"), 24),
        text("starts_on", _("开始日期"), 12),
        text("ends_on", _("结束日期"), 12),
    ]
    posts = teacher.posts.select_related("school", "unit").order_by("starts_on", "pk")
    rows = [(*_place_and_kind(post), post.starts_on, post.ends_on) for post in posts]
    return Section("posts", _("任职"), columns, rows)


def _place_and_kind(post) -> tuple[str, str]:
    return str(post.school or post.unit or ""), post.get_kind_display()


def _change(sign: str) -> str:
    return {"+": _("新增"), "~": _("变更"), "-": _("删除")}[sign]


def _changes(name: str, title: str, history: QuerySet, columns: list[Column]) -> Section:
    """Each change, and what these columns held after it."""
    columns = [text("history_date", _("时间"), 20), text("history_type", _("变更")), *columns]
    rows = of_rows(history.order_by("history_date", "history_id"), columns)
    changes = [(moment, _change(sign), *values) for moment, sign, *values in rows]
    return Section(name, title, columns, changes)


def _post_changes(teacher: Teacher) -> Section:
    columns = [
        text("history_date", _("时间"), 20),
        text("history_type", _("变更")),
        text("place", _("学校或单位"), 30),
        text("kind", _("岗位类别"), 24),
        text("starts_on", _("开始日期"), 12),
        text("ends_on", _("结束日期"), 12),
    ]
    history = Post.history.filter(teacher_id=teacher.pk).select_related("school", "unit")
    rows = [
        (
            post.history_date,
            _change(post.history_type),
            *_place_and_kind(post),
            post.starts_on,
            post.ends_on,
        )
        for post in history.order_by("history_date", "history_id")
    ]
    return Section("post_changes", _("任职变更"), columns, rows)


def _entries(teacher: Teacher) -> Section:
    columns = [
        text("year", _("年度"), 8),
        text("title", _("培训项目"), 36),
        text("organiser", _("主办单位"), 24),
        text("starts_on", _("开始日期"), 12),
        text("ends_on", _("结束日期"), 12),
        text("get_category_display", _("培训内容")),
        text("get_level_display", _("培训级别"), 10),
        text("get_mode_display", _("培训形式")),
        hours("hours", _("学时")),
        text("certificate_no", _("证书编号"), 20),
        text("get_source_display", _("来源")),
        text("reason", _("冲销事由"), 24),
        text("posted_at", _("入账时间"), 20),
        text("posted_by_name", _("入账人")),
        text("seq", _("账内序号"), 10),
        text("hash", _("校验值"), 24),
    ]
    entries = Entry.objects.filter(teacher=teacher).order_by("seq")
    return Section("entries", _("学时账"), columns, of_rows(entries, columns))


def _years(user, teacher: Teacher) -> Section:
    columns = [
        text("year", _("年度"), 8),
        text("school", _("核查时所在学校"), 30),
        text("standing", _("核查身份"), 18),
        hours("required", _("应修学时")),
        hours("counted", _("计入学时")),
        hours("capped", _("超出上限")),
        hours("not_counted", _("不计入")),
        hours("missing", _("还差学时")),
        text("verdict", _("结果"), 12),
    ]
    found = [(year, explain_year(teacher, year, reader=user).row) for year in years_on_record()]
    rows = [
        (
            year,
            row.school_name,
            Standing(row.standing).label,
            row.required,
            row.counted,
            row.capped,
            row.not_counted,
            row.missing,
            VerdictCode(row.verdict).label if row.standing == Standing.BINDING else "",
        )
        for year, row in found
        if row is not None
    ]
    return Section("years", _("年度核查结果"), columns, rows)


def _exemptions(teacher: Teacher) -> list[Section]:
    paper = [
        text("year", _("年度"), 8),
        text("reason", _("事由"), 24),
        text("document", _("批准文件"), 30),
    ]
    columns = [*paper, text("recorded_at", _("登记时间"), 20)]
    papers = Exemption.objects.filter(teacher=teacher).order_by("year")
    history = Exemption.history.filter(teacher_id=teacher.pk)
    return [
        Section("exemptions", _("免修"), columns, of_rows(papers, columns)),
        _changes("exemption_changes", _("免修变更"), history, paper),
    ]


def _leaves(teacher: Teacher) -> list[Section]:
    paper = [
        text("starts_on", _("开始日期"), 12),
        text("ends_on", _("结束日期"), 12),
        text("reason", _("事由"), 24),
        text("document", _("批准文件"), 30),
    ]
    columns = [*paper, text("recorded_at", _("登记时间"), 20)]
    papers = Leave.objects.filter(teacher=teacher).order_by("starts_on")
    history = Leave.history.filter(teacher_id=teacher.pk)
    return [
        Section("leaves", _("请假"), columns, of_rows(papers, columns)),
        _changes("leave_changes", _("请假变更"), history, paper),
    ]


def _certificates(teacher: Teacher) -> Section:
    columns = [
        text("number", _("证书编号"), 24),
        text("name", _("姓名")),
        text("title", _("培训名称"), 36),
        text("class_no", _("培训编号")),
        text("starts_on", _("开始日期"), 12),
        text("ends_on", _("结束日期"), 12),
        hours("total_hours", _("学时")),
        text("issuer", _("发证单位"), 24),
        text("issued_at", _("发证时间"), 20),
        text("issued_by_name", _("发证人")),
        text("revoked_at", _("撤销时间"), 20),
        text("revoked_by_name", _("撤销人")),
        text("revoked_reason", _("撤销理由"), 24),
    ]
    certificates = Certificate.objects.filter(teacher=teacher).order_by("issued_at", "pk")
    return Section("certificates", _("结业证书"), columns, of_rows(certificates, columns))


def _activation_codes(teacher: Teacher) -> Section:
    columns = [
        text("get_purpose_display", _("用途")),
        text("get_way_display", _("发放方式")),
        text("sent_to", _("收件地址"), 24),
        text("issued_at", _("发放时间"), 20),
        text("issued_by_name", _("发放人")),
        text("expires_at", _("失效时间"), 20),
        text("used_at", _("使用时间"), 20),
        text("revoked_at", _("作废时间"), 20),
    ]
    codes = ActivationCode.objects.filter(teacher=teacher).order_by("issued_at", "pk")
    return Section("activation_codes", _("激活码"), columns, of_rows(codes, columns))


def _classes(teacher: Teacher) -> Section:
    columns = [
        text("number", _("班号"), 20),
        text("title", _("培训班"), 36),
        text("state", _("状态")),
        text("way", _("报名途径")),
        text("asked_at", _("报名时间"), 20),
        text("passed", _("考核合格"), 10),
        text("score", _("成绩"), 10),
    ]
    places = Place.objects.filter(teacher=teacher).select_related("training_class")
    rows = [
        (
            place.training_class.number,
            place.training_class.full_title,
            place.get_state_display(),
            place.get_way_display(),
            place.asked_at,
            place.passed,
            place.score,
        )
        for place in places.order_by("asked_at", "pk")
    ]
    return Section("classes", _("培训班"), columns, rows)


def _attendance(teacher: Teacher) -> Section:
    columns = [
        text("title", _("场次"), 36),
        text("direction", _("签到或签退"), 10),
        text("at", _("时间"), 20),
        text("way", _("方式"), 16),
    ]
    marks = Mark.objects.filter(place__teacher=teacher).select_related("session")
    rows = [
        (mark.session.title, mark.get_direction_display(), mark.at, mark.get_way_display())
        for mark in marks.order_by("at", "pk")
    ]
    return Section("attendance", _("签到记录"), columns, rows)
