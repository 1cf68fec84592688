"""What the holder of a code does with it, as the services see it."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ValidationError
from django.test import Client

from common.clock import now, today
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from people.activation.enums import CodeState, Purpose, Refused
from people.activation.exceptions import CodeRefusedError, WrongAnswerError
from people.activation.models import ActivationCode
from people.activation.services.using import check_person, find_code, use_code
from people.enums import PostKind, Role
from people.models import Post, Teacher, User
from people.notices.enums import NoticeKind
from people.notices.models import Notice
from people.scopes import scope_of
from people.sign_in.models import FailedAttempt
from tests.factories.activation import ActivationCodeFactory
from tests.factories.people import PostFactory, RoleGrantFactory, SchoolFactory, UserFactory
from tests.people.activation.steps import PASSWORD, fresh, issue, with_account
from tests.people.sign_in.steps import log_in

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)
NEW = "一个全新的够长口令2027"
WRONG = {"name": "李明", "last_four": "9999"}
RIGHT = {"name": "李明", "last_four": "0001"}


@pytest.fixture
def code(admin, teacher) -> str:
    return issue(teacher, admin)


def refused(act, *args, **kwargs) -> Refused:
    with pytest.raises(CodeRefusedError) as error:
        act(*args, **kwargs)
    return error.value.reason


def the_code() -> ActivationCode:
    return ActivationCode.objects.latest("pk")


def use(code, password=PASSWORD):
    return use_code(find_code(code).pk, password=password)


def test_code_when_used_then_opens_an_account_of_the_teachers_number(code, teacher):
    used = use(code)

    user = User.objects.get(username="420106000001")
    assert (used.user, used.purpose) == (user, Purpose.ACTIVATE)
    assert user.check_password(PASSWORD)
    assert scope_of(user).roles == {Role.TEACHER}
    assert scope_of(user).teacher_id == teacher.pk
    assert the_code().state == CodeState.USED


def test_code_when_used_then_the_person_is_told_and_the_log_knows(code, teacher):
    use_code(find_code(code).pk, password=PASSWORD, origin=Origin(address="10.0.0.3"))

    teacher.refresh_from_db()
    assert Notice.objects.get(user=teacher.user).title == "账号已激活"
    row = AccessRecord.objects.get(what="凭激活码激活账号")
    assert (row.action, row.actor, row.address) == (Action.ACTIVATION, teacher.user, "10.0.0.3")


def test_code_when_used_once_then_opens_nothing_again(code):
    pk = find_code(code).pk
    use(code)

    assert refused(find_code, code) == Refused.USED
    assert refused(check_person, pk, **RIGHT) == Refused.USED
    assert refused(use_code, pk, password="另一个够长的口令") == Refused.USED
    assert User.objects.get(username="420106000001").check_password(PASSWORD)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("ACDE", Refused.MALFORMED), ("", Refused.MALFORMED), ("ACDE-FHJK-MNPQ", Refused.UNKNOWN)],
)
def test_code_when_there_is_none_like_it_then_says_so(db, typed, reason):
    assert refused(find_code, typed) == reason


@pytest.mark.parametrize(
    ("trait", "reason"),
    [("used", Refused.USED), ("revoked", Refused.REVOKED), ("locked", Refused.LOCKED),
     ("expired", Refused.EXPIRED)],
)  # fmt: skip
def test_code_when_it_is_dead_then_each_step_says_why(teacher, trait, reason):
    row = ActivationCodeFactory(teacher=teacher, code="ACDEFHJKMNPQ", **{trait: True})

    assert refused(find_code, "ACDE-FHJK-MNPQ") == reason
    assert refused(check_person, row.pk, **RIGHT) == reason
    assert refused(use_code, row.pk, password=PASSWORD) == reason
    assert not User.objects.filter(username=teacher.number).exists()


def test_code_when_its_row_is_gone_then_is_unknown(code):
    pk = find_code(code).pk
    ActivationCode.objects.all().delete()

    assert refused(use_code, pk, password=PASSWORD) == Refused.UNKNOWN


def test_person_when_right_then_is_known(code):
    assert check_person(find_code(code).pk, **RIGHT) == the_code()
    assert the_code().failures == 0


@pytest.mark.parametrize("wrong", [WRONG, {"name": "李名", "last_four": "0001"}])
def test_person_when_wrong_three_times_then_the_code_locks_and_its_issuer_is_told(
    admin, code, wrong
):
    pk = find_code(code).pk
    for left in (2, 1):
        with pytest.raises(WrongAnswerError) as error:
            check_person(pk, **wrong)
        assert error.value.left == left
    assert refused(check_person, pk, **wrong) == Refused.LOCKED

    assert refused(find_code, code) == Refused.LOCKED
    assert refused(check_person, pk, **RIGHT) == Refused.LOCKED
    notice = Notice.objects.get(user=admin)
    assert notice.title == "一次性码已锁定"
    assert "李明（420106000001）" in notice.body
    row = AccessRecord.objects.get(what="激活码因三次核对不符锁定")
    assert row.actor is None


def test_person_when_right_at_the_third_try_then_is_known(code):
    pk = find_code(code).pk
    for _time in range(2):
        with pytest.raises(WrongAnswerError):
            check_person(pk, **WRONG)

    assert check_person(pk, **RIGHT)


def test_person_when_locked_out_then_another_code_lets_them_try_anew(admin, teacher, code):
    ActivationCode.objects.update(failures=3)

    assert check_person(find_code(issue(teacher, admin)).pk, **RIGHT)


def test_person_when_without_a_phone_then_known_by_the_teacher_number(admin, teacher):
    Teacher.objects.update(phone="")
    code = find_code(issue(teacher, admin))

    with pytest.raises(WrongAnswerError):
        check_person(code.pk, name="李明", last_four="")
    assert check_person(code.pk, name="李明", last_four="0001")


def test_person_when_the_roster_was_corrected_then_known_by_what_it_says_now(code):
    Teacher.objects.update(name="𠮷野 明", phone="13800008888")

    assert check_person(find_code(code).pk, name="？野明", last_four="8888")


def test_account_when_its_name_is_taken_then_the_code_stays_unused(code):
    UserFactory(username="420106000001")

    assert refused(use, code) == Refused.NAME_TAKEN
    assert the_code().state == CodeState.LIVE


@pytest.mark.parametrize(
    ("dates", "reason"),
    [
        ({"ends_on": YESTERDAY}, Refused.LEFT),
        ({"ends_on": today()}, None),
        ({"starts_on": TOMORROW}, None),
    ],
)
def test_person_when_left_meanwhile_then_does_not_activate(code, dates, reason):
    Post.objects.update(**dates)

    if reason:
        assert refused(find_code, code) == reason
        assert refused(use_code, the_code().pk, password=PASSWORD) == reason
    else:
        assert use(code).user


def test_person_when_transferred_meanwhile_then_activates(code, teacher):
    Post.objects.update(ends_on=YESTERDAY)
    PostFactory(teacher=teacher, school=SchoolFactory(), starts_on=today())

    assert use(code).user


def test_person_when_suspended_then_does_not_activate(code, teacher):
    user = UserFactory(is_active=False)
    Teacher.objects.update(user=user)

    assert refused(find_code, code) == Refused.SUSPENDED
    assert refused(use_code, the_code().pk, password=PASSWORD) == Refused.SUSPENDED


@pytest.mark.parametrize("values", [{"password": "md5$x$y"}, {"last_login": now()}])
def test_person_when_active_by_another_way_then_does_not_activate(code, values):
    Teacher.objects.update(user=UserFactory(**values))

    assert refused(find_code, code) == Refused.ACTIVATED


def test_account_when_it_was_opened_before_then_is_the_one_activated(admin, teacher):
    user = UserFactory(username="li.ming")
    teacher.user = user
    teacher.save()

    assert use(issue(teacher, admin)).user == user
    assert not User.objects.filter(username=teacher.number).exists()


@pytest.mark.parametrize("password", ["1234567890123", "password12", "短口令", "420106000001a"])
def test_password_when_weak_then_refused_and_the_code_stays_unused(code, password):
    with pytest.raises(ValidationError):
        use(code, password)

    assert the_code().state == CodeState.LIVE
    assert not User.objects.filter(username="420106000001").exists()


def session_of(user) -> str:
    session = SessionStore()
    session.create()
    UserSession.objects.create(user=user, session_key=session.session_key, ip="10.0.0.1")
    return session.session_key


def test_password_when_reset_then_other_sessions_end_and_guessing_is_forgotten(admin, teacher):
    user = with_account(teacher)
    elsewhere = session_of(user)
    for _time in range(4):
        log_in(Client(), user.username, "wrong")
    use(issue(teacher, admin, Purpose.RESET), NEW)

    assert fresh(user).check_password(NEW)
    assert not SessionStore().exists(elsewhere)
    assert not FailedAttempt.objects.exists()
    told = Notice.objects.filter(user=user, kind=NoticeKind.PASSWORD_CHANGED)
    assert told.get().title == "密码已重设"
    assert AccessRecord.objects.filter(what="凭密码重置码重设密码", actor=user).exists()


def test_password_when_the_person_left_then_can_still_be_reset(site_admin, teacher):
    """The person's own record stays theirs."""
    with_account(teacher)
    Post.objects.update(ends_on=YESTERDAY)

    assert use(issue(teacher, site_admin, Purpose.RESET), NEW).user


@pytest.mark.parametrize("purpose", Purpose)
def test_code_when_the_person_became_an_officer_then_the_schools_code_opens_nothing(
    admin, teacher, purpose
):
    """It would lend its holder an officer's sight."""
    user = with_account(teacher) if purpose == Purpose.RESET else UserFactory()
    Teacher.objects.update(user=user)
    code = issue(teacher, admin, purpose)
    RoleGrantFactory(unit_officer=True, user=user)

    assert refused(find_code, code) == Refused.REVOKED
    assert refused(use_code, the_code().pk, password=PASSWORD) == Refused.REVOKED


def test_code_when_the_person_became_principal_elsewhere_then_opens_nothing(code, teacher):
    PostFactory(teacher=teacher, kind=PostKind.PRINCIPAL)

    assert refused(find_code, code) == Refused.REVOKED


def test_code_when_the_person_became_principal_here_then_still_opens(code):
    Post.objects.update(kind=PostKind.PRINCIPAL)

    user = use(code).user
    assert scope_of(fresh(user)).roles == {Role.TEACHER, Role.SCHOOL_ADMIN}


def test_code_of_the_site_administrator_when_for_an_officer_then_opens(site_admin, teacher):
    Teacher.objects.update(user=UserFactory())
    RoleGrantFactory(unit_officer=True, user=Teacher.objects.get().user)

    assert use(issue(teacher, site_admin)).user


@pytest.mark.rule("P1")
def test_rights_when_the_principal_leaves_then_only_the_own_record_remains(code, teacher):
    Post.objects.update(kind=PostKind.PRINCIPAL, ends_on=today())
    user = use(code).user
    assert Role.SCHOOL_ADMIN in scope_of(fresh(user)).roles

    with time_machine.travel(now() + timedelta(days=1)):
        assert scope_of(fresh(user)).roles == {Role.TEACHER}
        assert scope_of(fresh(user)).teacher_id == teacher.pk
