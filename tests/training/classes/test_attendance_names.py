"""Whose row it is: by number, else by a name that leaves no doubt, else a person is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.classes.attendance_files import AttendanceRow
from training.classes.attendance_names import Person, match_names

ZHANG = Person(1, "420700000001", "张三", "江岸区实验小学")
LI = Person(2, "420700000002", "李四", "武昌实验中学")
OUYANG = Person(3, "420700000003", "欧阳云瑶", "武汉一中")
AYI = Person(4, "420700000004", "阿依古丽·买买提", "洪山小学")
WEN = Person(5, "420700000005", "文静", "青山小学")
NAMESAKE = Person(6, "420700000006", "张三", "东湖小学")
PEOPLE = [ZHANG, LI, OUYANG, AYI, WEN]


def row(name: str, number: str = "", organisation: str = "") -> AttendanceRow:
    return AttendanceRow("参会成员", 2, number, name, organisation, None, None, None, True, True)


def outcome(name: str, *, people=PEOPLE, number="", organisation=""):
    """The person, or the people it could be, or None."""
    found = match_names([row(name, number, organisation)], people)
    if found.matched:
        return found.matched[0][1]
    return found.ambiguous[0][1] if found.ambiguous else None


CERTAIN = {
    "张三": ZHANG,
    "江岸区实验小学-张三": ZHANG,
    "张三（武昌）": ZHANG,
    "张三(江岸实小)": ZHANG,
    "【江岸】张三": ZHANG,
    "01张三": ZHANG,
    "张三13800000000": ZHANG,
    "江岸区实验小学张三": ZHANG,
    "一中李四": LI,
    "李四老师": LI,
    "武昌实验中学 李四 老师": LI,
    "欧阳 云瑶": OUYANG,
    "武汉一中欧阳云瑶": OUYANG,
    "洪山小学_阿依古丽·买买提": AYI,
    "🌸文静🌸": WEN,
    "420700000002-李四": LI,
}


@pytest.mark.parametrize(("nickname", "person"), CERTAIN.items(), ids=CERTAIN)
def test_nickname_when_it_holds_one_name_that_stands_out_is_that_person(nickname, person):
    assert outcome(nickname) == person


DOUBTFUL = {
    "a longer name begins with it": ("张三丰", (ZHANG,)),
    "a longer name ends with it": ("李文静", (WEN,)),
    "a word that is no place stands before it": ("武昌张三", (ZHANG,)),
    "a word that is no title stands behind it": ("张三武昌", (ZHANG,)),
    "two people at one computer": ("张三、李四", (ZHANG, LI)),
}


@pytest.mark.parametrize(("nickname", "people"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_nickname_when_the_name_may_be_another_is_asked_about(nickname, people):
    assert outcome(nickname) == people


@pytest.mark.parametrize("nickname", ["iPhone", "王五", "江岸区实验小学", "张", "三张", "心理老师"])
def test_nickname_when_it_holds_no_name_is_of_nobody(nickname):
    assert outcome(nickname) is None


def test_longer_name_when_both_take_part_is_the_one_meant():
    longer = Person(7, "420700000007", "李文静", "汉阳小学")

    assert outcome("汉阳小学李文静", people=[*PEOPLE, longer]) == longer


def test_namesakes_when_nothing_tells_them_apart_are_both_named():
    assert outcome("张三", people=[ZHANG, NAMESAKE]) == (ZHANG, NAMESAKE)
    assert outcome("汉口-张三", people=[ZHANG, NAMESAKE]) == (ZHANG, NAMESAKE)


@pytest.mark.parametrize(
    ("nickname", "organisation"),
    [("东湖小学-张三", ""), ("张三（东湖小学）", ""), ("张三", "东湖小学")],
)
def test_namesakes_when_the_school_of_one_is_named_are_told_apart(nickname, organisation):
    people = [ZHANG, NAMESAKE]

    assert outcome(nickname, people=people, organisation=organisation) == NAMESAKE


def test_namesakes_when_another_school_of_a_like_name_is_named_are_asked_about():
    assert outcome("新东湖小学-张三", people=[ZHANG, NAMESAKE]) == (ZHANG, NAMESAKE)


def test_number_when_known_with_its_name_is_that_person():
    assert outcome("李四", number=LI.number) == LI
    assert outcome("武昌李四", number=LI.number) == LI


def test_number_when_known_outranks_namesakes():
    assert outcome("张三", people=[ZHANG, NAMESAKE], number=NAMESAKE.number) == NAMESAKE


def test_number_when_it_is_of_somebody_of_another_name_is_asked_about():
    assert outcome("李四", number=ZHANG.number) == (ZHANG, LI)
    assert outcome("王五", number=ZHANG.number) == (ZHANG,)


def test_numbers_when_two_people_have_them_are_asked_about():
    assert outcome(f"{LI.number}李四", number=ZHANG.number) == (ZHANG, LI)


def test_number_when_it_is_the_platforms_own_leaves_it_to_the_name():
    assert outcome("张三", number="DD0042") == ZHANG


def test_rows_of_one_person_when_joined_twice_are_both_matched():
    found = match_names([row("张三"), row("张三（2）"), row("iPhone")], PEOPLE)

    assert [person for _row, person in found.matched] == [ZHANG, ZHANG]
    assert [each.name for each in found.unmatched] == ["iPhone"]


@given(st.lists(st.text() | st.sampled_from(sorted(CERTAIN)), max_size=5), st.permutations(PEOPLE))
def test_every_row_is_somewhere_once_in_whatever_order_people_come(names, people):
    rows = [row(name) for name in names]
    found = match_names(rows, people)

    placed = [each for each, _who in found.matched] + found.unmatched
    placed += [each for each, _who in found.ambiguous]
    assert sorted(map(id, placed)) == sorted(map(id, rows))
    assert found.matched == match_names(rows, PEOPLE).matched
