"""Who writes in which section, and through which steps a page becomes public."""

from django.db import migrations

GROUPS = ("Editors", "Moderators")
LESSONS, PAGES = "课例审核", "页面审核"


def set_up(apps, schema_editor):
    home = apps.get_model("courses", "HomePage").objects.first()
    library = apps.get_model("courses", "LessonIndexPage").objects.first()
    if home is None or library is None:
        return
    school = task(apps, "SchoolCheckTask", "学校审核")
    editor = task(apps, "EditorTask", "编辑审核")
    stop_the_usual_workflow(apps)
    assign(apps, workflow(apps, PAGES, [editor]), home)
    assign(apps, workflow(apps, LESSONS, [school, editor]), library)
    move_rights(apps, to=home.pk)


def take_down(apps, schema_editor):
    Workflow = apps.get_model("wagtailcore", "Workflow")
    Workflow.objects.filter(name__in=[LESSONS, PAGES]).delete()
    for model in ("SchoolCheckTask", "EditorTask"):
        apps.get_model("courses", model).objects.all().delete()
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    move_rights(apps, to=root.pk)


def task(apps, model, name):
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(app_label="courses", model=model.lower())
    Task = apps.get_model("courses", model)
    return Task.objects.first() or Task.objects.create(name=name, content_type=kind)


def workflow(apps, name, tasks):
    found, is_new = apps.get_model("wagtailcore", "Workflow").objects.get_or_create(name=name)
    if is_new:
        for order, step in enumerate(tasks):
            apps.get_model("wagtailcore", "WorkflowTask").objects.create(
                workflow=found, task_id=step.pk, sort_order=order
            )
    return found


def assign(apps, found, page):
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    WorkflowPage.objects.update_or_create(page_id=page.pk, defaults={"workflow": found})


def stop_the_usual_workflow(apps):
    """Wagtail's own one lets all editors decide on all pages."""
    usual = apps.get_model("wagtailcore", "Workflow").objects.filter(
        workflow_pages__page__depth=1, workflow_tasks__task__groupapprovaltask__isnull=False
    )
    keys = list(usual.values_list("pk", flat=True))
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__in=keys).delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(pk__in=keys).update(active=False)


def move_rights(apps, *, to):
    """What the two groups may do at all begins at the home page, not above it."""
    rights = apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(
        group__name__in=GROUPS, page__depth__lte=2
    )
    rights.update(page_id=to)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0008_review_tasks"),
    ]
    operations = [migrations.RunPython(set_up, take_down)]
