"""The door to Wagtail's administration: open to editors, and for everybody else not there.

That none of its screens opens to another role is held by tests/project/test_every_address.py.
"""

import pytest
from django.contrib.auth.models import Group

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.services.accounts import sync_editor_groups
from portal.desk import is_desk
from tests.factories.people import PostFactory, RoleGrantFactory, UserFactory
from tests.people.sign_in.steps import PASSWORD, is_in

pytestmark = pytest.mark.django_db
DESK = "/admin/"


@pytest.fixture
def teacher(client):
    user = PostFactory(teacher__user=UserFactory()).teacher.user
    client.force_login(user)
    return user


@pytest.mark.parametrize("trait", [{"trainer": True}, {}])
def test_desk_when_an_editor_comes_then_opens(client, trait):
    user = RoleGrantFactory(**trait).user
    sync_editor_groups(user)
    client.force_login(user)

    assert client.get(DESK).status_code == 200


def test_desk_when_the_operator_comes_then_opens(client):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get(DESK).status_code == 200


@pytest.mark.abuse("C04")
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "options", "head"])
@pytest.mark.parametrize("address", [DESK, "/admin/pages/1/edit/", "/admin/users/", "/admin/x/"])
def test_desk_when_a_teacher_comes_then_is_not_there(client, teacher, method, address):
    response = getattr(client, method)(address)

    assert response.status_code == 404
    assert AccessRecord.objects.get(action=Action.REFUSED).path == address


def test_desk_when_a_teacher_is_brought_in_line_with_their_roles_then_stays_shut(client, teacher):
    sync_editor_groups(teacher)

    assert not teacher.groups.exists()
    assert client.get(DESK).status_code == 404


@pytest.mark.abuse("T04")
def test_desk_when_a_teacher_is_marked_as_staff_then_stays_shut(client, teacher):
    """What other sites of Django look at counts for nothing here."""
    teacher.is_staff = True
    teacher.save()

    assert client.get(DESK).status_code == 404


@pytest.mark.abuse("C03")
def test_desk_when_an_editor_leaves_the_group_meanwhile_then_is_shut_at_the_next_request(client):
    user = RoleGrantFactory(trainer=True).user
    sync_editor_groups(user)
    client.force_login(user)
    assert client.get(DESK).status_code == 200
    user.groups.remove(Group.objects.get(name="Editors"))

    assert client.get(DESK).status_code == 404


@pytest.mark.parametrize("address", [DESK, "/admin/pages/1/edit/", "/admin/documents/"])
def test_desk_when_a_stranger_comes_then_leads_to_our_log_in_and_back(client, address):
    assert client.get(address).url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/"])
def test_other_ways_of_signing_in_when_tried_then_count_for_nothing(client, address):
    user = UserFactory(username="u-zhang")
    user.set_password(PASSWORD)
    user.save()

    for response in (
        client.get(address),
        client.post(address, {"username": "u-zhang", "password": PASSWORD}),
    ):
        assert response.url == "/accounts/login/"
    assert not is_in(client)


@pytest.mark.parametrize(
    "address", ["/admin/password_reset/", "/admin/account/change_password/", "/admin/signup/"]
)
def test_other_ways_to_a_password_when_tried_then_are_not_there(client, address):
    user = RoleGrantFactory(trainer=True).user
    sync_editor_groups(user)
    client.force_login(user)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (DESK, True),
        ("/admin/pages/", True),
        ("/admin", False),
        ("/administration/", False),
        ("/my/admin/", False),
    ],
)
def test_desk_when_an_address_only_resembles_it_then_is_not_it(rf, address, expected):
    assert is_desk(rf.get(address)) is expected
