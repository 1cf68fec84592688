import uuid

from common.ids import uuid7, uuid7_hexes


def test_uuid7_is_of_version_7_and_sorts_by_time():
    first, second = uuid7(), uuid7()
    assert (first.version, first.variant) == (7, uuid.RFC_4122)
    assert first.int >> 80 <= second.int >> 80


def test_uuid7_hexes_ascend_and_differ():
    made = uuid7_hexes(20_000)
    assert made == sorted(set(made))
    assert {uuid.UUID(made[0]).version, uuid.UUID(made[-1]).version} == {7}
