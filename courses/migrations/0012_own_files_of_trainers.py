"""Trainers change pictures and documents of their own, which Wagtail lets who may add them do."""

from django.db import migrations

NAMES = ("change_image", "change_document")


def take_back(apps, schema_editor):
    _rights(apps).delete()


def give_again(apps, schema_editor):
    Collection = apps.get_model("wagtailcore", "Collection")
    Permission = apps.get_model("auth", "Permission")
    Right = apps.get_model("wagtailcore", "GroupCollectionPermission")
    group = apps.get_model("auth", "Group").objects.filter(name="Editors").first()
    root = Collection.objects.order_by("path").first()
    if group is None or root is None:
        return
    for permission in Permission.objects.filter(codename__in=NAMES):
        Right.objects.get_or_create(group=group, collection=root, permission=permission)


def _rights(apps):
    Right = apps.get_model("wagtailcore", "GroupCollectionPermission")
    return Right.objects.filter(group__name="Editors", permission__codename__in=NAMES)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0011_lessons_in_use"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(take_back, give_again)]
