"""A plain form over a body of blocks: what it does not know stays, what was not changed keeps its form."""

import json

import pytest

from courses.models import LessonPage
from courses.publishing.plans import Plan, Step, blocks_with, plain, plan_of, rich

pytestmark = pytest.mark.django_db  # a page asks for its type

FORMATTED = '<p data-block-key="a1">教师<b>读</b>情境。</p><ul><li>不追问</li><li>不点名</li></ul>'
BODY = [
    {"type": "text", "id": "t1", "value": "<p>导语</p>"},
    {
        "type": "aims",
        "id": "a1",
        "value": [{"type": "item", "id": "i1", "value": "能说出三种情绪"}],
    },
    {
        "type": "step",
        "id": "s1",
        "value": {"title": "热身", "minutes": 5, "text": FORMATTED, "purpose": "引入"},
    },
    {"type": "note", "id": "n1", "value": {"title": "边界", "text": "<p>可以不分享。</p>"}},
    {
        "type": "step",
        "id": "s2",
        "value": {"title": "分享", "minutes": 20, "text": "<p>小组分享。</p>", "purpose": ""},
    },
    {"type": "reflection", "id": "r1", "value": {"text": "<p>时间偏紧。</p>"}},
]


def lesson_with(blocks) -> LessonPage:
    return LessonPage(title="课", body=json.dumps(blocks))


def kinds(blocks) -> list[str]:
    return [block["type"] for block in blocks]


@pytest.fixture
def body():
    return lesson_with(BODY).body


def test_plan_when_read_then_holds_the_words(body):
    plan = plan_of(body)

    assert plan.aims == ["能说出三种情绪"]
    assert [(step.title, step.minutes, step.key) for step in plan.steps] == [
        ("热身", 5, "s1"),
        ("分享", 20, "s2"),
    ]
    assert plan.steps[0].text == "教师读情境。\n不追问\n不点名"
    assert plan.reflection == "时间偏紧。"


def test_plan_when_put_back_unchanged_then_the_body_is_the_same(body):
    kept = blocks_with(body, plan_of(body))

    assert kinds(kept) == kinds(BODY)
    assert [block["id"] for block in kept] == [block["id"] for block in BODY]
    assert kept[2]["value"]["text"] == FORMATTED


def test_step_when_its_words_change_then_is_plain_and_the_others_stay(body):
    plan = plan_of(body)
    first = plan.steps[0]
    changed = Step(first.title, 6, "只读情境。", first.purpose, first.key)

    kept = blocks_with(body, Plan(plan.aims, [changed, plan.steps[1]], plan.reflection))

    assert kept[2]["value"] == {
        "title": "热身",
        "minutes": 6,
        "text": "<p>只读情境。</p>",
        "purpose": "引入",
    }
    assert kept[4]["value"]["text"] == "<p>小组分享。</p>"


def test_steps_when_more_or_fewer_then_other_blocks_stay_where_they_are(body):
    plan = plan_of(body)
    new = Step("结束", 5, "收拾。")

    longer = blocks_with(body, Plan(plan.aims, [*plan.steps, new], plan.reflection))
    shorter = blocks_with(body, Plan(plan.aims, plan.steps[1:], plan.reflection))
    none = blocks_with(body, Plan(plan.aims, [], plan.reflection))

    assert kinds(longer) == ["text", "aims", "step", "note", "step", "step", "reflection"]
    assert kinds(shorter) == ["text", "aims", "step", "note", "reflection"]
    assert shorter[2]["value"]["title"] == "分享"
    assert kinds(none) == ["text", "aims", "note", "reflection"]


def test_empty_body_when_a_plan_is_put_in_then_aims_come_first_and_reflection_last():
    plan = Plan(["会说"], [Step("热身", 5, "读。")], "不错。")

    made = blocks_with(lesson_with([]).body, plan)

    assert kinds(made) == ["aims", "step", "reflection"]
    assert plan_of(lesson_with(made).body).aims == ["会说"]


def test_aims_and_reflection_when_emptied_then_are_gone(body):
    assert kinds(blocks_with(body, Plan([], plan_of(body).steps, " "))) == [
        "text",
        "step",
        "note",
        "step",
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("一行", "<p>一行</p>"),
        ("一\n\n 二 \r\n三", "<p>一</p><p>二</p><p>三</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("{{7*7}} & 'x'", "<p>{{7*7}} &amp; &#x27;x&#x27;</p>"),
        ("", ""),
    ],
)
def test_text_when_made_rich_then_is_escaped_and_reads_back(text, html):
    assert rich(text) == html
    assert plain(html) == "\n".join(line.strip() for line in text.splitlines() if line.strip())
