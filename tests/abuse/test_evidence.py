"""Whoever is high enough tries to change what the system remembers: the access log and the ledger (C02)."""

import pytest

from credits.models import Entry
from people.access_log.models import AccessRecord, AccessSubject
from people.enums import Role
from tests.abuse.asking import is_refused, leads_to_login
from tests.factories.access_log import written
from tests.factories.credits import EntryFactory
from tests.factories.people import RoleGrantFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.abuse("C02")]

TRAITS = {Role.SITE_ADMIN: {"site_admin": True}, Role.AUDITOR: {"auditor": True}}
WHO = ("superuser", Role.CITY_OFFICER, Role.SITE_ADMIN, Role.AUDITOR)
ADDRESSES = (
    "/access-log/", "/access-log/export.xlsx", "/access-log/changes/", "/access-log/{log}/",
    "/access-log/{log}/delete/", "/access-log/{log}/edit/", "/my/readers/", "/my/sign-ins/",
    "/admin/access_log/accessrecord/", "/admin/snippets/access_log/accessrecord/",
    "/admin/snippets/access_log/accessrecord/edit/{log}/", "/admin/snippets/credits/entry/",
    "/admin/bulk/access_log/accessrecord/delete/?id={log}",
    "/admin/bulk/credits/entry/delete/?id={entry}", "/audit/2025/teachers/{number}/",
    "/django-admin/access_log/accessrecord/",
)  # fmt: skip


@pytest.fixture
def evidence() -> dict:
    """One row of each."""
    entry = EntryFactory()
    return {"log": written(teachers=[entry.teacher]).pk, "entry": entry.pk,
            "number": entry.teacher.number}  # fmt: skip


def all_of(model) -> list[dict]:
    return list(model.objects.order_by("pk").values())


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("who", WHO)
def test_evidence_when_anybody_asks_to_change_it_then_there_is_no_way(
    client, evidence, who, address
):
    user = UserFactory(is_superuser=True) if who == "superuser" else None
    client.force_login(user or RoleGrantFactory(**TRAITS.get(who, {})).user)
    kept = all_of(AccessSubject), all_of(Entry), AccessRecord.objects.get(pk=evidence["log"]).what
    address = address.format(**evidence)

    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(
            address, {"what": "改", "hours": "99", "_method": "delete"}
        )
        assert is_refused(response, 403, 404, 405)

    assert kept == (
        all_of(AccessSubject),
        all_of(Entry),
        AccessRecord.objects.get(pk=evidence["log"]).what,
    )


def test_evidence_when_a_stranger_asks_for_it_then_leads_to_log_in(client, evidence):
    for address in ("/access-log/", "/access-log/export.xlsx", "/access-log/changes/"):
        assert leads_to_login(client.get(address))
