from django.db import migrations

from credits.ledger_lock import install, remove


class Migration(migrations.Migration):
    dependencies = [("credits", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
