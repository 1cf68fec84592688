"""What pages are filed under. Six topics: those of the guiding outline of 2012 (教基一〔2012〕15号)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.enums import Stage


class Grade(models.IntegerChoices):
    G1 = 1, _("一年级")
    G2 = 2, _("二年级")
    G3 = 3, _("三年级")
    G4 = 4, _("四年级")
    G5 = 5, _("五年级")
    G6 = 6, _("六年级")
    G7 = 7, _("七年级")
    G8 = 8, _("八年级")
    G9 = 9, _("九年级")
    G10 = 10, _("高一")
    G11 = 11, _("高二")
    G12 = 12, _("高三")


# First and last grade of each stage.
GRADES_OF_STAGE: dict[Stage, tuple[int, int]] = {
    Stage.PRIMARY: (1, 6),
    Stage.JUNIOR: (7, 9),
    Stage.SENIOR: (10, 12),
}


class Topic(models.TextChoices):
    SELF = "self", _("认识自我")
    LEARNING = "learning", _("学会学习")
    RELATIONS = "relations", _("人际交往")
    EMOTION = "emotion", _("情绪调适")
    CAREER = "career", _("升学择业")
    ADAPTATION = "adaptation", _("生活和社会适应")


class LessonKind(models.TextChoices):
    LESSON = "lesson", _("心理健康教育课")
    CLASS_MEETING = "class_meeting", _("主题班会")
    GROUP = "group", _("团体辅导")
    INFUSED = "infused", _("学科渗透")
    MICRO = "micro", _("微课")


class Award(models.TextChoices):
    """Excellent lessons, by the level that chose them."""

    NATIONAL = "national", _("国家级优质课")
    PROVINCE = "province", _("省级优质课")
    CITY = "city", _("市级优质课")
    DISTRICT = "district", _("区级优质课")


class Licence(models.TextChoices):
    """What others may do with it; the first is the one for lessons that are shared and adapted."""

    BY_NC_SA = "by-nc-sa", _("署名—非商业性使用—相同方式共享 4.0")
    BY_NC = "by-nc", _("署名—非商业性使用 4.0")
    BY = "by", _("署名 4.0")
    BY_NC_ND = "by-nc-nd", _("署名—非商业性使用—禁止演绎 4.0")


# Under the others nothing may be made from it.
ADAPTABLE = frozenset({Licence.BY_NC_SA, Licence.BY_NC, Licence.BY})


class FileKind(models.TextChoices):
    PLAN = "plan", _("教学设计")
    SLIDES = "slides", _("课件")
    WORKSHEET = "worksheet", _("活动单")
    OTHER = "other", _("其他材料")


class ActivityKind(models.TextChoices):
    """The kinds that the notice names (R8 to R12)."""

    CULTURE = "culture", _("校园文化")
    CLUB = "club", _("社团活动")
    SPORTS_ARTS = "sports_arts", _("体育艺术")
    LABOUR = "labour_practice", _("劳动实践")
    CEREMONY = "ceremony_festival", _("仪式节庆")


class ActivityReach(models.TextChoices):
    CAMPUS = "campus", _("校园活动")
    CLASS = "class", _("班级活动")


class Season(models.TextChoices):
    """When in the school year a theme is wanted (R30)."""

    TERM_START = "term_start", _("开学适应")
    EXAMS = "exams", _("考试前后")
    SPRING = "spring", _("春季")
    GRADUATION = "graduation", _("毕业升学")
    HOLIDAY = "holiday", _("寒暑假")
    ANY = "any", _("全年")


class ResearchKind(models.TextChoices):
    """The four forms of teaching research that the notice names (R33), and projects (R37)."""

    REGIONAL = "regional", _("区域教研")
    SCHOOL = "school", _("校本教研")
    ONLINE = "online", _("网络教研")
    JOINT = "joint", _("联合教研")
    PROJECT = "project", _("课题研究")


class PartnerKind(models.TextChoices):
    UNIVERSITY = "university", _("高等学校与科研机构")
    MEDICAL = "medical", _("医疗卫生机构")
    WOMEN = "womens_federation", _("妇联组织")
    YOUTH = "youth_league", _("共青团组织")
    COMMUNITY = "community", _("社区与社会组织")


class CourseCategory(models.TextChoices):
    """What a course's hours count as; the words of the ledger's categories (H3)."""

    ETHICS = "ethics", _("专业伦理")
    KNOWLEDGE = "knowledge", _("专业知识")
    SKILL = "skill", _("专业技能")
    SUPERVISION = "supervision", _("专业督导")


class LessonState(models.TextChoices):
    """How far a lesson is, as its author sees it."""

    DRAFT = "draft", _("草稿")
    AT_SCHOOL = "at_school", _("待学校审核")
    AT_EDITOR = "at_editor", _("待编辑审核")
    RETURNED = "returned", _("已退回")
    SCHEDULED = "scheduled", _("待定时发布")
    PUBLISHED = "published", _("已发布")
    OFFLINE = "offline", _("已下线")


# Its author may change it.
OPEN_STATES = frozenset({LessonState.DRAFT, LessonState.RETURNED, LessonState.OFFLINE})
# Somebody else is to decide.
WAITING_STATES = frozenset({LessonState.AT_SCHOOL, LessonState.AT_EDITOR})


class PageKind(models.TextChoices):
    """What kinds of pages the search of the site tells apart, in the order of its results."""

    LESSON = "lesson", _("课例")
    COURSE = "course", _("课程资源")
    THEME = "theme", _("专题")
    ACTIVITY = "activity", _("校园活动")
    NEWS = "news", _("通知公告")
    POLICY = "policy", _("政策文件")
    RESEARCH = "research", _("教研与课题")
    FAMILY = "family", _("家庭教育")
    PARTNER = "partner", _("合作单位")
    PAGE = "page", _("其他页面")
