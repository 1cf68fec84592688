"""The text of a course becomes its first block, in pages and in their revisions."""

import json
from uuid import uuid4

from django.db import migrations


def as_blocks(text):
    return [{"type": "text", "value": text, "id": str(uuid4())}] if text else []


def carry_over(apps, schema_editor):
    CoursePage = apps.get_model("courses", "CoursePage")
    for page in CoursePage.objects.exclude(text_before=""):
        page.body = as_blocks(page.text_before)
        page.save(update_fields=["body"])
    Revision = apps.get_model("wagtailcore", "Revision")
    revisions = Revision.objects.filter(
        content_type__app_label="courses", content_type__model="coursepage"
    )
    for revision in revisions:
        text = revision.content.get("body")
        if isinstance(text, str) and not text.startswith("["):
            revision.content["body"] = json.dumps(as_blocks(text))
            revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("courses", "0003_sections_lessons_and_articles")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
