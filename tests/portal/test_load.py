"""The parts of `make load`: a visitor who can tell a good answer, and how answers are summed up."""

import pytest
from django.core.management import CommandError, call_command

from people.models import User
from portal.load.storm import Felt
from portal.load.visitors import Visit, Visitor

PASSWORD = "一个够长的口令2026"


@pytest.fixture
def visitor(live_server):
    User.objects.create_user("420106000001", password=PASSWORD)
    return Visitor(live_server.url)


@pytest.mark.parametrize(
    ("name", "password", "good"),
    [("420106000001", PASSWORD, True), ("420106000001", "x", False), ("nobody", PASSWORD, False)],
)
def test_visitor_when_signing_in_then_tells_whether_it_was_let_in(visitor, name, password, good):
    assert visitor.sign_in(name, password).good is good


def test_visitor_when_reading_a_page_then_tells_whether_it_was_there(visitor):
    assert visitor.read("/healthz/").good
    assert not visitor.read("/no-such-page/").good


def test_answers_when_summed_up_then_tell_middle_most_worst_and_failures():
    visits = [Visit(seconds, good=seconds < 100) for seconds in range(1, 101)]

    felt = Felt.of("/", visits)

    assert (felt.count, felt.failed) == (100, 1)
    assert (felt.middle, felt.most, felt.worst) == (50.5, 96, 100)


def test_storm_in_production_then_is_refused(settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="不在正式环境运行"):
        call_command("load")
