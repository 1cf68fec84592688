"""Many reviewers at one queue, double clicks, many claims of one teacher: decided once, on the books once."""

import json

import pytest

READY = """
from datetime import date
from decimal import Decimal
from credits.claims.models import Claim, ClaimKind, Evidence
from credits.claims.services.submitting import submit_claim
from credits.models import Policy
from people.enums import Ownership, Role, SchoolKind
from people.models import Post, School, Teacher, Unit, User
from people.services.accounts import link_teacher
from people.services.grants import grant_role
Policy.objects.update(review_levels="unit")
unit = Unit.objects.get(code="420106")
school = School.objects.create(code="2142010601", name="示例中学", unit=unit, kind=SchoolKind.JUNIOR,
                               ownership=Ownership.PUBLIC)
for n in range(REVIEWERS):
    user = User.objects.create_user(f"officer{n}", last_name="审", first_name=str(n))
    grant_role(user, Role.UNIT_OFFICER, starts_on=date(2020, 1, 1), unit=unit)
kind = ClaimKind.objects.get(code="training")
for n in range(TEACHERS):
    teacher = Teacher.objects.create(number=str(n), name=f"教师{n}")
    Post.objects.create(teacher=teacher, school=school, kind="full_time", starts_on=date(2020, 9, 1))
    link_teacher(User.objects.create_user(f"teacher{n}"), teacher)
    for part in range(MANY if n == 0 else 1):
        day = date(2026, 3, 1 + part)
        claim = Claim.objects.create(teacher=teacher, kind=kind, title=f"培训{part}", organiser="大学",
            category="skill", level="city", starts_on=day, ends_on=day, hours=Decimal("4.0"))
        Evidence.objects.create(claim=claim, name="a", kind="image", suffix="jpg", stored_name="-",
                                size=1, digest=f"{n:032}{part:032}")
        submit_claim(claim, by=teacher.user)
"""
RACE = """
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connection
from credits.claims.exceptions import ChangedMeanwhileError, NotReviewerError
from credits.claims.models import Claim
from credits.claims.services.reviewing import approve_claim, return_claim
from people.models import User
start = Barrier(REVIEWERS)
def review(n):
    by, told = User.objects.get(username=f"officer{n}"), Counter()
    waiting = list(Claim.objects.waiting_for(by).order_by("stage_since", "pk"))
    start.wait()
    for place, claim in enumerate(waiting):
        for _click in range(2):
            try:
                if n == 0 and place == len(waiting) - 1:
                    return_claim(claim, reason="看不清", by=by, seen=claim.version)
                else:
                    approve_claim(claim, by=by, seen=claim.version)
                told["decided"] += 1
            except (ChangedMeanwhileError, NotReviewerError):
                told["too late"] += 1
    connection.close()
    return told
with ThreadPoolExecutor(REVIEWERS) as pool:
    told = sum(pool.map(review, range(REVIEWERS)), Counter())
print(json.dumps(told))
"""
FOUND = """
import json
from django.db.models import Sum
from credits.claims.models import Claim
from credits.models import Entry
from credits.services.verification import verify_ledger
states = list(Claim.objects.values_list("state", flat=True))
facts = list(Entry.objects.values_list("fact", flat=True))
decided = Claim.objects.filter(events__step__in=["recognise", "return"]).count()
print(json.dumps([states.count("recognised"), states.count("returned"), len(states), len(facts),
                  len(set(facts)), decided, verify_ledger().sound]))
"""


@pytest.fixture
def sizes(scratch_site) -> tuple[int, int, int]:
    """Reviewers, teachers, claims of the first teacher; fewer where one writes at a time."""
    return (50, 30, 8) if scratch_site.env.get("DATABASE_URL") else (8, 10, 4)


def test_claims_when_many_review_one_queue_then_each_is_decided_and_posted_once(
    scratch_site, sizes
):
    reviewers, teachers, many = sizes
    names = f"REVIEWERS, TEACHERS, MANY = {reviewers}, {teachers}, {many}\n"
    scratch_site.run(names + READY)
    claims = teachers - 1 + many

    told = json.loads(scratch_site.run(names + RACE))

    assert told["decided"] == claims
    assert sum(told.values()) == reviewers * claims * 2
    recognised, returned, *counts, sound = json.loads(scratch_site.run(FOUND))
    assert recognised + returned == claims
    assert counts == [claims, recognised, recognised, claims]
    assert sound
