"""Who keeps, uses and thanks for a lesson. A use names a grade, never a class or a pupil."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enums import Grade
from courses.models.lessons import LessonPage
from courses.using.querysets import LessonUseQuerySet, OwnQuerySet


class Reflection(models.TextChoices):
    """How far a reflection is: only what an editor has read is shown."""

    NONE = "none", _("未填写")
    WAITING = "waiting", _("待审阅")
    SHOWN = "shown", _("已公开")
    HIDDEN = "hidden", _("不公开")


class SavedLesson(models.Model):
    """A lesson on one of a person's lists; the list without a name is the first."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="saved")
    list_name = models.CharField(_("清单"), max_length=40, blank=True)
    saved_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True  # editors see use by pages, not by people
    objects = OwnQuerySet.as_manager()

    class Meta:
        ordering = ["list_name", "-saved_at"]
        constraints = [
            models.UniqueConstraint("user", "list_name", "lesson", name="lesson_is_on_a_list_once")
        ]


class Thanks(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="thanks")
    at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True  # editors see use by pages, not by people
    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("user", "lesson", name="thanks_are_given_once")]


class LessonUse(models.Model):
    """The lesson was given on a day in a grade, with a reflection if the teacher wrote one.

    `school` and `unit` are those at the time, so that a report over a year stays as it was.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    lesson = models.ForeignKey(LessonPage, models.CASCADE, related_name="uses")
    used_on = models.DateField(_("上课日期"))
    grade = models.PositiveSmallIntegerField(_("年级"), choices=Grade)
    school = models.ForeignKey(
        "people.School", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    unit = models.ForeignKey(
        "people.Unit", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reflection = models.CharField(_("使用体会"), max_length=500, blank=True)
    state = models.CharField(
        _("体会状态"), max_length=8, choices=Reflection, default=Reflection.NONE
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    noted_at = models.DateTimeField(auto_now_add=True)

    wagtail_reference_index_ignore = True  # editors see use by pages, not by people
    objects = LessonUseQuerySet.as_manager()

    class Meta:
        ordering = ["-used_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "user", "lesson", "used_on", "grade", name="lesson_use_is_noted_once"
            ),
            models.CheckConstraint(
                condition=Q(reflection="", state=Reflection.NONE)
                | ~Q(reflection="") & ~Q(state=Reflection.NONE),
                name="lesson_use_state_fits_reflection",
            ),
            models.CheckConstraint(
                condition=Q(grade__gte=1, grade__lte=12), name="lesson_use_grade_exists"
            ),
        ]
