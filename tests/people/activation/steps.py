"""What the holder of a code does at the three steps, and people in the cases that matter."""

from people.activation.enums import Purpose
from people.activation.services.issuing import reissue_code
from people.models import Teacher, User
from tests.factories.people import UserFactory
from tests.people.sign_in.steps import PASSWORD

CODE, PERSON, NEW_PASSWORD = "/activate/", "/activate/person/", "/activate/password/"


def issue(teacher, by, purpose=Purpose.ACTIVATE) -> str:
    """The plain code."""
    return reissue_code(Teacher.objects.get(pk=teacher.pk), by=fresh(by), purpose=purpose)


def fresh(user) -> User:
    """As the next request reads it, with the rights of that moment."""
    return User.objects.get(pk=user.pk)


def with_account(teacher, **values) -> User:
    """Gives the teacher an account with a password."""
    user = UserFactory(username=teacher.number, first_name=teacher.name, last_name="", **values)
    user.set_password(PASSWORD)
    user.save()
    teacher.user = user
    teacher.save()
    return user


def show_code(client, code):
    return client.post(CODE, {"code": code})


def say_who(client, name, last_four):
    return client.post(PERSON, {"name": name, "last_four": last_four})


def set_password(client, password=PASSWORD, again=None):
    data = {"password": password, "again": password if again is None else again}
    return client.post(NEW_PASSWORD, data)


def activate(client, code, teacher):
    """All three steps; the answer to the last."""
    show_code(client, code)
    say_who(client, teacher.name, teacher.phone[-4:] or teacher.number[-4:])
    return set_password(client)
