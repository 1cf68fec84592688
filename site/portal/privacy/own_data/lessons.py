"""What a person did with lessons of others."""

from django.utils.translation import gettext as _

from courses.models import LessonUse, SavedLesson, Thanks
from portal.privacy.own_data.section import Section, text


def lesson_sections(user) -> list[Section]:
    return [_saved(user), _thanks(user), _uses(user)]


def _saved(user) -> Section:
    columns = [
        text("lesson", _("课例"), 40),
        text("list_name", _("清单")),
        text("saved_at", _("收藏时间"), 20),
    ]
    saved = SavedLesson.objects.visible_to(user).select_related("lesson").order_by("pk")
    rows = [(one.lesson.title, one.list_name, one.saved_at) for one in saved]
    return Section("saved_lessons", _("收藏的课例"), columns, rows)


def _thanks(user) -> Section:
    columns = [text("lesson", _("课例"), 40), text("at", _("致谢时间"), 20)]
    thanks = Thanks.objects.visible_to(user).select_related("lesson").order_by("pk")
    rows = [(one.lesson.title, one.at) for one in thanks]
    return Section("thanks", _("致谢过的课例"), columns, rows)


def _uses(user) -> Section:
    columns = [
        text("lesson", _("课例"), 40),
        text("used_on", _("上课日期"), 12),
        text("grade", _("年级"), 10),
        text("reflection", _("使用体会"), 48),
        text("state", _("体会状态"), 10),
        text("noted_at", _("登记时间"), 20),
    ]
    uses = LessonUse.objects.by(user).select_related("lesson").order_by("pk")
    rows = [
        (
            use.lesson.title,
            use.used_on,
            use.get_grade_display(),
            use.reflection,
            use.get_state_display(),
            use.noted_at,
        )
        for use in uses
    ]
    return Section("lesson_uses", _("课堂使用登记"), columns, rows)
