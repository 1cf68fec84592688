import pytest

from courses.finding.folding import fold, fold_with_places, tidy


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＣＢＴ入门", "cbt入门"),
        ("情绪：认识，接纳", "情绪:认识,接纳"),
        ("一　二\n三\t四", "一 二 三 四"),
        (" 首尾 ", "首尾"),
        ("a\x00b\u200bc", "a b c"),
        ("⑧年级㎡", "8年级m2"),
        ("e\u0301", "é"),
        ("", ""),
    ],
)
def test_text_when_folded_then_is_plain(written, folded):
    assert fold(written) == folded


def test_text_when_tidied_then_keeps_its_letters_and_marks():
    assert tidy("ＣＢＴ，\n 入门 ") == "ＣＢＴ， 入门"


def test_places_when_a_character_becomes_several_then_point_at_it():
    folded, places = fold_with_places("约㎡大")

    assert folded == "约m2大"
    assert list(places) == [0, 1, 1, 2]
