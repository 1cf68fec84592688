"""Research activities and a project of the sample city."""

from datetime import date

from courses.enums import ResearchKind
from portal.contents.kinds import Heading, Research, Table

SAME_TOPIC = Research(
    slug="one-topic-three-lessons",
    title="一个话题，三种上法：情绪课同课异构",
    summary="三位教师在同一天用同一个话题上课，听课的人只观察学生，不给教师打分。",
    kind=ResearchKind.REGIONAL,
    host="示例市教育科学研究院",
    date=date(2026, 11, 18),
    body=(
        """
        本次区域教研选定“生气的时候”，由小学、初中、高中各一位教师执教。听课教师每人只跟一个小组，
        只记三件事：学生什么时候抬头，什么时候说了自己的话，什么时候走神。
        """,
        Table(
            "当天安排",
            """
            时间|内容|地点
            8:30—9:10|五年级执教：一句话的温度|芳草小学
            10:10—10:55|八年级执教：给情绪留一个暂停键|映山外国语初级中学
            14:00—14:45|高一执教：足够好，也是一种本事|云帆高级中学
            15:10—16:40|分组说观察，集中议一个问题|云帆高级中学
            """,
        ),
        Heading("议的是一个问题"),
        """
        学段不同，情绪课里“教师少说”分别意味着什么？各组用观察到的片段来回答，不作抽象评价。

        三节课的教学设计都在课例资源库：[一句话的温度](lessons/warm-words)、
        [给情绪留一个暂停键](lessons/pause-button)、[足够好，也是一种本事](lessons/good-enough)。
        """,
    ),
)

ONLINE_DESK = Research(
    slug="online-desk-of-new-teachers",
    title="新教师线上备课桌：每周三晚的四十分钟",
    summary="入职三年以内的心理教师，隔着屏幕一起磨一节课。每次只议一个环节，说完就散。",
    kind=ResearchKind.ONLINE,
    host="示例市教育科学研究院、各区教研员",
    date=date(2026, 9, 16),
    body=(
        """
        全市不少学校只有一名心理教师，备课没有人商量。线上备课桌从九月开始，每周三晚八点，四十分钟，
        入职三年以内的教师自愿参加，每桌不超过十人。
        """,
        Heading("怎么议"),
        """
        1. 前五分钟，执教者说清：这一环节我想让学生发现什么，卡在哪里。
        2. 接着二十五分钟，只提问，不出主意。
        3. 后十分钟，每人写一句修改建议发给执教者，由他自己取舍。
        """,
        Heading("三条约定"),
        """
        不录屏，不展示学生作品和照片，不讨论个案。需要谈个案的，请参加
        [同伴督导小组](courses/peer-supervision-group)。
        """,
    ),
)

PROJECT = Research(
    slug="retrieval-practice-in-grade-seven",
    title="课题：初中生学习方法课的设计与效果",
    summary="在二十个七年级班试上学法课，隔一周、隔一月再测，看看哪些办法学生真的用了下去。",
    kind=ResearchKind.PROJECT,
    host="示例市教育科学研究院、示例师范大学心理学院",
    number="示例-2026-07",
    date=date(2026, 3, 2),
    ends_on=date(2027, 6, 30),
    body=(
        """
        学法课常常当堂热闹，回去照旧。课题组想知道的是：一个月以后，他们还在不在用。
        """,
        Heading("做法"),
        """
        - 对象：十所初中、二十个班，自愿参加，学生和家长可以随时退出。
        - 课程：以[记忆的脚印](lessons/memory-footprints)为蓝本，形成三课时的单元。
        - 数据：匿名答题条与班级汇总，不收集姓名，不作个人评价。
        """,
        Heading("进度"),
        """
        2026 年 3 月至 6 月完成第一轮试教，并修改单元设计；9 月起第二轮。2027 年 6 月结题，教学设计与
        汇总数据将公开分享，结果不理想的部分同样写明。
        """,
        Heading("参与"),
        "愿意试教的学校，请与所在区教研员联系。课题不收取费用，不发放荣誉证书。",
    ),
)

RESEARCH = (SAME_TOPIC, PROJECT, ONLINE_DESK)
