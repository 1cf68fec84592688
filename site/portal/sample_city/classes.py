"""Training classes of the sample city, made as people make them: drafted, approved, opened, filled."""

from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from common.clock import now, today
from credits.enums import Category, Level, Mode
from people.enums import PSYCHOLOGY_POSTS, PostKind, Role
from people.models import Teacher, Unit, User
from portal.sample_city.accounts import CITY_CODE
from training.classes import states
from training.classes.enums import Entry, Way
from training.classes.models import Lecturer, Session, TrainingClass
from training.classes.services.drafting import create_class, save_lecturer, save_session
from training.classes.services.enrolling import enrol_roster, enrol_teacher
from training.classes.services.moving import move_class

MORNING, AFTERNOON = (time(8, 30), time(11, 30)), (time(14), time(17))
PSYCHOLOGISTS = [kind.value for kind in PSYCHOLOGY_POSTS]


def hold_classes(users: dict[Role, User]) -> None:
    """One that is on today, one open for enrolment, one for backbone teachers, one to approve."""
    trainer, officer = users[Role.TRAINER], users[Role.CITY_OFFICER]
    day = today()
    on = _class(
        trainer,
        "学校心理危机识别与转介研修班",
        capacity=40,
        needs_check_out=False,
        place="市教科院 302 教室",
    )
    _sessions(
        on,
        trainer,
        (
            day,
            MORNING,
            "危机的识别与评估",
            Category.KNOWLEDGE,
            "周医生",
            "medical",
            "市精神卫生中心",
        ),
        (
            day,
            AFTERNOON,
            "转介流程与家校沟通",
            Category.SKILL,
            "吴老师",
            "research_officer",
            "市教科院",
        ),
    )
    _open(on, trainer, officer)
    enrol_teacher(on, users[Role.TEACHER].teacher, by=users[Role.TEACHER], way=Way.SELF)
    enrol_roster(on, _others(users, 24), by=trainer)

    coming = _class(
        trainer, "心理健康教育教师专业伦理培训班", capacity=60, place="市教师发展中心报告厅"
    )
    _sessions(
        coming,
        trainer,
        (day + timedelta(days=9), MORNING, "咨询伦理与保密的边界", Category.ETHICS, "陈教授", "university", "师范大学心理学院"),
        (day + timedelta(days=9), AFTERNOON, "个案记录与档案管理", Category.ETHICS, "陈教授", "university", "师范大学心理学院"),
        (day + timedelta(days=10), MORNING, "团体辅导的设计", Category.SKILL, "吴老师", "research_officer", "市教科院"),
    )  # fmt: skip
    _open(coming, trainer, officer)

    backbone = _class(
        trainer,
        "心理健康教育骨干教师高级研修班",
        capacity=30,
        entry=Entry.NOMINATION,
        backbone_only=True,
        needs_approval=True,
    )
    _sessions(
        backbone,
        trainer,
        (day + timedelta(days=20), MORNING, "案例督导（一）", Category.SUPERVISION, "陈教授", "university", "师范大学心理学院"),
    )  # fmt: skip
    _open(backbone, trainer, officer)

    proposed = _class(
        trainer,
        "班主任心理健康教育能力培训班",
        capacity=100,
        general=True,
        audience_kinds=[PostKind.CLASS_TEACHER.value],
    )
    _sessions(
        proposed,
        trainer,
        (day + timedelta(days=30), MORNING, "班级管理实务", Category.OTHER, "", "", ""),
        (
            day + timedelta(days=30),
            AFTERNOON,
            "学生常见心理问题的识别",
            Category.KNOWLEDGE,
            "",
            "",
            "",
        ),
    )
    move_class(proposed, states.PROPOSE, by=trainer)


def _class(trainer: User, title: str, **fields) -> TrainingClass:
    values = {
        "audience_kinds": PSYCHOLOGISTS,
        "level": Level.CITY,
        "mode": Mode.ONSITE,
        "unit": Unit.objects.get(code=CITY_CODE),
        "about": "面向全市中小学心理健康教育教师，按实际出勤认定学时，结业后自动记入个人账户。",
        "enrol_from": now() - timedelta(days=1),
        "enrol_until": now() + timedelta(days=7),
        "contact": "市教科院心理教研室",
        **fields,
    }
    return create_class(TrainingClass(title=title, **values), by=trainer)


def _sessions(held: TrainingClass, trainer: User, *rows) -> None:
    lecturers: dict[str, Lecturer] = {}
    for day, (starts, ends), title, category, name, kind, organisation in rows:
        if name and name not in lecturers:
            made = Lecturer(training_class=held, name=name, kind=kind, organisation=organisation)
            lecturers[name] = save_lecturer(made, by=trainer)
        session = Session(
            training_class=held,
            title=title,
            category=category,
            starts_at=_moment(day, starts),
            ends_at=_moment(day, ends),
            lecturer=lecturers.get(name),
        )
        save_session(session, by=trainer)


def _open(held: TrainingClass, trainer: User, officer: User) -> None:
    move_class(held, states.PROPOSE, by=trainer)
    move_class(held, states.APPROVE, by=officer)
    move_class(held, states.OPEN, by=trainer)
    held.refresh_from_db()


def _others(users: dict[Role, User], count: int) -> list[Teacher]:
    """Psychology teachers in post, but for the one of the demo's account."""
    own = users[Role.TEACHER].teacher.pk
    found = Teacher.objects.filter(posts__kind__in=PSYCHOLOGISTS, posts__ends_on=None)
    return list(found.exclude(pk=own).distinct().order_by("number")[:count])


def _moment(day: date, at: time) -> datetime:
    return make_aware(datetime.combine(day, at))
