"""A process killed in the middle of an import leaves all or nothing (I2)."""

import json
import time

import pytest

from portal.bench.city import hours_workbook

ROWS = 4000
STATE = """
from credits.models import Entry, YearSum
from credits.services.verification import verify_ledger
from people.models import ImportBatch
from django.db.models import Sum
import json
print(json.dumps([
    Entry.objects.count(),
    YearSum.objects.aggregate(n=Sum("entries"))["n"] or 0,
    ImportBatch.objects.count(),
    verify_ledger().sound,
]))
"""


@pytest.fixture(scope="module")
def register(scratch_site, tmp_path_factory):
    scratch_site.run("from portal.bench.city import build_city; build_city(3000)")
    path = tmp_path_factory.mktemp("registers") / "hours.xlsx"
    path.write_bytes(hours_workbook(ROWS, "K"))
    return path


@pytest.mark.rule("I2")
@pytest.mark.abuse("F1")
def test_import_when_killed_at_any_moment_leaves_all_or_nothing(scratch_site, register):
    started = time.monotonic()
    scratch_site.manage("import_hours", str(register), "--dry-run")
    whole = time.monotonic() - started
    for share in (0.6, 0.75, 0.85, 0.95, 1.05):
        process = scratch_site.start("import_hours", str(register))
        time.sleep(whole * share)
        process.kill()
        process.wait()
        entries, summed, batches, sound = json.loads(scratch_site.run(STATE))
        assert (entries, summed, batches) in [(0, 0, 0), (ROWS, ROWS, 1)]
        assert sound
        if entries:
            break
    again = scratch_site.manage("import_hours", str(register), "--json")
    told = json.loads(again.stdout)
    assert told["accepted"] + told["unchanged"] == ROWS
    assert json.loads(scratch_site.run(STATE))[0] == ROWS
