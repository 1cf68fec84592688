"""Who hears of a page's way, and in which words: called within `in_chinese`, whoever's request it is."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from courses.models import LessonPage
from courses.publishing.reach import hands_on
from people.enums import Role, UnitLevel
from people.holders import holders
from people.models import Unit, User
from people.notices.enums import NoticeKind
from people.notices.models import TITLE_LENGTH, Notice
from people.notices.services.notifying import notify
from people.notices.wording import one_line
from people.roles import EDIT_PAGES, PROPOSE_LESSONS, PUBLISH_PAGES
from people.scopes import may, scope_of


def in_chinese():
    return translation.override(settings.LANGUAGE_CODE)


def tell_submitted(page) -> None:
    _tell_author(
        page, _("“%(title)s”已提交"), _("审核结果会在这里通知。审核期间不能修改，可以撤回。")
    )


def tell_checkers(page, checkers) -> None:
    """The school's administrators of a lesson that waits for them."""
    body = _("本校教师提交了课例。请核对后审核通过，或写明原因退回。")
    for user in checkers:
        _tell(user, page, _("待审核：“%(title)s”"), body, reverse("school-lesson", args=[page.pk]))


def tell_editors(page) -> None:
    body = _("请在内容管理中审核发布，或写明原因退回。")
    for user in editors_of(page):
        _tell(user, page, _("待审核：“%(title)s”"), body, _desk(page))


def tell_passed_school(page) -> None:
    _tell_author(page, _("“%(title)s”已通过学校审核"), _("接下来由编辑审核发布。"))


def tell_returned(page, *, reason: str, by: User | None) -> None:
    names = {"by": by.get_full_name() if by else _("审核人"), "reason": reason}
    body = _("%(by)s退回了这个页面，原因如下。修改后可以再次提交。\n\n%(reason)s") % names
    _tell_author(page, _("“%(title)s”已退回"), body)


def tell_scheduled(page, moment) -> None:
    when = date_format(localtime(moment), "Y-m-d H:i")
    _tell_author(page, _("“%(title)s”已通过审核"), _("将于 %(when)s 自动发布。") % {"when": when})


def tell_published(page) -> None:
    _tell_author(page, _("“%(title)s”已发布"), _("所有人都可以看到。感谢分享。"))


def tell_cancelled(page, *, by: User | None) -> None:
    """Not to whoever took it back themselves."""
    if page.owner != by:
        names = {"by": by.get_full_name() if by else _("编辑")}
        _tell_author(page, _("“%(title)s”的审核已中止"), _("%(by)s中止了审核。") % names)


def tell_expiring(page, user: User) -> bool:
    """Once for each day of expiry; whether it is told now."""
    day = date_format(localtime(page.expire_at), "Y-m-d")
    title = _("“%(title)s”将于 %(day)s 停止公开显示") % {"title": page.title, "day": day}
    title = one_line(title, TITLE_LENGTH)
    if Notice.objects.filter(user=user, kind=NoticeKind.REVIEW, title=title).exists():
        return False
    body = _("需要继续显示的，请修改到期时间并提交审核；不再需要的，不必处理。")
    notify(user, NoticeKind.REVIEW, title=title, body=body, url=address_for(user, page))
    return True


def editors_of(page) -> list[User]:
    """Who is to approve it: the editors of its place, else the city's officers; none of its hands."""
    place = _place_of(page)
    hands = hands_on(page)
    found = [user for user in holders(PUBLISH_PAGES, unit=place) if user.pk not in hands]
    nearest = [user for user in found if Role.EDITOR in scope_of(user).roles]
    return nearest or found


def _place_of(page) -> Unit | None:
    if unit := getattr(page, "unit", None):
        return unit
    if school := getattr(page, "school", None):
        return school.unit
    return Unit.objects.filter(level=UnitLevel.CITY).first()


def _tell_author(page, title: str, body: str) -> None:
    if page.owner is not None:
        _tell(page.owner, page, title, body)


def _tell(user: User, page, title: str, body: str, url: str | None = None) -> None:
    notify(
        user,
        NoticeKind.REVIEW,
        title=title % {"title": page.draft_title or page.title},
        body=body,
        url=address_for(user, page) if url is None else url,
    )


def address_for(user: User, page) -> str:
    """Where this person works on the page; empty where they do not."""
    if isinstance(page, LessonPage) and page.owner == user and may(user, PROPOSE_LESSONS):
        return reverse("my-lesson", args=[page.pk])
    return _desk(page) if may(user, EDIT_PAGES) or user.is_superuser else ""


def _desk(page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
