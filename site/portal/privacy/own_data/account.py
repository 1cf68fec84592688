"""What an account has left: its rights, its messages, its work."""

from pathlib import PurePath

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from courses.models import Video
from people.access_log.models import AccessRecord
from people.models import ImportBatch, RoleGrant
from people.notices.models import Delivery, Notice, NoticeChoice
from portal.privacy.own_data.lessons import lesson_sections
from portal.privacy.own_data.section import Section, of_rows, text
from portal.privacy.own_data.sign_in import sign_in_sections


def account_sections(user) -> list[Section]:
    return [
        _account(user),
        *sign_in_sections(user),
        _grants(user),
        _notices(user),
        _choices(user),
        _deliveries(user),
        _batches(user),
        _pages(user),
        _files(user),
        *lesson_sections(user),
    ]


def readers_section(teacher) -> Section:
    """Who opened, exported, revealed or changed the teacher's record. One query."""
    columns = [
        text("at", _("时间"), 20),
        text("get_action_display", _("事项")),
        text("actor_name", _("经手人")),
        text("get_role_display", _("身份"), 20),
        text("what", _("内容"), 40),
    ]
    records = AccessRecord.objects.readers_of(teacher.pk).order_by("at", "pk")
    return Section("readers", _("谁查看过我的资料"), columns, of_rows(records, columns))


def _account(user) -> Section:
    columns = [
        text("username", _("账号名")),
        text("get_full_name", _("姓名")),
        text("email", _("邮箱"), 28),
        text("is_active", _("有效"), 8),
        text("date_joined", _("开通时间"), 20),
        text("last_login", _("最近登录"), 20),
    ]
    return Section("account", _("账号"), columns, of_rows([user], columns))


def _grants(user) -> Section:
    columns = [
        text("get_role_display", _("角色"), 20),
        text("place", _("单位或学校"), 30),
        text("holder", _("担任者")),
        text("on_behalf_of", _("委托人")),
        text("starts_on", _("生效日期"), 12),
        text("ends_on", _("失效日期"), 12),
        text("reason", _("事由"), 24),
        text("granted_at", _("授权时间"), 20),
        text("ended_at", _("收回时间"), 20),
    ]
    held = RoleGrant.objects.filter(user=user) | RoleGrant.objects.filter(on_behalf_of=user)
    held = held.select_related("unit", "school", "user", "on_behalf_of").order_by("granted_at")
    rows = [
        (
            grant.get_role_display(),
            str(grant.unit or grant.school or ""),
            grant.user.get_full_name(),
            grant.on_behalf_of.get_full_name() if grant.on_behalf_of else "",
            grant.starts_on,
            grant.ends_on,
            grant.reason,
            grant.granted_at,
            grant.ended_at,
        )
        for grant in held
    ]
    return Section("grants", _("授权与委托"), columns, rows)


def _notices(user) -> Section:
    columns = [
        text("created_at", _("时间"), 20),
        text("get_kind_display", _("类别")),
        text("title", _("标题"), 30),
        text("body", _("内容"), 60),
        text("read_at", _("已读时间"), 20),
    ]
    notices = Notice.objects.visible_to(user).order_by("created_at", "pk")
    return Section("notices", _("站内消息"), columns, of_rows(notices, columns))


def _choices(user) -> Section:
    columns = [text("get_kind_display", _("消息类别"), 24), text("by_email", _("发邮件"), 10)]
    choices = NoticeChoice.objects.visible_to(user).order_by("kind")
    return Section("notice_choices", _("消息接收方式"), columns, of_rows(choices, columns))


def _deliveries(user) -> Section:
    columns = [
        text("created_at", _("时间"), 20),
        text("get_kind_display", _("类别")),
        text("address", _("收件邮箱"), 28),
        text("get_state_display", _("状态")),
        text("sent_at", _("发送时间"), 20),
    ]
    deliveries = Delivery.objects.filter(notice__user=user).order_by("created_at", "pk")
    return Section("deliveries", _("邮件发送记录"), columns, of_rows(deliveries, columns))


def _batches(user) -> Section:
    columns = [
        text("created_at", _("上传时间"), 20),
        text("get_kind_display", _("表格")),
        text("file_name", _("文件名"), 40),
        text("get_state_display", _("状态")),
        text("rows", _("行数"), 10),
        text("accepted", _("采用"), 10),
    ]
    batches = ImportBatch.objects.filter(created_by=user).for_list().order_by("created_at")
    return Section("imports", _("经手的导入"), columns, of_rows(batches, columns))


def _pages(user) -> Section:
    columns = [
        text("title", _("标题"), 40),
        text("first_published_at", _("首次发布"), 20),
        text("latest_revision_created_at", _("最近修改"), 20),
        text("live", _("已发布"), 8),
    ]
    pages = Page.objects.filter(Q(owner=user) | Q(lessonpage__teacher__user=user)).order_by("pk")
    return Section("pages", _("撰写的页面"), columns, of_rows(pages, columns))


def _files(user) -> Section:
    columns = [
        text("title", _("标题"), 40),
        text("filename", _("文件名"), 40),
        text("created_at", _("上传时间"), 20),
    ]
    models = (get_document_model(), get_image_model())
    files = [file for model in models for file in model.objects.filter(uploaded_by_user=user)]
    rows = of_rows(files, columns)
    films = Video.objects.filter(uploaded_by=user)
    rows += [(film.title, PurePath(film.file.name).name, film.created_at) for film in films]
    rows.sort(key=lambda row: row[2])
    return Section("files", _("上传的图片、视频和文件"), columns, rows)
