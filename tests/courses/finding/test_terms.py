import pytest

from courses.finding.terms import LONGEST_QUERY, MOST_TERMS, parse, typed


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("情绪 管理", ["情绪", "管理"]),
        ("情绪，管理！", ["情绪", "管理"]),
        ("用CBT做", ["用", "cbt", "做"]),
        ("ＣＢＴ", ["cbt"]),
        ("8年级情绪", ["8年级", "情绪"]),
        ("2012年", ["2012", "年"]),
        ("“情绪 管理”课", ["情绪 管理", "课"]),
        ("「小组讨论」", ["小组讨论"]),
        ('"mind map"', ["mind map"]),
        ("情绪 情绪", ["情绪"]),
        ("a_b", ["a", "b"]),
        ("100%", ["100"]),
        ('"', []),
        ('"" “，”', []),
        ("%00 \x00", ["00"]),
        ("？！——", []),
        ("", []),
    ],
)
def test_query_when_parsed_then_gives_its_terms(text, terms):
    assert list(parse(text).terms) == terms


def test_query_when_long_then_is_cut():
    query = parse("字" * 1000)

    assert query.text == "字" * LONGEST_QUERY
    assert len(parse(" ".join("一二三四五六七八九十")).terms) == MOST_TERMS


def test_query_when_letters_then_may_be_initials():
    assert parse("qxtj 八年级 a1 b").with_initials().initials == {"qxtj"}


@pytest.mark.parametrize("terms", [("情绪", "cbt"), ("mind map",), ("8年级",), ("情绪,管理", "a")])
def test_terms_when_typed_again_then_are_the_same(terms):
    assert parse(typed(terms)).terms == terms
