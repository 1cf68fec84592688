"""The pictures of the handbook, in the order in which they are taken.

Each is a screen of the sample city as one of its accounts sees it. A step is a verb and, as
Playwright writes it, what it is done to: later pictures show what steps before them have done.
"""

from dataclasses import dataclass

PHONE = 390
DESK = 1120

Step = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`role` is the name of a demo account, empty for a visitor; `steps` come before, `after` behind it."""

    name: str
    role: str
    address: str
    width: int
    height: int
    steps: tuple[Step, ...] = ()
    after: tuple[Step, ...] = ()


WAITING = "考试前的三分钟"
RETURNED = "小组里的分工与倾听"
NOTICE = "市级骨干教师研修班"
OPEN_WAITING = (("click", f"main a:has-text('{WAITING}') >> nth=0"),)
OPEN_RETURNED = (("click", f"a:has-text('{RETURNED}')"),)
MORE_ACTIONS = ("click", "footer [data-w-dropdown-target=toggle]")
SUMMARY = "section[id*=summary]"

PICTURES = (
    Picture("search", "", "/lessons/?q=情绪&stage=junior", PHONE, 820),
    Picture("my-lessons", "teacher", "/my/lessons/", PHONE, 820),
    Picture(
        "lesson-steps",
        "teacher",
        "/my/lessons/",
        PHONE,
        820,
        steps=(*OPEN_RETURNED, ("scroll", "#steps")),
    ),
    Picture(
        "lesson-rights",
        "teacher",
        "/my/lessons/",
        PHONE,
        820,
        steps=(*OPEN_RETURNED, ("scroll", "#rights")),
        after=(
            ("go", "/lessons/?q=暂停键"),
            ("click", "main a:has-text('给情绪留一个') >> nth=0"),
            ("click", "a:has-text('在课堂上用过')"),
            ("choose", "[name=grade]", "七年级"),
            (
                "fill",
                "[name=reflection]",
                "热身用手势代替发言，不爱说话的学生也参加了。分享要留足时间。",
            ),
            ("click", "main form:has([name=reflection]) button"),
        ),
    ),
    Picture(
        "school-lesson",
        "school",
        "/school/lessons/",
        DESK,
        820,
        steps=(
            ("click", f"a:has-text('{WAITING}')"),
            ("check", "[name=no_faces]"),
            ("check", "[name=no_names]"),
            ("check", "[name=rights]"),
        ),
        after=(("click", "[value=approve]"),),
    ),
    Picture("desk-home", "editor", "/admin/", DESK, 560),
    Picture(
        "desk-schedule",
        "editor",
        "/admin/",
        DESK,
        620,
        steps=(
            *OPEN_WAITING,
            ("click", "header [aria-label*=状态]"),
            ("click", "text=设置计划"),
        ),
    ),
    Picture(
        "desk-return",
        "editor",
        "/admin/",
        DESK,
        620,
        steps=(
            *OPEN_WAITING,
            MORE_ACTIONS,
            ("click", "role=button[name='退回修改']"),
            ("fill", "[name=comment]", "请在“约定”一段写明：学生不愿意写卡片时怎样处理。"),
        ),
    ),
    Picture("desk-approve", "editor", "/admin/", DESK, 620, steps=(*OPEN_WAITING, MORE_ACTIONS)),
    Picture(
        "desk-comment",
        "editor",
        "/admin/",
        DESK,
        620,
        steps=(
            *OPEN_WAITING,
            ("click", "header [aria-label*=评论]"),
            ("hover", SUMMARY),
            ("click", f"{SUMMARY} [data-comment-add]"),
            ("fill", ".comment textarea", "建议写明适合班会还是课前。"),
        ),
    ),
    Picture("reflections", "editor", "/site/reflections/", DESK, 380),
    Picture("lesson-figures", "unit", "/lesson-use/", DESK, 700),
    Picture(
        "desk-blocks",
        "city",
        "/admin/pages/",
        DESK,
        700,
        steps=(
            ("click", "tr:has-text('通知公告栏目') td.children a"),
            ("click", "header a[href*=add_subpage]"),
            ("fill", "[name=title]", "关于报送下学期教研安排的通知"),
            ("click", "section[id*=body] .c-sf-add-button"),
        ),
    ),
    Picture(
        "desk-compare",
        "city",
        "/admin/pages/search/?q=市级骨干教师研修班",
        DESK,
        480,
        steps=(
            ("click", f"main a:has-text('{NOTICE}') >> nth=0"),
            ("fill", "[name=summary]", "面向专职教师的集中研修，报名截止日期顺延五天。"),
            ("click", "footer button:has-text('保存草稿')"),
            ("go", "../revisions/compare/live...latest/"),
        ),
    ),
    Picture(
        "desk-course",
        "trainer",
        "/admin/pages/search/?q=个案记录与保密",
        DESK,
        760,
        steps=(
            ("click", "main a:has-text('个案记录与保密') >> nth=0"),
            ("centre", "[name=category]"),
        ),
    ),
    Picture("desk-video", "trainer", "/admin/snippets/courses/video/add/", DESK, 760),
)
