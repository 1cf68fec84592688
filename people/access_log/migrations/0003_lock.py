from django.db import migrations

from people.access_log.lock import install, remove


class Migration(migrations.Migration):
    dependencies = [("access_log", "0002_indexes_for_search")]
    operations = [migrations.RunPython(install, remove)]
