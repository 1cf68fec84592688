"""A small city with somebody in every role, and one thing of each kind inside and outside reach."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest

from common.clock import today
from common.ids import uuid7
from courses.models import LessonPage
from courses.publishing.services.handing_in import submit_lesson
from credits.claims.models import Claim
from credits.claims.services.evidence import add_evidence
from credits.claims.services.submitting import submit_claim
from people.activation.models import PrintJob
from people.enums import PostKind, Role, Vocabulary
from people.models import Synonym, User
from tests.credits.claims.pictures import encoded, sheet
from tests.factories.certificates import (
    CertificateBatchFactory,
    CertificateFactory,
    CertificateTemplateFactory,
)
from tests.factories.claims import ClaimFactory, claimant
from tests.factories.classes import ClassFactory, PlaceFactory
from tests.factories.credits import EntryFactory
from tests.factories.notices import DeliveryFactory, NoticeFactory
from tests.factories.people import (
    ImportBatchFactory,
    PostFactory,
    RoleGrantFactory,
    SchoolFactory,
    TeacherFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.publishing import again, draft_by, whole_lesson
from training.classes.enums import ClassState
from training.classes.models import Lecturer
from training.classes.services.materials import add_material

# In the order of the table's columns.
ROLES = (
    "signed_out",
    "stranger",
    "teacher",
    "school_admin",
    "trainer",
    "unit_officer",
    "city_officer",
    "site_admin",
    "auditor",
    "editor",
)


@dataclass(frozen=True, slots=True)
class World:
    """`users` by role; `names` are what the table's addresses are filled in with."""

    users: dict[str, User]
    names: dict[str, object]


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    settings.PRIVATE_ROOT = tmp_path / "private"
    unit, other_unit = UnitFactory(name="东区"), UnitFactory(name="西区")
    school = SchoolFactory(unit=unit, name="东区小学")
    other_school = SchoolFactory(unit=other_unit, name="西区小学")
    inside, outside = TeacherFactory(name="甲"), TeacherFactory(name="乙")
    PostFactory(teacher=inside, school=school)
    PostFactory(teacher=outside, school=other_school)
    EntryFactory(teacher=inside, school=school)
    EntryFactory(teacher=outside, school=other_school)
    users = {
        "stranger": UserFactory(),
        "teacher": UserFactory(),
        "school_admin": RoleGrantFactory(school_admin=True, school=school).user,
        "trainer": RoleGrantFactory(trainer=True).user,
        "unit_officer": RoleGrantFactory(unit_officer=True, unit=unit).user,
        "city_officer": RoleGrantFactory().user,
        "site_admin": RoleGrantFactory(site_admin=True).user,
        "auditor": RoleGrantFactory(auditor=True).user,
        "editor": RoleGrantFactory(editor=True, unit=unit).user,
    }
    PostFactory(teacher__user=users["teacher"], school=school, kind=PostKind.PART_TIME)
    lender = RoleGrantFactory(unit_officer=True, unit=other_unit).user
    lent = RoleGrantFactory(
        role=Role.UNIT_OFFICER,
        unit=other_unit,
        on_behalf_of=lender,
        ends_on=today() + timedelta(days=9),
    )
    held = ClassFactory(unit=unit, created_by=users["trainer"], sessions=1)
    place = PlaceFactory(training_class=held, teacher=inside, school=school, unit=unit)
    certificate = CertificateFactory(teacher=inside)
    claim = _claim(claimant(school=school))
    synonym = Synonym.objects.create(vocabulary=Vocabulary.CATEGORY, written="沙盘", code="skill")
    names = {
        "unit": unit.code,
        "other_unit": other_unit.code,
        "school": school.code,
        "other_school": other_school.code,
        "inside": inside.number,
        "outside": outside.number,
        "grant": RoleGrantFactory(unit_officer=True).pk,
        "lent": lent.pk,
        "batch": ImportBatchFactory().pk,
        "synonym": synonym.pk,
        "notice": NoticeFactory(user=users["teacher"]).pk,
        "delivery": DeliveryFactory(failed=True).pk,
        "sheet": _sheet(users["school_admin"], inside).pk,
        "own_lesson": draft_by(users["teacher"]).pk,
        "waiting_lesson": _handed_in(users["teacher"]).pk,
        "certificate": certificate.pk,
        "token": certificate.token,
        "other_certificate": CertificateFactory(teacher=outside).pk,
        "template": CertificateTemplateFactory(unit=unit).pk,
        "other_template": CertificateTemplateFactory().pk,
        "certificate_batch": CertificateBatchFactory(ordered_by=users["unit_officer"]).pk,
        "class": held.pk,
        "session": held.sessions.get().pk,
        "place": place.pk,
        "claim": claim.pk,
        "evidence": claim.evidence.get().pk,
        "own_claim": ClaimFactory(teacher=users["teacher"].teacher).pk,
        "claim_kind": claim.kind_id,
        "lecturer": Lecturer.objects.create(training_class=held, name="孙悦", kind="university").pk,
        "material": _material(held, users["trainer"]).pk,
        "draft_class": ClassFactory(unit=other_unit, state=ClassState.DRAFT).pk,
    }
    return World(users, names)


def _claim(teacher) -> Claim:
    """Handed in by the teacher, with a photo."""
    claim = ClaimFactory(teacher=teacher)
    photo = BytesIO(encoded(sheet()))
    size = photo.getbuffer().nbytes
    add_evidence(claim, photo, name="证书.jpg", size=size, by=teacher.user)
    return submit_claim(claim, by=teacher.user)


def _material(held, user: User):
    """A file of the class."""
    text = BytesIO("讲义".encode())
    return add_material(held, text, title="讲义", suffix="txt", size=6, by=user)


def _handed_in(user: User) -> LessonPage:
    """A lesson that waits for the school."""
    return submit_lesson(whole_lesson(user), by=again(user))


def _sheet(user: User, teacher) -> PrintJob:
    """A sheet of activation codes that waits to be printed."""
    return PrintJob.objects.create(
        form_id=uuid7(),
        teacher_ids=[teacher.pk],
        count=1,
        ordered_by=user,
        ordered_by_name=user.get_full_name(),
    )
