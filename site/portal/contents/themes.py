"""What is wanted at a time of the year; the pages list the lessons of their stage and topic."""

from datetime import date

from courses.enums import Season, Topic
from people.enums import Stage
from portal.contents.kinds import Heading, Note, Theme

TERM_START = Theme(
    slug="first-weeks-of-term",
    title="开学头两周：把节奏找回来",
    summary="开学难，难在节奏。给班主任一张两周安排：每天只动一处，先睡眠，再作息，后学习。",
    season=Season.TERM_START,
    stage=Stage.PRIMARY,
    topic=Topic.ADAPTATION,
    date=date(2026, 8, 25),
    body=(
        """
        假期里的孩子晚睡晚起，开学一周内就要全部改回来，谁都难。与其第一天就立十条规矩，不如每天只动
        一处。
        """,
        Heading("两周，每天一处"),
        """
        - **第一、二天**：认人、认地方、认铃声。一年级多走两遍去厕所的路。
        - **第三天**：课间做什么。把喝水、上厕所、换书排在玩之前。
        - **第四、五天**：收书包。放学前留五分钟，全班一起收。
        - **第二周**：作业从十分钟起步，逐日加一点；同时请家长把睡觉时间每天提前十分钟。
        """,
        Heading("留意这些孩子"),
        """
        新转来的、刚分班离开好友的、假期里家中有变故的、上学期末就不太愿意来的。第一周给他们各安排一件
        小差事，一天说一句话。

        连续两周早晨哭闹、肚子痛、不肯进教室的，请与家长和心理教师一起想办法，不要只靠“坚持就好了”。
        """,
        "家长可以读一读[孩子说“没什么”的时候](family/when-a-child-says-nothing)。",
    ),
)

EXAMS = Theme(
    slug="before-and-after-exams",
    title="考试前后：稳住，再出发",
    summary="考前一周做减法，考完当天不对答案，出分之后谈下一步。附给班主任的三段话。",
    season=Season.EXAMS,
    stage=Stage.JUNIOR,
    topic=Topic.EMOTION,
    date=date(2026, 6, 1),
    body=(
        """
        紧张不是毛病。适度的紧张让人专注，过头的紧张让人吃不下、睡不着、脑子空白。班级能做的，是把大家
        拉回“适度”的那一段。
        """,
        Heading("考前一周：做减法"),
        """
        停掉排名和倒计时牌，不加新卷子；每天留十分钟，做一次[课堂里的稳定化练习](courses/classroom-grounding)。
        对学生说：“会的题做对，就是正常发挥。”
        """,
        Heading("考完当天：不对答案"),
        """
        收卷之后，组织一次轻松的体力活动，打扫教室也好。想对答案的，请到教室外面。
        """,
        Heading("出分之后：谈下一步"),
        """
        先单独找两类学生：比预想差很多的，和家里要求特别严的。先问“昨晚睡得怎么样”，再问分数。全班只谈
        一件事：下一次，我打算改的一处是什么。
        """,
        Note(
            "需要当天处理的信号",
            """
            说“活着没意思”、与人告别、把珍爱的东西送人、手臂有伤、突然异常平静——不等、不猜，当天告诉
            心理教师和分管负责人，按学校流程联系家长，不让孩子一个人待着。
            """,
        ),
    ),
)

GRADUATION = Theme(
    slug="leaving-school",
    title="毕业前夕：选择与告别",
    summary="高三最后几个月，一半是选择，一半是告别。把选择的信息查实，把告别的话说出来。",
    season=Season.GRADUATION,
    stage=Stage.SENIOR,
    topic=Topic.CAREER,
    date=date(2026, 3, 9),
    body=(
        """
        高三的心事有两件：我要去哪里，我要和谁分开。前一件学校管得多，后一件往往没有人提。
        """,
        Heading("选择：先查实，再想象"),
        """
        请学生为每一个心仪的专业找到一位正在读、正在做的人，问出平常的一天，这比搜“就业前景”可靠。
        招生计划、选科要求以招生主管部门当年公布的为准。
        """,
        Heading("告别：不煽情，要具体"),
        """
        - 给同桌写三件记得的小事。
        - 全班走一遍三年里去过的地方，每处停一分钟。
        - 向一位不教自己的人道谢：食堂、宿管、门卫、校医。
        """,
        Heading("出发以后"),
        """
        离校前告诉学生：到了新的地方，头三个月想家、觉得自己哪里都不如人，是常有的事；学校的心理中心、
        12356 心理援助热线，都可以找。
        """,
    ),
)

THEMES = (TERM_START, EXAMS, GRADUATION)
