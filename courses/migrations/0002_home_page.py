"""The site's own home page in place of Wagtail's welcome page."""

from django.db import migrations


def add_home_page(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("courses", "HomePage")
    ContentType = apps.get_model("contenttypes", "ContentType")
    if HomePage.objects.exists():
        return
    Site.objects.all().delete()
    Page.objects.filter(depth=2, slug="home").delete()
    root = Page.objects.get(depth=1)
    content_type, _ = ContentType.objects.get_or_create(app_label="courses", model="homepage")
    locale = Locale.objects.first() or Locale.objects.create(language_code="zh-hans")
    page = HomePage.objects.create(
        title="心育学时",
        draft_title="心育学时",
        slug="home",
        content_type=content_type,
        locale=locale,
        path=f"{root.path}0001",
        depth=2,
        numchild=0,
        url_path="/home/",
        introduction="心理健康教育教师的培训学时，记得准，查得清。",
    )
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Site.objects.create(
        hostname="localhost", port=80, root_page_id=page.pk, is_default_site=True, site_name="心育学时"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"),
        ("wagtailcore", "0002_initial_data"),
        ("wagtailcore", "0054_initial_locale"),
    ]
    operations = [migrations.RunPython(add_home_page, migrations.RunPython.noop)]
