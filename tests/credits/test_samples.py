"""The sample workbooks of tests/data/samples, each against what the manifest says of it."""

import json
from pathlib import Path

import pytest

from common.refusals import FileRefusedError
from credits.services.importing import import_file, rehearse
from credits.services.verification import verify_ledger

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
MANIFEST = json.loads((SAMPLES / "manifest.json").read_text(encoding="utf-8"))
FIRST, THEN = MANIFEST["first"], MANIFEST["then"]
CODES = {
    "missing_column", "missing_value", "bad_date", "date_order", "bad_hours", "too_many_hours",
    "unknown_school", "unknown_unit", "unknown_teacher", "name_mismatch", "unknown_value",
    "unknown_category", "duplicate_row", "conflict", "post_overlap", "bad_number", "unsafe_file",
}  # fmt: skip

pytestmark = pytest.mark.rule("I1")


def data_of(sample):
    return (SAMPLES / sample["file"]).read_bytes(), Path(sample["file"]).name


def told(plan):
    """A plan in the words of the manifest."""
    answer = plan.as_json()
    places = ("sheet", "row", "column", "code")
    return {
        **{name: answer[name] for name in ("rows", "accepted", "unchanged", "skipped")},
        "rejected": [{name: cell[name] for name in places} for cell in answer["rejected"]],
    }


def expected(sample):
    return {name: sample[name] for name in ("rows", "accepted", "unchanged", "skipped", "rejected")}


@pytest.fixture
def tidy_city(db):
    return [told(import_file(sample["kind"], *data_of(sample), by=None)[1]) for sample in FIRST]


def readable(samples):
    return [pytest.param(each, id=each["file"]) for each in samples if "refused" not in each]


def refused(samples):
    return [pytest.param(each, id=each["file"]) for each in samples if "refused" in each]


def test_tidy_files_are_accepted_whole(tidy_city):
    assert tidy_city == [expected(sample) for sample in FIRST]


@pytest.mark.rule("I2")
@pytest.mark.rule("I3")
@pytest.mark.parametrize("sample", readable(THEN))
def test_each_row_meets_its_declared_end_in_rehearsal_and_import_and_once_only(tidy_city, sample):
    assert told(rehearse(sample["kind"], *data_of(sample))) == expected(sample)
    assert told(import_file(sample["kind"], *data_of(sample), by=None)[1]) == expected(sample)
    assert import_file(sample["kind"], *data_of(sample), by=None)[1].accepted == 0
    assert verify_ledger().sound


@pytest.mark.parametrize("sample", refused(THEN))
def test_dangerous_or_incomplete_file_is_refused_as_a_whole(db, sample):
    with pytest.raises(FileRefusedError) as error:
        import_file(sample["kind"], *data_of(sample), by=None)
    assert error.value.refusal.code == sample["refused"]
    assert error.value.refusal.message


def test_every_code_has_a_sample():
    found = {sample["refused"] for sample in THEN if "refused" in sample}
    found |= {cell["code"] for sample in THEN for cell in sample.get("rejected", ())}
    assert found == CODES
