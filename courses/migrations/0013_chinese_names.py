"""Names in Chinese for what Wagtail's screens list, and nothing there that is out of use."""

from django.db import migrations, models

ROOT = {"page": "全站", "collection": "全部文件"}
WAGTAILS = "Root"


def name_the_roots(apps, schema_editor):
    _rename(apps, WAGTAILS, ROOT["page"], WAGTAILS, ROOT["collection"])
    _drop_the_usual_workflow(apps)


def name_them_as_before(apps, schema_editor):
    _rename(apps, ROOT["page"], WAGTAILS, ROOT["collection"], WAGTAILS)


def _rename(apps, page, page_name, collection, collection_name):
    pages = apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title=page)
    pages.update(title=page_name, draft_title=page_name)
    collections = apps.get_model("wagtailcore", "Collection").objects
    collections.filter(depth=1, name=collection).update(name=collection_name)


def _drop_the_usual_workflow(apps):
    """Wagtail's own one, stopped before: no page ever went through it, yet the reports offer it."""
    usual = apps.get_model("wagtailcore", "Workflow").objects.filter(
        active=False, workflow_states=None, workflow_tasks__task__groupapprovaltask__isnull=False
    )
    keys = list(usual.values_list("pk", flat=True))
    apps.get_model("wagtailcore", "Workflow").objects.filter(pk__in=keys).delete()
    unused = apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(
        workflow_tasks=None, task_states=None
    )
    unused.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0012_own_files_of_trainers"),
    ]
    operations = [
        migrations.AlterModelOptions(
            name="lessonfile",
            options={
                "ordering": ["sort_order"],
                "verbose_name": "课例文件",
                "verbose_name_plural": "课例文件",
            },
        ),
        migrations.AlterModelOptions(
            name="policyclause",
            options={
                "ordering": ["sort_order"],
                "verbose_name": "条款",
                "verbose_name_plural": "条款",
            },
        ),
        migrations.AlterField(
            model_name="video",
            name="created_at",
            field=models.DateTimeField(auto_now_add=True, verbose_name="上传时间"),
        ),
        migrations.RunPython(name_the_roots, name_them_as_before),
    ]
