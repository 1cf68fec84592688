"""A section for each kind of page below the home page; courses move into theirs."""

from django.db import migrations

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4
# (model, title, slug, summary), in the order of the navigation.
SECTIONS = (
    ("LessonIndexPage", "课例资源库", "lessons", "可以直接拿来上课的教学设计、课件和活动单。"),
    ("CourseIndexPage", "课程资源", "courses", "面向心理健康教育教师的培训课程。"),
    ("ThemeIndexPage", "专题", "themes", "不同时节、不同学段需要的内容。"),
    ("ActivityIndexPage", "校园活动", "activities", "学校和班级的心理健康教育活动。"),
    ("NewsIndexPage", "通知公告", "news", "教育行政部门发布的通知和公告。"),
    ("PolicyIndexPage", "政策文库", "policies", "国家、省、市的有关文件和逐条解读。"),
    ("ResearchIndexPage", "教研与课题", "research", "教研活动、课题研究和学术交流。"),
    ("FamilyIndexPage", "家庭教育", "family", "写给家长的文章。"),
    ("PartnerIndexPage", "合作单位", "partners", "参与心理健康教育的高校、医疗机构和社会组织。"),
)


def step(number):
    text = ""
    while number:
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return text.rjust(STEP, "0")


def last_child(Page, parent):
    paths = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    last = paths.order_by("-path").values_list("path", flat=True).first()
    return int(last[-STEP:], len(DIGITS)) if last else 0


def add_sections(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    ContentType = apps.get_model("contenttypes", "ContentType")
    home = apps.get_model("courses", "HomePage").objects.first()
    if home is None:
        return
    number = last_child(Page, home)
    for model, title, slug, summary in SECTIONS:
        Section = apps.get_model("courses", model)
        if Section.objects.exists():
            continue
        number += 1
        kind, _ = ContentType.objects.get_or_create(app_label="courses", model=model.lower())
        Section.objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            summary=summary,
            content_type=kind,
            locale_id=home.locale_id,
            path=home.path + step(number),
            depth=home.depth + 1,
            numchild=0,
            url_path=f"{home.url_path}{slug}/",
            show_in_menus=True,
        )
    move_courses(apps, home)
    for page in Page.objects.filter(path__startswith=home.path, depth__lte=home.depth + 1):
        page.numchild = Page.objects.filter(
            path__startswith=page.path, depth=page.depth + 1
        ).count()
        page.save(update_fields=["numchild"])


def move_courses(apps, home):
    index = apps.get_model("courses", "CourseIndexPage").objects.get()
    CoursePage = apps.get_model("courses", "CoursePage")
    outside = CoursePage.objects.filter(depth=home.depth + 1).order_by("path")
    for number, course in enumerate(outside, last_child(CoursePage, index) + 1):
        course.path = index.path + step(number)
        course.depth = index.depth + 1
        course.url_path = f"{index.url_path}{course.slug}/"
        course.save(update_fields=["path", "depth", "url_path"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_remove_course_text_before")]
    operations = [migrations.RunPython(add_sections, migrations.RunPython.noop)]
