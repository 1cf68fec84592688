"""What waits for each role, with counts: the contents of the start page."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from common.clock import now, today
from credits.enums import VerdictCode
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.enums import BatchState, Role
from people.models import ImportBatch, RoleGrant, School, Teacher, Unit
from people.notices.models import Delivery
from people.roles import EDIT_PAGES, IMPORT_REGISTERS, PUBLISH_PAGES
from people.scopes import Capacity, scope_of
from portal.desk import DESK
from portal.start.claims import claims_to_mend, claims_waiting
from portal.start.classes import classes_waiting, places_to_answer
from portal.start.figures import OVERDUE, Figure, counted
from portal.start.reviews import (
    courses_to_mend,
    desk_of,
    lessons_to_check,
    lessons_to_mend,
    pages_to_approve,
)
from training.audit.roster import Reach
from training.audit.rows import Totals
from training.audit.service import audit_year
from training.years import current_year

SOON = timedelta(days=30)
LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Board:
    """Whose work it is, the figures that ask for something, and where the work is done."""

    title: str
    lead: str
    figures: list[Figure]
    links: list[tuple[str, str, str]] = field(default_factory=list)  # (title, note, address)


def board_of(user, capacity: Capacity) -> Board:
    """The board for one capacity of `user`. Reads the audit of its own place at most once."""
    builders = {
        Role.TEACHER: _teacher,
        Role.SCHOOL_ADMIN: _school,
        Role.UNIT_OFFICER: _unit,
        Role.CITY_OFFICER: _unit,
        Role.TRAINER: _trainer,
        Role.EDITOR: _editor,
        Role.SITE_ADMIN: _site,
        Role.AUDITOR: _auditor,
    }
    return builders[capacity.role](user, capacity)


def _teacher(user, _capacity: Capacity) -> Board:
    year = current_year()
    url = reverse("my-year", args=[year])
    rows = audit_year(year, reach=Reach(teacher_id=scope_of(user).teacher_id)).teachers
    if rows:
        row = rows[0]
        figures = [
            Figure(
                _("已计入"), str(row.counted), _("学时"), url, note=_required_note(row.required)
            ),
            Figure(
                _("还差"),
                str(row.missing),
                _("学时"),
                url,
                tone="alarm" if row.missing else "",
                note=str(VerdictCode(row.verdict).label),
            ),
        ]
    else:
        figures = []
    figures += [*places_to_answer(user), *claims_to_mend(user), *lessons_to_mend(user)]
    links = [
        (_("我的学时"), _("每一条学时的来源和计算依据"), url),
        (_("培训班"), _("查找并报名市、区两级培训班"), reverse("classes")),
        (_("我的培训"), _("报名进度、签到码和证书"), reverse("my-classes")),
        (_("我的申报"), _("申报其他单位举办的培训"), reverse("claims")),
        (_("我的课例"), _("分享上过的课，看审核到了哪一步"), reverse("my-lessons")),
        (_("我的收藏"), _("留着以后用的课例"), reverse("my-saved")),
        (_("我用过的课例"), _("登记过的课堂使用和体会"), reverse("my-uses")),
        _use_of_lessons(),
    ]
    return Board(_("%(year)s 年度我的学时") % {"year": year}, "", figures, links)


def _use_of_lessons() -> tuple[str, str, str]:
    return (_("课例使用情况"), _("浏览、下载和课堂使用的次数"), reverse("lesson-figures"))


def _required_note(required) -> str:
    return _("应修 %(hours)s 学时") % {"hours": required}


def _school(user, capacity: Capacity) -> Board:
    year = current_year()
    school = School.objects.get(pk=capacity.school_id)
    page = reverse("audit-school", args=[year, school.code])
    accounts = reverse("account-list")
    totals = audit_year(year, reach=Reach.of_school(school)).totals
    waiting = Teacher.objects.manageable_by(user).filter(user=None, posts__school=school)
    figures = [
        *_people(totals, page),
        _heads(_("未激活账号"), waiting.distinct().count(), accounts),
        _heads(_("专职教师缺口"), totals.gap, page),
        claims_waiting(user),
        lessons_to_check(user),
    ]
    links = [
        (_("本校年度核查"), _("教师学时与教师配备"), page),
        (_("账号管理"), _("发放激活单，重置密码"), accounts),
        (_("申报审核"), _("本校教师申报的学时"), reverse("claim-queue")),
        (_("课例审核"), _("本校教师提交的课例"), reverse("school-lessons")),
        (_("培训班"), _("推荐本校教师参加"), reverse("classes")),
        (_("培训覆盖"), _("骨干教师和各类教师受训情况"), reverse("coverage", args=[year])),
        _use_of_lessons(),
    ]
    return Board(school.name, _lead(year), figures, links)


def _unit(user, capacity: Capacity) -> Board:
    year = current_year()
    unit = Unit.objects.get(path=capacity.unit_path)
    page = reverse("audit-unit", args=[year, unit.code])
    totals = audit_year(year, reach=Reach.of_unit(unit)).totals
    lacking = totals.schools - totals.schools_meeting
    figures = [
        *_people(totals, reverse("audit-teachers", args=[year])),
        counted(
            _("配备未达标学校"),
            lacking,
            ngettext("所", "所", lacking),
            reverse("audit-schools", args=[year]) + "?meets=no",
        ),
    ]
    figures += [claims_waiting(user), *classes_waiting(user)]
    links = [
        (_("年度核查"), _("从汇总到每一条学时"), page),
        (_("申报审核"), _("教师申报的学时"), reverse("claim-queue")),
        (_("办班管理"), _("从审批、报名到学时确认"), reverse("class-desk-list")),
        (_("年度培训计划"), _("编制、审批和执行情况"), reverse("plans")),
        (_("培训覆盖"), _("教研员、骨干教师和各类教师受训情况"), reverse("coverage", args=[year])),
        _use_of_lessons(),
    ]
    if IMPORT_REGISTERS in capacity.abilities:
        imports = reverse("imports")
        rehearsed = ImportBatch.objects.visible_to(user).filter(state=BatchState.REHEARSED)
        waiting = rehearsed.count()
        figures.append(counted(_("待确认入库"), waiting, ngettext("批", "批", waiting), imports))
        links.append((_("数据导入"), _("学校名册、教师花名册、学时登记"), imports))
    if PUBLISH_PAGES in capacity.abilities:
        figures.append(pages_to_approve(user))
    if EDIT_PAGES in capacity.abilities and user.has_perm(DESK):
        desk = reverse("wagtailadmin_home")
        links.append((_("内容管理"), _("审核和发布页面"), desk))
    return Board(unit.display_name, _lead(year), figures, links)


def _people(totals: Totals, url: str) -> list[Figure]:
    behind = totals.binding - totals.compliant
    rate = "—" if totals.rate is None else f"{totals.rate}%"
    return [
        Figure(
            _("达标率"),
            rate,
            "",
            url,
            note=_("%(met)s / %(all)s 人") % {"met": totals.compliant, "all": totals.binding},
        ),
        _heads(_("未达标教师"), behind, url),
    ]


def _heads(label: str, count: int, url: str) -> Figure:
    return counted(label, count, ngettext("人", "人", count), url)


def _pages(label: str, pages: QuerySet, url: str) -> Figure:
    count = pages.count()
    return counted(label, count, ngettext("篇", "篇", count), url)


def _lead(year: int) -> str:
    return _("%(year)s 年度，截至今天") % {"year": year}


def _trainer(user, _capacity: Capacity) -> Board:
    drafts = Page.objects.filter(owner=user, has_unpublished_changes=True)
    desk = desk_of(user)
    figures = [
        *classes_waiting(user),
        _pages(_("未发布的草稿"), drafts, desk),
        courses_to_mend(user),
        *lessons_to_mend(user),
    ]
    links = [(_("办班管理"), _("从课程开班，到签到和学时确认"), reverse("class-desk-list"))]
    if desk:
        links.append((_("内容管理"), _("编写课程资源并提交审核"), desk))
    links.append((_("课程资源"), _("浏览已发布的课程"), "/"))
    return Board(_("培训与课程"), "", figures, links)


def _editor(user, capacity: Capacity) -> Board:
    unit = Unit.objects.get(path=capacity.unit_path)
    figures = [pages_to_approve(user)]
    links = []
    if desk := desk_of(user):
        links.append((_("内容管理"), _("修改页面，审核发布"), desk))
    links.append((_("课例资源库"), _("浏览已公开的课例"), "/lessons/"))
    links.append(_use_of_lessons())
    return Board(_("%(unit)s 内容编辑") % {"unit": unit.display_name}, "", figures, links)


def _site(user, _capacity: Capacity) -> Board:
    day, moment = today(), now()
    ending = RoleGrant.objects.not_over_on(day).filter(ends_on__lte=day + SOON).count()
    stuck = Delivery.objects.stuck(moment - OVERDUE).count()
    waiting = Teacher.objects.manageable_by(user).filter(user=None)
    accounts, grants = reverse("account-list"), reverse("grants")
    deliveries = reverse("deliveries")
    figures = [
        counted(_("发送受阻"), stuck, ngettext("封", "封", stuck), deliveries),
        counted(_("30 天内到期的授权"), ending, ngettext("项", "项", ending), grants),
        _heads(_("未激活账号"), waiting.count(), accounts),
    ]
    links = [
        (_("账号管理"), _("激活、停用、重置"), accounts),
        (_("授权管理"), _("授予和收回角色"), grants),
        (_("发送与任务"), _("邮件和后台任务的状态"), deliveries),
    ]
    if user.has_perm(DESK):
        links.append((_("内容管理"), _("编辑和发布页面"), reverse("wagtailadmin_home")))
    return Board(_("系统管理"), "", figures, links)


def _auditor(_user, _capacity: Capacity) -> Board:
    since = now() - LATELY
    log = reverse("access-log")
    lately = AccessRecord.objects.filter(at__gte=since)
    figures = []
    for label, action in (
        (_("拒绝访问"), Action.REFUSED),
        (_("导出"), Action.EXPORTED),
        (_("登录受限"), Action.SIGN_IN_LOCKED),
    ):
        count = lately.filter(action=action).count()
        figures.append(counted(label, count, ngettext("次", "次", count), f"{log}?action={action}"))
    links = [(_("访问日志"), _("查找和导出访问记录"), log)]
    return Board(_("安全审计"), _("最近 7 天"), figures, links)
