"""Invented organisations, one of a kind."""

from datetime import date

from courses.enums import PartnerKind
from portal.contents.kinds import Heading, Note, Partner

DIRECTORY_ONLY = Note(
    "本站不代为转介",
    "这里只公布机构的公开信息。需要帮助的学生，由学校按流程与家长商量后联系，不通过本站提交任何学生信息。",
)

UNIVERSITY = Partner(
    slug="sample-normal-university",
    title="示例师范大学心理学院",
    summary="承担骨干教师研修和学法课题研究，每学期接收中小学教师旁听两门课程。",
    kind=PartnerKind.UNIVERSITY,
    contact="由所在区教研员统一联系",
    date=date(2026, 3, 1),
    body=(
        Heading("参与的工作"),
        """
        - 骨干教师研修班的课程设计与授课，包括[同伴督导小组](courses/peer-supervision-group)。
        - 与市教育科学研究院合作开展学习方法课题。
        - 选派研究生到学校协助上课，先听课一个月，再进课堂，不单独接个案。
        """,
    ),
)

HOSPITAL = Partner(
    slug="sample-mental-health-centre",
    title="示例市精神卫生中心儿童青少年门诊",
    summary="为学校提供医教协同的培训与咨询，公布门诊时间和就诊须知，方便家长查阅。",
    kind=PartnerKind.MEDICAL,
    contact="门诊时间以医院公告为准",
    date=date(2026, 3, 1),
    body=(
        Heading("参与的工作"),
        """
        - 每学期一次面向学校的识别与转介培训。
        - 为学校制定危机应对预案提供专业意见。
        - 复学评估由医院出具意见，由学校与家长商定安排。
        """,
        Heading("家长就诊前可以准备"),
        "近两周的睡眠、饮食和上学情况，既往就诊资料，孩子自己最想解决的一件事。",
        DIRECTORY_ONLY,
    ),
)

WOMEN = Partner(
    slug="sample-womens-federation",
    title="示例市妇女联合会家庭教育指导中心",
    summary="与学校合办家长学校，提供家庭教育公益讲座和社区家长沙龙。",
    kind=PartnerKind.WOMEN,
    contact="讲座安排见各社区公告",
    date=date(2026, 3, 1),
    body=(
        Heading("参与的工作"),
        """
        - 每学期向学校提供讲座菜单，学校按家长需要点选。
        - 组织社区家长沙龙，每次十五人，不推销课程和产品。
        - 推荐家长阅读本站[家庭教育](family)栏目的文章。
        """,
        DIRECTORY_ONLY,
    ),
)

YOUTH = Partner(
    slug="sample-youth-league",
    title="共青团示例市委员会青少年服务台",
    summary="面向青少年的倾听与陪伴服务，支持学校开展团队活动和志愿服务。",
    kind=PartnerKind.YOUTH,
    contact="12355 青少年服务台",
    date=date(2026, 3, 1),
    body=(
        Heading("参与的工作"),
        """
        - 青少年服务台接受求助，值守人员经过培训。
        - 支持学校的成长仪式、志愿服务和心理情景剧展演。
        - 每年暑期组织一次假期陪伴营，名额面向家中无人照看的小学生。
        """,
        DIRECTORY_ONLY,
    ),
)

PARTNERS = (UNIVERSITY, HOSPITAL, WOMEN, YOUTH)
