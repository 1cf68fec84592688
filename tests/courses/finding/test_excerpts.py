from courses.finding.excerpts import LENGTH, absent_from, excerpt, marked


def test_words_when_marked_then_all_else_is_escaped():
    assert marked("<b>情绪</b>&情绪", ["情绪"]) == (
        "&lt;b&gt;<mark>情绪</mark>&lt;/b&gt;&amp;<mark>情绪</mark>"
    )


def test_words_when_full_width_then_are_marked_as_written():
    assert marked("学ＣＢＴ", ["cbt"]) == "学<mark>ＣＢＴ</mark>"


def test_words_when_they_overlap_then_are_one_mark():
    assert marked("情绪管理", ["情绪管", "管理"]) == "<mark>情绪管理</mark>"


def test_words_when_a_character_stands_for_several_then_it_is_marked_whole():
    assert marked("约㎡", ["m2"]) == "约<mark>㎡</mark>"


def test_words_when_the_term_is_an_entity_then_none_is_broken():
    assert marked("a & b", ["amp"]) == "a &amp; b"


def test_excerpt_when_the_word_stands_deep_then_shows_what_is_around_it():
    text = "前面的话。" * 40 + "这里说到沙盘游戏。" + "后面的话。" * 40

    shown = excerpt(text, ["沙盘"])

    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "这里说到<mark>沙盘</mark>游戏。" in shown
    assert len(shown) < LENGTH + 20


def test_excerpt_when_the_text_is_short_then_is_all_of_it():
    assert excerpt("沙盘里的小世界", ["沙盘"]) == "<mark>沙盘</mark>里的小世界"


def test_excerpt_when_the_word_is_not_there_then_is_empty():
    assert excerpt("没有", ["沙盘"]) == ""


def test_absent_when_some_terms_occur_then_are_the_others():
    assert absent_from("情绪ＣＢＴ", ["cbt", "沙盘"]) == ["沙盘"]
