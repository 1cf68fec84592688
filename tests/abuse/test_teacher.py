"""A teacher who reaches for other people's things, or for more than a form offers."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from common.clock import today
from people.activation.codes import grouped, new_code
from people.enums import Role
from people.models import ImportBatch, RoleGrant, User
from tests.abuse.asking import is_refused, refusals
from tests.factories.activation import ActivationCodeFactory
from tests.factories.notices import NoticeFactory
from tests.factories.people import PostFactory, RoleGrantFactory, TeacherFactory, UserFactory
from tests.people.sign_in.steps import PASSWORD, log_in
from tests.uploads import send
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "春天里的第一场雨落在校园"
# What somebody might hope that a form takes along.
TOO_MUCH = {
    "is_staff": "1", "is_superuser": "1", "is_active": "1", "groups": "1", "user_permissions": "1",
    "username": "admin", "role": "city_officer", "roles": "city_officer", "unit": "1", "school": "1",
    "user": "1", "teacher": "1", "number": "420100000001", "first_name": "改", "verified": "1",
    "primary": "1", "state": "imported", "status": "approved", "hours": "99", "approved_hours": "99",
    "granted_by": "1", "on_behalf_of": "1", "created_by": "1", "confirmed_by": "1", "accepted": "9",
    "starts_on": "2000-01-01", "ends_on": "2099-12-31", "ended_at": "", "capacity": "city_officer:",
}  # fmt: skip


@pytest.fixture
def teacher() -> User:
    user = UserFactory(username="u-zhang", email="zhang@school.example")
    user.set_password(PASSWORD)
    user.save()
    PostFactory(teacher__number="420100000100", teacher__user=user)
    return user


@pytest.fixture
def signed_in(client, teacher) -> Client:
    """Lately and by password, so that nothing is asked for once more."""
    log_in(client, "u-zhang")
    return client


def what_counts_of(user: User) -> list:
    """All that a person's rights and record follow from."""
    user = User.objects.get(pk=user.pk)
    return [
        (user.username, user.first_name, user.last_name, user.email, user.is_active),
        (user.is_staff, user.is_superuser, list(user.groups.all())),
        list(user.user_permissions.all()),
        list(user.grants.values()),
        list(type(user.teacher).objects.filter(pk=user.teacher.pk).values()),
        list(user.teacher.posts.values()),
        user.emailaddress_set.filter(verified=True).count(),
    ]


@pytest.mark.abuse("T01")
def test_record_when_of_a_neighbouring_number_then_is_not_there_whether_there_is_one_or_not(
    signed_in, teacher
):
    for number in (420100000099, 420100000101, 420100000103):
        PostFactory(teacher__number=str(number), school=teacher.teacher.posts.get().school)
    for step in (*range(-5, 0), *range(1, 6)):
        number = 420100000100 + step
        for address in (f"/audit/2025/teachers/{number}/", f"/accounts/people/{number}/"):
            assert is_refused(signed_in.get(address), 404)
        for address in (
            f"/audit/2025/teachers/{number}/phone/",
            f"/accounts/people/{number}/issue/",
            f"/accounts/people/{number}/suspend/",
        ):
            assert is_refused(signed_in.post(address, {"purpose": "reset"}), 404)

    assert refusals().count() == 50


@pytest.mark.abuse("T01")
def test_own_record_when_asked_for_by_the_address_of_others_then_is_not_there(signed_in, teacher):
    """What is one's own has an address without a number; no number leads anywhere."""
    assert signed_in.get("/my/year/2025/").status_code == 200
    assert is_refused(signed_in.get("/audit/2025/teachers/420100000100/"), 404)


@pytest.mark.abuse("T01")
@pytest.mark.parametrize(
    "address",
    ["/notices/{notice}/open/", "/notices/{notice}/read/", "/accounts/sessions/{session}/end/",
     "/grants/{grant}/end/", "/delegations/{grant}/end/", "/accounts/passkeys/{passkey}/edit/",
     "/accounts/passkeys/{passkey}/remove/"],
)  # fmt: skip
def test_thing_of_somebody_else_when_tried_by_its_number_then_is_not_there(
    signed_in, teacher, address
):
    other = UserFactory()
    things = {
        "notice": NoticeFactory(user=other).pk,
        "session": UserSession.objects.create(
            user=other, ip="10.0.0.3", session_key="k" * 32, user_agent="x"
        ).pk,
        "grant": RoleGrantFactory(user=other, unit_officer=True).pk,
        "passkey": passkey_of(other),
    }

    for step in range(-5, 6):
        numbers = {name: max(0, number + step) for name, number in things.items()}
        numbers["session"] += numbers["session"] == own_session(teacher)
        assert is_refused(signed_in.post(address.format(**numbers), {"name": "我的"}), 404)


def passkey_of(user) -> int:
    return user.authenticator_set.create(type="webauthn", data={"name": "别人的"}).pk


def own_session(user) -> int:
    return UserSession.objects.get(user=user).pk


@pytest.mark.abuse("T04")
@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/accounts/email/", {"action_add": "", "email": "neu@school.example"}),
        (
            "/accounts/password/change/",
            {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
        ),
        ("/notices/choices/", {"kinds": ["record"]}),
        ("/notices/read/", {}),
        ("/i18n/setlang/", {"language": "en"}),
        ("/my/data/", {}),
        ("/accounts/sessions/", {}),
    ],
)
def test_form_of_ones_own_when_it_brings_more_than_it_asks_for_then_the_rest_is_ignored(
    signed_in, teacher, address, fields
):
    before = what_counts_of(teacher)

    response = signed_in.post(address, TOO_MUCH | fields)

    assert response.status_code in (200, 302)
    assert what_counts_of(teacher) == before


@pytest.mark.abuse("T04")
def test_activation_when_it_brings_more_than_it_asks_for_then_opens_a_teachers_account(client):
    plain, teacher = new_code(), TeacherFactory(name="李明", phone="13907130001")
    PostFactory(teacher=teacher)
    ActivationCodeFactory(teacher=teacher, code=plain)

    client.post("/activate/", TOO_MUCH | {"code": grouped(plain)})
    client.post("/activate/person/", TOO_MUCH | {"name": "李明", "last_four": "0001"})
    form = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert client.post("/activate/password/", TOO_MUCH | form).status_code == 302

    user = User.objects.get(teacher=teacher)
    assert (user.username, user.is_staff, user.is_superuser) == (teacher.number, False, False)
    assert not user.grants.exists()
    assert not user.groups.exists()


@pytest.mark.abuse("T04")
@pytest.mark.parametrize("capacity", ["city_officer:", "site_admin:", "school_admin:school-1", "x"])
def test_capacity_when_not_held_then_is_not_taken_up(signed_in, capacity):
    assert is_refused(signed_in.post("/start/capacity/", {"capacity": capacity}), 404)
    assert is_refused(signed_in.get("/imports/"), 404)


@pytest.mark.abuse("T04")
def test_delegation_when_it_brings_more_than_it_asks_for_then_lends_what_is_held(client):
    giver, colleague = RoleGrantFactory(unit_officer=True), UserFactory()
    client.force_login(giver.user)
    form = {
        "capacity": f"unit_officer:{giver.unit.path}",
        "to": colleague.username,
        "starts_on": today().isoformat(),
        "ends_on": (today() + timedelta(days=20)).isoformat(),
        "reason": "外出培训",
    }

    client.post("/delegations/new/", TOO_MUCH | form)

    lent = RoleGrant.objects.get(user=colleague)
    assert (lent.role, lent.unit, lent.school) == (Role.UNIT_OFFICER, giver.unit, None)
    assert (lent.granted_by, lent.on_behalf_of) == (giver.user, giver.user)
    assert lent.ends_on == today() + timedelta(days=20)


@pytest.mark.abuse("T04")
def test_upload_when_it_brings_more_than_it_asks_for_then_is_only_rehearsed(client):
    officer = RoleGrantFactory().user
    client.force_login(officer)

    send(client, workbook("hours", {}), **{k: v for k, v in TOO_MUCH.items() if k != "kind"})

    batch = ImportBatch.objects.get()
    assert (batch.state, batch.created_by, batch.confirmed_by) == ("rehearsed", officer, None)
