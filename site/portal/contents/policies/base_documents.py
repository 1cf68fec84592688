"""The four documents that the notice names (R2). Only what is certain is said of them."""

from portal.contents.kinds import Heading, Note, Policy

READ_THE_ORIGINAL = Note(
    "请以原文为准",
    "本页只记载文件的基本信息和与本系统有关之处，不摘录全文。引用请核对发文机关公布的文本及其效力。",
)

GUIDELINE = Policy(
    slug="guideline-2012",
    title="中小学心理健康教育指导纲要（2012年修订）",
    summary="中小学心理健康教育的基本文件，教基一〔2012〕15号。本站课例的六个内容领域即据此划分。",
    issuer="教育部",
    number="教基一〔2012〕15号",
    date=None,
    body=(
        """
        纲要于 2012 年 12 月修订印发。2019 年通知称之为《中小学心理健康教育纲要（2012年修订）》，
        少了“指导”二字。
        """,
        Heading("与本系统有关的两处"),
        """
        - 课例按认识自我、学会学习、人际交往、情绪调适、升学择业、生活和社会适应六个方面编排，见[课例资源库](lessons)。
        - 纲要要求每所学校至少配备一名专职或兼职心理健康教育教师，并逐步增大专职人员的比例，年度核查据此设有标准。
        """,
        READ_THE_ORIGINAL,
    ),
)

COMPULSORY = Policy(
    slug="quality-of-compulsory-education",
    title="中共中央 国务院关于深化教育教学改革全面提高义务教育质量的意见",
    summary="关于义务教育质量的意见，是 2019 年通知列出的四份依据之一，与课程和学科渗透有关。",
    issuer="中共中央、国务院",
    number="",
    date=None,
    body=(
        """
        2019 年通知要求，义务教育阶段学校落实这一意见，坚持德智体美劳五育并举，开足上好心理健康教育、
        生命安全教育课程。
        """,
        Heading("与本系统的关系"),
        "通知中与之对应的是课程和学科渗透两条，见[课例资源库](lessons)中的“学科渗透”课型。",
        READ_THE_ORIGINAL,
    ),
)

SENIOR = Policy(
    slug="reform-of-senior-schools",
    title="国务院办公厅关于新时代推进普通高中育人方式改革的指导意见",
    summary="关于普通高中育人方式改革的意见，是 2019 年通知列出的四份依据之一，与高中开课有关。",
    issuer="国务院办公厅",
    number="",
    date=None,
    body=(
        """
        2019 年通知要求，普通高中落实这一意见，开足上好心理健康教育、生命安全教育课程。
        """,
        Heading("与本系统的关系"),
        "本站的高中课例按高一至高三标注年级，可在[课例资源库](lessons)中查找。",
        READ_THE_ORIGINAL,
    ),
)

HEALTHY_CHINA = Policy(
    slug="healthy-china-2019-2030",
    title="健康中国行动（2019—2030年）",
    summary="提出到 2022 年 80% 以上的中小学配备专职或兼职心理健康工作人员，是通知的四份依据之一。",
    issuer="健康中国行动推进委员会",
    number="",
    date=None,
    body=(
        """
        行动以 2019 年至 2030 年为期。与学校直接有关的一项目标是：到 2022 年，配备专职或兼职心理健康
        工作人员的中小学比例达到 80% 以上。
        """,
        Heading("怎样理解"),
        "这是一个地区的目标，衡量的是学校的比例，与“每所学校至少一名”的要求不同，两者可以同时有效。",
        READ_THE_ORIGINAL,
    ),
)

BASE_DOCUMENTS = (GUIDELINE, COMPULSORY, SENIOR, HEALTHY_CHINA)
