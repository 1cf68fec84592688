"""The one door into the ledger (L1, L2, H5)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from credits.exceptions import AlreadyReversedError, LedgerIsAppendOnlyError
from credits.models import Chain, Entry, YearSum
from credits.services.posting import Movement, post_hours, reverse_entries
from credits.services.verification import verify_ledger
from tests.factories.credits import EntryFactory
from tests.factories.people import SchoolFactory, TeacherFactory, UserFactory

pytestmark = pytest.mark.django_db


def movement(teacher, school, fact="f1", tenths=80, **values):
    return Movement(
        teacher_id=teacher.pk,
        school_id=school.pk,
        unit_id=school.unit_id,
        year=2025,
        category=values.pop("category", "skill"),
        level="city",
        mode="onsite",
        tenths=tenths,
        title=values.pop("title", "沙盘工作坊"),
        starts_on=date(2025, 5, 10),
        ends_on=date(2025, 5, 10),
        source="register",
        fact=fact,
        **values,
    )


@pytest.fixture
def teacher():
    return TeacherFactory()


@pytest.fixture
def school():
    return SchoolFactory()


def test_post_hours_writes_entry_sum_and_chain(teacher, school):
    officer = UserFactory(last_name="王", first_name="科长")
    post_hours([movement(teacher, school), movement(teacher, school, "f2", 5)], by=officer)
    first, second = Entry.objects.all()
    assert (first.hours, second.hours) == (Decimal("8.0"), Decimal("0.5"))
    assert (first.seq, second.seq) == (1, 2)
    assert (first.posted_by, first.posted_by_name) == (officer, "王科长")
    assert YearSum.objects.get().hours == Decimal("8.5")
    chain = Chain.objects.get(teacher=teacher)
    assert (chain.length, chain.head) == (2, second.hash)
    assert verify_ledger().sound


@pytest.mark.rule("L2")
def test_post_hours_when_fact_is_on_the_books_writes_nothing(teacher, school):
    post_hours([movement(teacher, school)], by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        post_hours([movement(teacher, school, "f2"), movement(teacher, school)], by=None)
    assert Entry.objects.count() == 1
    assert YearSum.objects.get().entries == 1
    assert verify_ledger().sound


@pytest.mark.parametrize(
    "text",
    ['说"引号"', "逗号,和\\反斜杠", "None", "\\N", "%s 和 {0}", "'; DROP TABLE x; --", "堃𬭎"],
)
def test_post_hours_when_text_is_awkward_keeps_it_to_the_letter(teacher, school, text):
    post_hours([movement(teacher, school, title=text, organiser=text)], by=None)
    entry = Entry.objects.get()
    assert (entry.title, entry.organiser) == (text, text)
    assert verify_ledger().sound


@pytest.mark.rule("L1")
def test_reverse_entries_takes_hours_off_and_keeps_both_entries(teacher, school):
    post_hours([movement(teacher, school)], by=None)
    original = Entry.objects.get()
    reverse_entries([original], by=None, reason="登记错误")
    reversal = Entry.objects.get(reverses=original)
    assert (reversal.hours, reversal.reason) == (Decimal("-8.0"), "登记错误")
    assert Entry.objects.total_hours() == 0
    assert YearSum.objects.get().hours == 0
    assert verify_ledger().sound


@pytest.mark.rule("L1")
def test_reverse_entries_when_one_is_reversed_already_writes_nothing(teacher, school):
    post_hours([movement(teacher, school), movement(teacher, school, "f2")], by=None)
    first, second = Entry.objects.all()
    reverse_entries([first], by=None, reason="登记错误")
    with pytest.raises(AlreadyReversedError):
        reverse_entries([second, first], by=None, reason="再来一次")
    assert Entry.objects.count() == 3


@pytest.mark.rule("H5")
def test_total_hours_when_a_hundred_tenths_are_added_is_exactly_ten(teacher, school):
    post_hours([movement(teacher, school, f"t{n}", 1) for n in range(100)], by=None)
    assert Entry.objects.total_hours() == Decimal("10.0")
    assert str(YearSum.objects.get().hours) == "10.0"


@pytest.mark.rule("H5")
def test_total_hours_when_there_are_none_is_zero_with_one_place():
    assert str(Entry.objects.total_hours()) == "0.0"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(title="改"),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["title"]),
    ],
)
@pytest.mark.rule("L1")
def test_entry_when_changed_through_the_orm_refuses(attempt):
    entry = EntryFactory()
    with pytest.raises(LedgerIsAppendOnlyError):
        attempt(entry)
    assert Entry.objects.get().title == entry.title


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"tenths": 0}, "moves no hours"),
        ({"tenths": -80}, "negative without reversal"),
    ],
)
@pytest.mark.rule("L1")
def test_post_hours_when_entry_makes_no_sense_the_database_refuses(teacher, school, values, reason):
    with pytest.raises(IntegrityError), transaction.atomic():
        post_hours([movement(teacher, school, **values)], by=None)
