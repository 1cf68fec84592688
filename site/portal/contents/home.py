"""The words of the home page."""

# As the first migration leaves it: anything else is somebody's own.
INTRODUCTION_BEFORE = "心理健康教育教师的培训学时，记得准，查得清。"

INTRODUCTION = "给老师一节拿来就能上的课，给学校一本记得准、查得清的学时账。"

BODY = """
    这里有按《中小学心理健康教育指导纲要（2012年修订）》六个方面编排的[课例](lessons)，每一节都写明
    步骤、时间和课堂边界，附活动单，可以直接打印；有面向专职、兼职教师和班主任的[培训课程](courses)；
    也有按时节整理的[专题](themes)和写给[家长](family)的文章。

    教师登录后可以查看本人学时、收藏和改编课例；学校和管理单位可以查看年度核查。第一次来，请看
    [帮助](help)。
"""
