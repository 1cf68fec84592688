"""Closing an account and opening it again."""

import pytest
from django.test import Client

from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.activation.enums import CodeState, Purpose
from people.activation.exceptions import CannotIssueError, NotManageableError
from people.activation.models import ActivationCode
from people.activation.services.suspending import restore_account, suspend_account
from people.notices.models import Notice
from tests.people.activation.steps import fresh, issue, with_account
from tests.people.sign_in.steps import is_in, log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(teacher):
    return with_account(teacher)


def test_account_when_suspended_then_out_at_once_and_its_code_is_revoked(site_admin, teacher, user):
    client = Client()
    log_in(client, user.username)
    issue(teacher, site_admin, Purpose.RESET)

    assert suspend_account(teacher, by=site_admin)

    assert client.get("/start/").status_code == 302
    assert not is_in(client)
    log_in(client, user.username)
    assert not is_in(client)
    assert ActivationCode.objects.get().state == CodeState.REVOKED


def test_account_when_restored_then_the_former_password_lets_in(site_admin, teacher, user):
    suspend_account(teacher, by=site_admin)

    assert restore_account(teacher, by=site_admin)

    client = Client()
    log_in(client, user.username)
    assert is_in(client)


def test_account_when_suspended_and_restored_then_told_and_logged(site_admin, teacher, user):
    suspend_account(teacher, by=site_admin)
    restore_account(teacher, by=site_admin)

    told = Notice.objects.filter(user=user).order_by("pk").values_list("title", flat=True)
    assert list(told) == ["账号已停用", "账号已恢复使用"]
    logged = AccessRecord.objects.filter(action=Action.ACTIVATION).order_by("at", "pk")
    assert [(row.what, row.actor) for row in logged] == [
        ("停用账号", site_admin),
        ("恢复账号", site_admin),
    ]


def test_account_when_suspended_twice_then_once_is_enough(site_admin, teacher, user):
    assert suspend_account(teacher, by=site_admin)

    assert not suspend_account(teacher, by=site_admin)
    assert restore_account(teacher, by=site_admin)
    assert not restore_account(teacher, by=site_admin)
    assert Notice.objects.filter(user=user).count() == 2


def test_account_when_there_is_none_then_nothing_to_suspend(site_admin, teacher):
    with pytest.raises(CannotIssueError):
        suspend_account(teacher, by=site_admin)


@pytest.mark.parametrize("act", [suspend_account, restore_account])
def test_account_when_by_the_school_then_neither_suspended_nor_restored(admin, teacher, user, act):
    with pytest.raises(NotManageableError):
        act(teacher, by=admin)
    assert fresh(user).is_active
