"""People, schools, posts and roles, as plain rows. One factory a model."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from people.enums import (
    BatchKind,
    BatchState,
    Ownership,
    PostKind,
    Role,
    SchoolKind,
    UnitLevel,
)
from people.models import (
    Enrolment,
    ImportBatch,
    Post,
    RoleGrant,
    School,
    Teacher,
    Unit,
    User,
)

CITY = "420100"  # 武汉市, which a migration brings


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    last_name = "张"
    first_name = factory.Sequence(lambda n: f"用户{n}")


class UnitFactory(DjangoModelFactory):
    """A managing unit of the city."""

    class Meta:
        model = Unit

    code = factory.Sequence(lambda n: f"T-{n:04}")
    name = factory.Sequence(lambda n: f"测试{n}区")
    name_en = factory.Sequence(lambda n: f"Test District {n}")
    level = UnitLevel.UNIT
    parent = factory.LazyFunction(lambda: Unit.objects.get(code=CITY))


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    code = factory.Sequence(lambda n: f"2142{n:06}")
    name = factory.Sequence(lambda n: f"测试{n}小学")
    unit = factory.SubFactory(UnitFactory)
    kind = SchoolKind.PRIMARY
    ownership = Ownership.PUBLIC


class EnrolmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrolment

    school = factory.SubFactory(SchoolFactory)
    year = 2025
    students = 1000


class TeacherFactory(DjangoModelFactory):
    class Meta:
        model = Teacher

    number = factory.Sequence(lambda n: f"4201{n:08}")
    name = factory.Sequence(lambda n: f"李老师{n}")


class PostFactory(DjangoModelFactory):
    """A full-time psychology post still held; `part_time` and `research_officer` are the others."""

    class Meta:
        model = Post

    class Params:
        part_time = factory.Trait(kind=PostKind.PART_TIME)
        research_officer = factory.Trait(
            kind=PostKind.RESEARCH_OFFICER, school=None, unit=factory.SubFactory(UnitFactory)
        )

    teacher = factory.SubFactory(TeacherFactory)
    school = factory.SubFactory(SchoolFactory)
    kind = PostKind.FULL_TIME
    starts_on = date(2020, 9, 1)


class RoleGrantFactory(DjangoModelFactory):
    """A city officer's; the traits are the other roles. Give `school` or `unit` where one fits."""

    class Meta:
        model = RoleGrant

    class Params:
        unit_officer = factory.Trait(role=Role.UNIT_OFFICER, unit=factory.SubFactory(UnitFactory))
        trainer = factory.Trait(role=Role.TRAINER)
        editor = factory.Trait(role=Role.EDITOR, unit=factory.SubFactory(UnitFactory))
        school_admin = factory.Trait(
            role=Role.SCHOOL_ADMIN, unit=None, school=factory.SubFactory(SchoolFactory)
        )
        site_admin = factory.Trait(role=Role.SITE_ADMIN, unit=None)
        auditor = factory.Trait(role=Role.AUDITOR)

    user = factory.SubFactory(UserFactory)
    role = Role.CITY_OFFICER
    unit = factory.LazyFunction(lambda: Unit.objects.get(code=CITY))
    starts_on = date(2020, 1, 1)


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = ImportBatch

    kind = BatchKind.HOURS
    state = BatchState.IMPORTED
    file_name = factory.Sequence(lambda n: f"学时登记{n}.xlsx")
    digest = factory.Sequence(lambda n: f"{n:064x}")
