"""Giving out codes and taking them back."""

from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.serializers import serialize

from common.clock import today
from people.access_log.enums import Action
from people.access_log.models import AccessRecord
from people.access_log.origin import Origin
from people.activation.codes import digest_of, grouped, new_code
from people.activation.enums import CodeState, Purpose, Refused, Way
from people.activation.exceptions import CannotIssueError, CodeRefusedError, NotManageableError
from people.activation.models import ActivationCode
from people.activation.services.issuing import (
    mail_code,
    reissue_code,
    revoke_code,
    store_codes,
)
from people.activation.services.printing import MOST_PEOPLE
from people.activation.services.using import find_code
from people.models import Post, Teacher
from people.notices.models import Delivery, Notice
from tests.factories.people import PostFactory, RoleGrantFactory, SchoolFactory, UserFactory
from tests.people.activation.steps import fresh, issue, with_account

pytestmark = pytest.mark.django_db
CODE = "ACDEFHJKMNPQ"
ADDRESS = "li.ming@school.example.cn"
YESTERDAY = today() - timedelta(days=1)


def refusal(code) -> Refused | None:
    try:
        find_code(code)
    except CodeRefusedError as error:
        return error.reason
    return None


def test_code_when_issued_then_only_a_keyed_hash_is_on_record(admin, teacher):
    code = issue(teacher, admin)

    everything = serialize(
        "json", [*ActivationCode.objects.all(), *AccessRecord.objects.all(), *Notice.objects.all()]
    )
    assert digest_of(code) in everything
    assert code not in everything
    assert grouped(code) not in everything
    assert sha256(code.encode()).hexdigest() not in everything


def test_code_when_issued_then_says_who_gave_it_for_what_and_until_when(admin, teacher, settings):
    settings.ACTIVATION_CODE_DAYS = 30
    with time_machine.travel("2026-03-05T09:00:00+08:00", tick=False):
        issue(teacher, admin)
        stored = ActivationCode.objects.get()
        state = stored.state

    assert (stored.purpose, stored.way, state) == (Purpose.ACTIVATE, Way.SCREEN, CodeState.LIVE)
    assert (stored.issued_by, stored.issued_by_name) == (admin, "周敏")
    assert stored.last_day.isoformat() == "2026-04-04"


@pytest.mark.rule("T1")
def test_code_when_its_last_day_is_over_in_wuhan_then_opens_nothing(admin, teacher, settings):
    settings.ACTIVATION_CODE_DAYS = 30
    with time_machine.travel("2026-03-05T09:00:00+08:00", tick=False):
        code = issue(teacher, admin)

    with time_machine.travel("2026-04-04T23:59:59+08:00", tick=False):
        assert refusal(code) is None
    with time_machine.travel("2026-04-05T00:00:00+08:00", tick=False):
        assert refusal(code) == Refused.EXPIRED
        assert ActivationCode.objects.get().state == CodeState.EXPIRED


def test_code_when_reissued_then_the_older_one_is_revoked(admin, teacher):
    older = issue(teacher, admin)
    newer = issue(teacher, admin)

    assert refusal(older) == Refused.REVOKED
    assert refusal(newer) is None
    revoked = ActivationCode.objects.get(digest=digest_of(older))
    assert revoked.revoked_by_name == "周敏"
    assert ActivationCode.objects.live().get().digest == digest_of(newer)


@pytest.mark.parametrize("died_of", [{"failures": 3}, {"expires_at": "2026-01-01T00:00:00Z"}])
def test_code_when_locked_or_expired_then_another_takes_its_place(admin, teacher, died_of):
    issue(teacher, admin)
    ActivationCode.objects.update(**died_of)

    assert refusal(issue(teacher, admin)) is None


def test_code_when_revoked_then_opens_nothing_and_the_log_tells_who_did_it(admin, teacher):
    code = issue(teacher, admin)

    assert revoke_code(teacher, by=admin, origin=Origin(address="10.0.0.7"))

    assert refusal(code) == Refused.REVOKED
    issued, revoked = AccessRecord.objects.filter(action=Action.ACTIVATION).order_by("at")
    assert (issued.what, revoked.what) == ("发放激活码（当面交付）", "作废激活码")
    assert (revoked.actor, revoked.address) == (admin, "10.0.0.7")
    assert [subject.teacher_id for subject in revoked.subjects.all()] == [teacher.pk]


def test_code_when_there_is_none_then_revoking_changes_nothing(admin, teacher):
    issue(teacher, admin)
    revoke_code(teacher, by=admin)

    assert not revoke_code(teacher, by=admin)
    assert AccessRecord.objects.filter(action=Action.ACTIVATION).count() == 2


def test_code_when_of_another_school_then_neither_issued_nor_revoked(admin, teacher):
    code = issue(teacher, admin)
    stranger = RoleGrantFactory(school_admin=True, school=SchoolFactory()).user

    with pytest.raises(NotManageableError):
        reissue_code(teacher, by=stranger, purpose=Purpose.ACTIVATE)
    with pytest.raises(NotManageableError):
        revoke_code(teacher, by=stranger)
    assert refusal(code) is None


def test_code_when_the_account_is_in_another_state_then_not_issued(admin, teacher):
    with pytest.raises(CannotIssueError):
        issue(teacher, admin, Purpose.RESET)

    user = with_account(teacher)
    with pytest.raises(CannotIssueError):
        issue(teacher, admin, Purpose.ACTIVATE)

    user.is_active = False
    user.save()
    for purpose in Purpose:
        with pytest.raises(CannotIssueError):
            issue(teacher, admin, purpose)
    assert not ActivationCode.objects.exists()


def test_activation_code_when_the_person_left_then_not_issued_even_by_the_site_administrator(
    site_admin, teacher
):
    Post.objects.update(ends_on=YESTERDAY)

    with pytest.raises(CannotIssueError):
        issue(teacher, site_admin)


def test_reset_code_when_issued_then_the_owner_is_told(admin, teacher, settings):
    settings.RESET_CODE_DAYS = 3
    user = with_account(teacher)
    code = issue(teacher, admin, Purpose.RESET)

    assert refusal(code) is None
    assert ActivationCode.objects.get().last_day == today() + timedelta(days=3)
    notice = Notice.objects.get(user=user)
    assert notice.title == "为您发放了密码重置码"
    assert "周敏为您的账号发放了密码重置码" in notice.body
    assert AccessRecord.objects.get(action=Action.PASSWORD).what == "发放密码重置码（当面交付）"


def test_reset_code_when_the_person_left_then_issued_by_the_site_administrator(
    site_admin, admin, teacher
):
    """The person's own record stays theirs."""
    with_account(teacher)
    Post.objects.update(ends_on=YESTERDAY)

    with pytest.raises(NotManageableError):
        issue(teacher, admin, Purpose.RESET)
    assert refusal(issue(teacher, site_admin, Purpose.RESET)) is None


def test_codes_when_stored_for_many_then_those_out_of_reach_are_left_out(admin, school, teacher):
    colleague = PostFactory(school=school).teacher
    active = PostFactory(school=school).teacher
    with_account(active)
    elsewhere = PostFactory().teacher
    plain = {
        person.pk: f"{CODE[:-1]}{letter}"
        for person, letter in zip((teacher, colleague, active, elsewhere), "ACDE", strict=True)
    }

    issued = store_codes(plain, by=admin, way=Way.SHEET)

    assert issued == {teacher.pk, colleague.pk}
    row = AccessRecord.objects.get()
    assert (row.what, row.people) == ("发放激活码（打印激活单）", 2)


def test_codes_when_one_cannot_be_stored_then_none_is_and_the_older_ones_live(
    admin, school, teacher
):
    older = issue(teacher, admin)
    colleague = PostFactory(school=school).teacher

    with pytest.raises(Exception, match="(?i)unique"):
        store_codes({teacher.pk: CODE, colleague.pk: CODE}, by=admin, way=Way.SHEET)
    assert ActivationCode.objects.live().get().digest == digest_of(older)


@pytest.mark.parametrize("count", [1, 40])
def test_codes_when_stored_for_few_or_many_then_the_same_queries(
    admin, school, count, django_assert_num_queries
):
    plain = {PostFactory(school=school).teacher_id: f"{CODE[:10]}{n:02}" for n in range(count)}
    by = fresh(admin)

    with django_assert_num_queries(12):
        assert len(store_codes(plain, by=by, way=Way.SHEET)) == count


def test_codes_when_as_many_as_a_sheet_takes_then_are_all_stored(admin, school):
    """Databases limit how many values one query may bring."""
    people = [Teacher(number=f"88{n:010}", name="某人") for n in range(MOST_PEOPLE)]
    people = Teacher.objects.bulk_create(people)
    posts = [
        Post(teacher=one, school=school, kind="full_time", starts_on=today()) for one in people
    ]
    Post.objects.bulk_create(posts)

    issued = store_codes({one.pk: new_code() for one in people}, by=admin, way=Way.SHEET)

    assert len(issued) == MOST_PEOPLE
    assert ActivationCode.objects.live().count() == MOST_PEOPLE
    assert AccessRecord.objects.get().people == MOST_PEOPLE


def test_mail_when_sent_then_brings_the_link_and_nothing_of_it_stays(
    admin, teacher, post_office, committed, settings
):
    settings.WAGTAILADMIN_BASE_URL = "https://xinyu.example.cn"
    with committed():
        mail_code(teacher, ADDRESS, by=admin, purpose=Purpose.ACTIVATE)

    (address, letter) = post_office.letters[0]
    text = letter.get_body(["plain"]).get_content()
    link = next(word for word in text.split() if word.startswith("https://xinyu.example.cn/act"))
    code = link.partition("#")[2]
    assert (address, letter["Subject"]) == (ADDRESS, "【心育学时】激活账号")
    assert "李明老师" in text
    assert "核对姓名和登记的手机号末四位" in text
    assert grouped(code) in text
    assert refusal(code) is None
    stored = ActivationCode.objects.get()
    assert (stored.way, stored.sent_to) == (Way.MAIL, "l***@school.example.cn")
    assert Delivery.objects.get().body == ""


def test_mail_when_for_a_new_password_then_says_so(admin, teacher, post_office, committed):
    with_account(teacher)
    teacher.phone = ""
    teacher.save()
    with committed():
        mail_code(teacher, ADDRESS, by=admin, purpose=Purpose.RESET)

    letter = next(letter for address, letter in post_office.letters if address == ADDRESS)
    assert letter["Subject"] == "【心育学时】重设密码"
    assert "核对姓名和教师编号末四位" in letter.get_body(["plain"]).get_content()


def test_mail_when_the_address_is_none_then_the_older_code_lives(admin, teacher):
    older = issue(teacher, admin)

    with pytest.raises(ValidationError):
        mail_code(teacher, "not an address", by=admin, purpose=Purpose.ACTIVATE)
    assert refusal(older) is None


def test_issuer_when_renamed_then_the_code_keeps_the_name_of_then(admin, teacher):
    issue(teacher, admin)
    admin.first_name = "改名"
    admin.save()

    assert ActivationCode.objects.get().issued_by_name == "周敏"


def test_codes_when_listed_then_only_of_those_whom_one_looks_after(admin, site_admin, teacher):
    issue(teacher, admin)
    issue(PostFactory().teacher, site_admin)

    assert ActivationCode.objects.visible_to(admin).count() == 1
    assert ActivationCode.objects.visible_to(site_admin).count() == 2
    assert not ActivationCode.objects.visible_to(UserFactory()).exists()
    assert not ActivationCode.objects.visible_to(RoleGrantFactory().user).exists()
