from django.db import models
from django.utils.translation import gettext_lazy as _


class Asks(models.TextChoices):
    """What a staffing standard asks (S1)."""

    SCHOOL_FULL_TIME = "school_full_time", _("每校专职教师不少于")
    SCHOOL_ANY = "school_any", _("每校专职或兼职教师不少于")
    STUDENTS_PER_FULL_TIME = "students_per_full_time", _("每名专职教师服务学生数不超过")
    STAGE_FULL_TIME = "stage_full_time", _("每学段专职教师不少于")
    CAMPUS_FULL_TIME = "campus_full_time", _("每校区专职教师不少于")
    UNIT_RESEARCH_OFFICER = "unit_research_officer", _("每个管理单位教研员不少于")
    SHARE_OF_SCHOOLS = "share_of_schools", _("配有专职或兼职教师的学校占比不低于（%）")


class Force(models.TextChoices):
    MANDATORY = "mandatory", _("强制")
    TARGET = "target", _("目标")
    ADVISORY = "advisory", _("建议")
