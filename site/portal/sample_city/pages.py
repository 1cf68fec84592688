"""Two published course resources, so that the home page is not empty."""

from courses.models import CourseIndexPage, CoursePage

COURSES = (
    {
        "title": "班级里的情绪风暴：十五分钟课堂稳定化练习",
        "slug": "classroom-grounding",
        "summary": "一套可以直接带进课堂的稳定化练习，附步骤、时间和注意事项。",
        "audience": "小学高年级、初中",
        "body": (
            "<h2>什么时候用</h2><p>考试前后、突发事件之后，或班级情绪明显起伏时。"
            "练习面向全班，不要求任何学生说出个人经历。</p>"
            "<h2>怎么做</h2><ol><li>两分钟：坐稳，双脚着地，慢慢呼吸三次。</li>"
            "<li>五分钟：依次说出看到的五样、听到的四样、摸到的三样东西。</li>"
            "<li>五分钟：在纸上写一件今天可以自己决定的小事。</li>"
            "<li>三分钟：愿意的同学念出来，其他人只听，不评价。</li></ol>"
            "<h2>请注意</h2><ul><li>不收作业，不留姓名。</li>"
            "<li>发现需要单独帮助的学生，按本校流程转介，不在本系统记录。</li></ul>"
        ),
    },
    {
        "title": "个案记录与保密：专业伦理案例研讨",
        "slug": "confidentiality-cases",
        "summary": "围绕保密例外、记录保存和家校沟通的三个研讨案例，供校本研修使用。",
        "audience": "专职、兼职心理健康教育教师",
        "body": (
            "<h2>研讨提纲</h2><ol><li>哪些情况下可以、应当突破保密？先告知谁？</li>"
            "<li>记录写到什么程度为宜？由谁保管、保管多久？</li>"
            "<li>家长要求查看记录时怎样回应？</li></ol>"
            "<h2>使用建议</h2><p>三至五人一组，每个案例二十分钟；案例均为虚构。</p>"
        ),
    },
)


def publish_courses(*, by, approved_by) -> None:
    """Written by a trainer, published by somebody else."""
    index = CourseIndexPage.objects.get()
    for course in COURSES:
        body = [("text", course["body"])]
        page = index.add_child(
            instance=CoursePage(live=False, owner=by, **{**course, "body": body})
        )
        page.save_revision(user=by).publish(user=approved_by)
