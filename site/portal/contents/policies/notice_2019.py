"""The notice of 2019. Its facts stand in docs/notice.md; its source gives no document number."""

from datetime import date

from portal.contents.kinds import Heading, Note, Policy, Table
from portal.contents.policies import benchmarks, everyday, professional, together

NOTICE = Policy(
    slug="wuhan-2019",
    title="市教育局关于进一步推动全市中小学心理健康教育工作落地见效的通知",
    summary="武汉市教育局 2019 年发布：课程、活动、师资、辅导、教研、家校社合力、示范与合格学校。逐条解读，并说明本系统做到了哪里。",
    issuer="武汉市教育局",
    number="",
    date=date(2019, 9, 23),
    body=(
        """
        通知于 2019 年 8 月 29 日成文，9 月 23 日发布，索引号 010890019/2020-890981，主送各区教育局、
        局直属有关单位。公开文本没有写明发文字号，本站不代拟。

        以下把通知拆成 69 条，用我们自己的话写出要求，并如实说明本系统目前做到哪一步。**理解如有出入，
        以原文和主管部门的解释为准。**
        """,
        Heading("从哪里读起"),
        """
        - 一、常态推动：[课程](#R1)、[活动](#R6)
        - 二、专业推动：[师资与 30 学时](#R13)、[辅导](#R25)、[教研](#R33)
        - 三、系统推动：[机制](#R39)、[家校社接力](#R42)
        - 四、标杆推动：[示范学校与合格学校](#R49)、[年检](#R61)
        """,
        Heading("几个最常被问到的数字"),
        Table(
            "通知中的数字",
            """
            事项|通知怎样说|见
            专职教师年度培训|不低于 30 学时|R18
            兼职教师|可以参照执行|R19
            区级报送时间|每年 10 月 30 日前|R55、R65
            限期整改|原则上为一个学期|R68
            “十四五”目标|全部达到合格，30% 成为示范|R60
            """,
        ),
        Note(
            "公开文本有缺字",
            """
            网上的公开文本在转载时丢失了部分数字之间的符号：“武教基〔201534号”应为武教基〔2015〕34号，
            “1030日”应为 10 月 30 日；“5%15%”之间丢失的符号无从断定，见[第 R54 条](#R54)。通知所称
            《中小学心理健康教育纲要（2012年修订）》，正式名称为
            《中小学心理健康教育指导纲要（2012年修订）》。
            """,
        ),
    ),
    clauses=(
        *everyday.CLAUSES,
        *professional.CLAUSES,
        *together.CLAUSES,
        *benchmarks.CLAUSES,
    ),
)
