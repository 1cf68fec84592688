"""Coded values of people, schools and roles. The codes are what the national standards use."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitLevel(models.TextChoices):
    NATION = "nation", _("国家")
    PROVINCE = "province", _("省")
    CITY = "city", _("市")
    UNIT = "unit", _("管理单位")


class SchoolKind(models.TextChoices):
    """办学类型: the three digits of JY/T 0633."""

    KINDERGARTEN = "111", _("幼儿园")
    PRIMARY = "211", _("小学")
    TEACHING_POINT = "218", _("小学教学点")
    JUNIOR = "311", _("初级中学")
    NINE_YEAR = "312", _("九年一贯制学校")
    COMPLETE_SECONDARY = "341", _("完全中学")
    SENIOR = "342", _("高级中学")
    TWELVE_YEAR = "345", _("十二年一贯制学校")
    VOCATIONAL = "361", _("中等职业学校")
    CORRECTIONAL = "371", _("专门学校")
    SPECIAL = "511", _("特殊教育学校")


class Stage(models.TextChoices):
    PRIMARY = "primary", _("小学")
    JUNIOR = "junior", _("初中")
    SENIOR = "senior", _("高中")


STAGES_OF_KIND = {
    SchoolKind.KINDERGARTEN: (),
    SchoolKind.PRIMARY: (Stage.PRIMARY,),
    SchoolKind.TEACHING_POINT: (Stage.PRIMARY,),
    SchoolKind.JUNIOR: (Stage.JUNIOR,),
    SchoolKind.NINE_YEAR: (Stage.PRIMARY, Stage.JUNIOR),
    SchoolKind.COMPLETE_SECONDARY: (Stage.JUNIOR, Stage.SENIOR),
    SchoolKind.SENIOR: (Stage.SENIOR,),
    SchoolKind.TWELVE_YEAR: (Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR),
    SchoolKind.VOCATIONAL: (Stage.SENIOR,),
    SchoolKind.CORRECTIONAL: (Stage.JUNIOR,),
    SchoolKind.SPECIAL: (Stage.PRIMARY, Stage.JUNIOR),
}


class Ownership(models.TextChoices):
    PUBLIC = "public", _("公办")
    PRIVATE = "private", _("民办")


class Sex(models.TextChoices):
    """GB/T 2261.1."""

    UNKNOWN = "0", _("未知")
    MALE = "1", _("男")
    FEMALE = "2", _("女")
    UNSTATED = "9", _("未说明")


class PostKind(models.TextChoices):
    """岗位类别 (P1)."""

    FULL_TIME = "full_time", _("专职心理健康教育教师")
    PART_TIME = "part_time", _("兼职心理健康教育教师")
    CLASS_TEACHER = "class_teacher", _("班主任")
    PRINCIPAL = "principal", _("校长")
    SUBJECT_TEACHER = "subject_teacher", _("学科教师")
    RESEARCH_OFFICER = "research_officer", _("教研员")


PSYCHOLOGY_POSTS = (PostKind.FULL_TIME, PostKind.PART_TIME)


class Role(models.TextChoices):
    TEACHER = "teacher", _("教师")
    SCHOOL_ADMIN = "school_admin", _("学校管理员")
    TRAINER = "trainer", _("培训者")
    EDITOR = "editor", _("编辑")
    UNIT_OFFICER = "unit_officer", _("管理单位工作人员")
    CITY_OFFICER = "city_officer", _("市教育局工作人员")
    SITE_ADMIN = "site_admin", _("系统管理员")
    AUDITOR = "auditor", _("安全审计员")


class BatchKind(models.TextChoices):
    SCHOOLS = "schools", _("学校名册")
    TEACHERS = "teachers", _("教师花名册")
    HOURS = "hours", _("学时登记")


class BatchState(models.TextChoices):
    WAITING = "waiting", _("等待核对")
    REHEARSED = "rehearsed", _("待确认")
    REFUSED = "refused", _("文件无法读取")
    CONFIRMED = "confirmed", _("正在入库")
    IMPORTED = "imported", _("已导入")
    UNDONE = "undone", _("已撤销")
    FAILED = "failed", _("处理中断")


class Vocabulary(models.TextChoices):
    """The coded columns whose written forms the synonym table maps (I1)."""

    SCHOOL_KIND = "school_kind", _("办学类型")
    OWNERSHIP = "ownership", _("办学性质")
    YES_NO = "yes_no", _("是否")
    SEX = "sex", _("性别")
    POST_KIND = "post_kind", _("岗位类别")
    CATEGORY = "category", _("培训内容")
    LEVEL = "level", _("培训级别")
    MODE = "mode", _("培训形式")
    UNIT = "unit", _("管理单位")
