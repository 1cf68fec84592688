"""Forgery behind the application's back is found and named (L5)."""

import io

import pytest
from django.core.management import call_command

from credits.chain import FIELDS, entry_hash
from credits.models import Chain, Entry
from credits.services.posting import reverse_entries
from credits.services.verification import verify_ledger
from tests.factories.credits import EntryFactory
from tests.factories.people import TeacherFactory
from tests.ledger import ledger_unlocked, sql

pytestmark = [pytest.mark.django_db, pytest.mark.rule("L5")]


@pytest.fixture
def teacher():
    """Somebody with three entries, of which one is reversed."""
    teacher = TeacherFactory(number="420700000001")
    first, *_rest = [EntryFactory(teacher=teacher) for _ in range(3)]
    reverse_entries([first], by=None, reason="登记错误")
    EntryFactory()
    return teacher


def kinds():
    return [(flaw.kind, flaw.teacher_number) for flaw in verify_ledger().flaws]


def test_verify_ledger_when_untouched_is_sound(teacher):
    soundness = verify_ledger()
    assert (soundness.entries, soundness.teachers, soundness.flaws) == (5, 2, [])


def test_verify_ledger_when_empty_is_sound():
    assert verify_ledger().sound


@pytest.mark.parametrize(
    "change",
    [
        "hours = 300", "category = 'ethics'", "title = '另一个'", "certificate_no = 'X1'",
        "ends_on = '2025-06-01'", "posted_by_name = '别人'", "organiser = '某单位'",
        "level = 'national'", "mode = 'online'", "posted_at = '2024-01-01 00:00:00'",
    ],
)  # fmt: skip
def test_verify_ledger_when_an_entry_is_altered_names_it(teacher, change):
    with ledger_unlocked():
        sql(f"UPDATE credits_entry SET {change} WHERE teacher_id = %s AND seq = 2", teacher.pk)
    found = verify_ledger().flaws
    assert ("altered", "420700000001") in [(flaw.kind, flaw.teacher_number) for flaw in found]
    assert found[0].subject == str(Entry.objects.get(teacher=teacher, seq=2).pk)


def test_verify_ledger_when_an_entry_in_the_middle_is_gone_says_which(teacher):
    with ledger_unlocked():
        sql("DELETE FROM credits_entry WHERE teacher_id = %s AND seq = 3", teacher.pk)
    assert ("missing", "420700000001") in kinds()


def test_verify_ledger_when_the_last_entry_is_gone_finds_it(teacher):
    with ledger_unlocked():
        sql("DELETE FROM credits_entry WHERE teacher_id = %s AND seq = 4", teacher.pk)
    assert ("chain_end", "420700000001") in kinds()


def test_verify_ledger_when_all_entries_of_a_teacher_are_gone_finds_it(teacher):
    with ledger_unlocked():
        for seq in (4, 3, 2, 1):
            sql("DELETE FROM credits_entry WHERE teacher_id = %s AND seq = %s", teacher.pk, seq)
    assert ("chain_end", "420700000001") in kinds()


def test_verify_ledger_when_an_entry_is_slipped_in_with_a_hash_of_its_own_finds_it(teacher):
    last = Entry.objects.get(teacher=teacher, seq=4)
    columns = [field.column for field in Entry._meta.fields]
    changed = {
        "id": "'0190000000007000800000000000dead'",
        "seq": "5",
        "fact": "'forged'",
        "reverses_id": "NULL",
        "hours": "80",
        "hash": f"'{entry_hash(last.hash, ('',) * len(FIELDS))}'",
    }
    cells = ", ".join(changed.get(column, column) for column in columns)
    sql(
        f"INSERT INTO credits_entry ({', '.join(columns)}) "
        f"SELECT {cells} FROM credits_entry WHERE teacher_id = %s AND seq = 2",
        teacher.pk,
    )
    assert ("altered", "420700000001") in kinds()


def test_verify_ledger_when_a_sum_is_raised_finds_it(teacher):
    sql("UPDATE credits_yearsum SET hours = hours + 100 WHERE teacher_id = %s", teacher.pk)
    assert kinds() == [("sum", "420700000001")]


def test_verify_ledger_when_a_sum_is_gone_finds_it(teacher):
    sql("DELETE FROM credits_yearsum WHERE teacher_id = %s", teacher.pk)
    assert kinds() == [("sum", "420700000001")]


def test_verify_ledger_when_a_chain_end_is_moved_finds_it(teacher):
    Chain.objects.filter(teacher=teacher).update(head="0" * 64)
    assert kinds() == [("chain_end", "420700000001")]


def test_verify_ledger_when_the_unit_of_an_entry_is_gone_finds_it(teacher):
    with ledger_unlocked():
        sql(
            "UPDATE credits_entry SET unit_id = 999999 WHERE teacher_id = %s AND seq = 2",
            teacher.pk,
        )
    assert [kind for kind, _number in kinds()] == ["altered", "orphan"]


def test_verify_ledger_when_the_teacher_of_entries_is_gone_names_the_key(teacher):
    for table in ("credits_chain", "credits_yearsum"):
        sql(f"DELETE FROM {table} WHERE teacher_id = %s", teacher.pk)
    sql("DELETE FROM people_teacher WHERE id = %s", teacher.pk)
    assert ("chain_end", f"#{teacher.pk}") in kinds()


def test_command_when_sound_says_so(teacher):
    out = io.StringIO()
    call_command("verify_ledger", stdout=out)
    assert "2 名教师、5 条记录" in out.getvalue()


def test_command_when_forged_exits_1_and_names_the_entry(teacher):
    with ledger_unlocked():
        sql("UPDATE credits_entry SET hours = 300 WHERE teacher_id = %s AND seq = 2", teacher.pk)
    err = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("verify_ledger", stderr=err)
    assert stop.value.code == 1
    assert "420700000001" in err.getvalue()
    assert str(Entry.objects.get(teacher=teacher, seq=2).pk) in err.getvalue()
