"""Courses on professional supervision."""

from decimal import Decimal

from courses.enums import CourseCategory
from portal.contents.kinds import Course, CourseUnit, Heading, Note

PEER_GROUP = Course(
    slug="peer-supervision-group",
    title="同伴督导小组：怎么带，怎么用",
    summary="六到八人、每月一次、有流程有约定的同伴督导。学会报告个案而不泄露，学会提问而不评判。",
    audience="专职心理健康教育教师、教研员、骨干教师",
    category=CourseCategory.SUPERVISION,
    trainer="秦暮云、丁若谷",
    organiser="示例师范大学心理学院",
    opening="""
        一所学校往往只有一名专职心理教师，最难的时候没有人可以商量。同伴督导解决不了全部问题，但能让
        人不再独自扛着。

        本课程教一套二十分钟就能学会、值得用三年的流程，并在督导师带领下完整走四次。
    """,
    aims=(
        "能用五分钟、去除身份信息的方式报告一个工作难题。",
        "能按流程主持一次九十分钟的小组，守住时间和约定。",
        "能分辨哪些问题应当交给有资质的督导师。",
    ),
    units=(
        CourseUnit(
            "约定与结组",
            Decimal("1"),
            "六到八人固定成员；谈话内容不出小组；不记姓名、学校、班级；缺席先告知。当场写成小组约定并签名。",
        ),
        CourseUnit(
            "五分钟报告",
            Decimal("1"),
            """
            报告只含四样：我遇到的难处、我做了什么、我现在的感受、我想请大家帮我想的一个问题。练习
            把能认出人的细节改掉，改到本校同事也猜不出是谁。
            """,
        ),
        CourseUnit(
            "流程与提问",
            Decimal("2"),
            """
            报告五分钟，澄清提问十分钟（只问不知道的），报告人背过身去听组员讨论十五分钟，转回来说
            听到了什么、下一步做什么。重点练习把建议改成问题。
            """,
        ),
        CourseUnit(
            "走四次",
            Decimal("4"),
            "四名学员各报告一次，轮流主持，督导师观察并点评主持人。每次之后写一行：今天我学会的一个问题。",
        ),
    ),
    closing=(
        Heading("回去以后"),
        "按片区结组，每月一次，教研员每学期参加一次。小组活动经区级以上教研部门批准的，可以按规定申报学时。",
        Note(
            "这里的“督导”",
            "指专业督导，与教育督导部门的督导检查无关。涉及危机的个案，不等小组，当天按学校流程处理。",
        ),
    ),
)

COURSES = (PEER_GROUP,)
