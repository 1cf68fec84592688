"""The same thing sent eight times in one instant, as impatient fingers and lost answers do (T06).

Real processes and connections: each case runs in a site of its own, on whichever database is set.
Activation has its own cases in tests/journeys/test_activation_at_once.py.
"""

import pytest

from tests.journeys.test_activation_at_once import told_by

pytestmark = [pytest.mark.abuse("T06"), pytest.mark.abuse("F6")]

PEOPLE = """
from datetime import date, timedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from common.clock import today
from credits.models import Entry, YearSum
from credits.services.verification import verify_ledger
from people.access_log.models import AccessRecord
from people.models import ImportBatch, Synonym
from people.notices.models import Notice
from tests.workbooks import HOURS, workbook

def officer(name, role="city_officer", unit="420100", **values):
    user, is_new = User.objects.get_or_create(username=name, first_name=name)
    if is_new:
        unit = Unit.objects.get(code=unit) if unit else None
        RoleGrant.objects.create(user=user, role=role, unit=unit, starts_on="2020-01-01", **values)
    return user

def session_of(user):
    desk = client_of()
    desk.force_login(user)
    return desk.cookies["sessionid"].value

def eight_posts(by, address, form=None):
    session = session_of(by)
    answers = at_once(lambda: client_of(session).post(address, form or {}))
    return sorted({answer.status_code for answer in answers})

def rehearsed(titles):
    person(HOURS["教师编号"], HOURS["姓名"])
    session = session_of(officer("市管"))
    data = workbook("hours", *({"培训项目": title} for title in titles))
    file = SimpleUploadedFile("学时.xlsx", data)
    answer = client_of(session).post("/imports/new/", {"kind": "hours", "file": file})
    batch = ImportBatch.objects.get(pk=answer.url.split("/")[2])
    client_of(session).post(f"/imports/{batch.pk}/continue/")
    return batch
"""
UPLOADED = """
data = workbook("hours", {"培训项目": "同一份"})
session = session_of(officer("市管"))
def send():
    file = SimpleUploadedFile("学时.xlsx", data)
    form = {"kind": "hours", "file": file, "form_id": "0190a1b2-c3d4-7000-8000-000000000001"}
    return client_of(session).post("/imports/new/", form)
answers = at_once(send)
print(json.dumps({"answers": sorted({(a.status_code, a.url) for a in answers}),
                  "batches": ImportBatch.objects.count()}))
"""
CONFIRMED = """
batch = rehearsed(["甲", "乙"])
address = f"/imports/{batch.pk}"
answers = eight_posts(officer("市管"), f"{address}/confirm/")
answers += eight_posts(officer("市管"), f"{address}/continue/")
batch.refresh_from_db()
print(json.dumps({
    "answers": answers, "state": batch.state, "entries": Entry.objects.count(),
    "summed": sum(YearSum.objects.values_list("entries", flat=True)),
    "logged": AccessRecord.objects.filter(what__startswith="确认入库").count(),
    "sound": verify_ledger().sound,
}))
"""
UNDONE = """
batch = ImportBatch.objects.get(state="imported")
answers = eight_posts(officer("市管"), f"/imports/{batch.pk}/undo/", {"reason": "重复"})
batch.refresh_from_db()
print(json.dumps({
    "answers": answers, "state": batch.state, "entries": Entry.objects.count(),
    "hours": str(Entry.objects.total_hours()), "sound": verify_ledger().sound,
    "logged": AccessRecord.objects.filter(what__startswith="撤销导入").count(),
}))
"""
GRANTED = """
giver = officer("站长", role="site_admin", unit=None)
User.objects.create(username="新人")
form = {"user": "新人", "role": "unit_officer", "unit": Unit.objects.get(code="420106").pk,
        "school": "", "starts_on": today().isoformat(), "ends_on": "", "reason": "公文"}
answers = eight_posts(giver, "/grants/new/", form)
print(json.dumps({
    "answers": answers, "grants": RoleGrant.objects.filter(user__username="新人").count(),
    "told": Notice.objects.filter(user__username="新人").count(),
    "logged": AccessRecord.objects.filter(action="grant", actor=giver).count(),
}))
"""
TWO_ROLES = """
giver = officer("站长", role="site_admin", unit=None)
User.objects.create(username="两职")
city = Unit.objects.get(code="420100").pk
session = session_of(giver)
roles = iter(["city_officer", "auditor"] * 4)
def give():
    form = {"user": "两职", "role": next(roles), "unit": city, "school": "",
            "starts_on": today().isoformat(), "ends_on": "", "reason": "公文"}
    return client_of(session).post("/grants/new/", form)
answers = at_once(give)
held = list(RoleGrant.objects.filter(user__username="两职").values_list("role", flat=True))
print(json.dumps({"answers": sorted({a.status_code for a in answers}), "held": len(held)}))
"""
ENDED = """
giver = officer("站长", role="site_admin", unit=None)
grant = RoleGrant.objects.get(user__username="新人")
answers = eight_posts(giver, f"/grants/{grant.pk}/end/")
print(json.dumps({"answers": answers,
                  "ends": RoleGrant.history.filter(id=grant.pk, ended_at__isnull=False).count(),
                  "told": Notice.objects.filter(user__username="新人").count()}))
"""
LENT = """
giver = officer("区管", role="unit_officer", unit="420106")
User.objects.create(username="同事")
form = {"capacity": f"unit_officer:{giver.grants.get().unit.path}", "to": "同事",
        "starts_on": today().isoformat(), "ends_on": (today() + timedelta(days=9)).isoformat(),
        "reason": "外出培训"}
answers = eight_posts(giver, "/delegations/new/", form)
print(json.dumps({"answers": answers,
                  "lent": RoleGrant.objects.filter(user__username="同事").count(),
                  "told": Notice.objects.filter(user__username="同事").count()}))
"""
SYNONYM = """
answers = eight_posts(officer("市管"), "/imports/synonyms/new/",
                      {"written": "心理咨询技能培训", "meaning": "category:skill"})
print(json.dumps({"answers": answers,
                  "rows": Synonym.objects.filter(written="心理咨询技能培训").count()}))
"""


def told(site, code) -> dict:
    return told_by(site, PEOPLE + code)


def test_upload_when_sent_eight_times_at_once_then_is_one_batch(scratch_site):
    found = told(scratch_site, UPLOADED)

    assert found["batches"] == 1
    assert [status for status, _address in found["answers"]] == [302]


def test_import_when_confirmed_and_gone_on_with_eight_times_at_once_then_stands_once(scratch_site):
    assert told(scratch_site, CONFIRMED) == {
        "answers": [302, 302],
        "state": "imported",
        "entries": 2,
        "summed": 2,
        "logged": 1,
        "sound": True,
    }


def test_import_when_undone_eight_times_at_once_then_is_reversed_once(scratch_site):
    """The batch of the case before."""
    found = told(scratch_site, UNDONE)

    assert set(found["answers"]) <= {200, 302, 422}
    assert (found["state"], found["entries"], found["hours"]) == ("undone", 4, "0.0")
    assert (found["logged"], found["sound"]) == (1, True)


def test_grant_when_given_eight_times_at_once_then_is_one(scratch_site):
    assert told(scratch_site, GRANTED) == {"answers": [302], "grants": 1, "told": 1, "logged": 1}


def test_grants_when_two_that_exclude_each_other_are_given_at_once_then_one_is(scratch_site):
    """Who may import does not read the access log: not even for an instant."""
    assert told(scratch_site, TWO_ROLES) == {"answers": [200, 302], "held": 1}


def test_grant_when_ended_eight_times_at_once_then_ends_once(scratch_site):
    """The grant of the case above."""
    assert told(scratch_site, ENDED) == {"answers": [302], "ends": 1, "told": 2}


def test_delegation_when_given_eight_times_at_once_then_is_one(scratch_site):
    assert told(scratch_site, LENT) == {"answers": [302], "lent": 1, "told": 1}


def test_synonym_when_added_eight_times_at_once_then_stands_once(scratch_site):
    found = told(scratch_site, SYNONYM)

    assert found == {"answers": [302, 422], "rows": 1}
