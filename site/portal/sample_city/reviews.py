"""Lessons on their way: one that waits for the school, one that came back to its author."""

from common.ids import uuid7
from courses.enums import LessonKind, Licence, Topic
from courses.models import LessonPage
from courses.publishing.plans import Plan, Step
from courses.publishing.services.deciding import return_to_author
from courses.publishing.services.drafts import begin_lesson, save_draft, version_of
from courses.publishing.services.handing_in import submit_lesson
from people.models import User

REASON = "教学目标写得很清楚。请补上每个环节的设计意图，再提交一次。"
HEADS = (
    {"title": "考试前的三分钟：和紧张相处", "grade_from": 5, "grade_to": 6, "topic": Topic.EMOTION},
    {"title": "小组里的分工与倾听", "grade_from": 5, "grade_to": 6, "topic": Topic.RELATIONS},
)
COMMON = {"kind": LessonKind.LESSON, "minutes": 40, "licence": Licence.BY_NC_SA, "consent": True}
PLANS = (
    Plan(
        ["能说出自己紧张时身体的信号", "学会一种三分钟的放松办法"],
        [
            Step("热身：紧张在哪里", 8, "学生在人形图上圈出紧张时有感觉的地方，不写姓名。"),
            Step("练习：三分钟呼吸", 12, "教师领做，学生自愿闭眼；做完用一个词说感受。"),
            Step("约定：考前用起来", 10, "每人选一个考前三分钟要做的动作，写在卡片上带走。"),
        ],
    ),
    Plan(
        ["知道小组合作需要分工", "愿意听完同伴的话再发言"],
        [
            Step("搭纸塔", 15, "四人一组，用十张纸搭塔，前五分钟不说话，后十分钟可以商量。"),
            Step("说一说", 15, "比较两个阶段：谁做了什么，怎样让同伴知道自己在听。"),
        ],
    ),
)
SUMMARIES = (
    "用三分钟的身体练习缓解考前紧张，适合考试周的班会或课前。",
    "从搭纸塔开始，体会分工和倾听对小组的作用。",
)


def send_lessons_on_their_way(author: User, administrator: User) -> None:
    """The first waits for the school, the second is returned. Both people are read anew."""
    author = User.objects.get(pk=author.pk)
    for head, plan, summary in zip(HEADS, PLANS, SUMMARIES, strict=True):
        lesson, _is_new = begin_lesson({**head, **COMMON}, form_id=uuid7(), by=author)
        save_draft(lesson, {"summary": summary}, plan, by=author)
        submit_lesson(lesson, by=author)
    returned = LessonPage.objects.get(pk=lesson.pk)
    return_to_author(
        returned,
        reason=REASON,
        version=version_of(returned),
        by=User.objects.get(pk=administrator.pk),
    )
