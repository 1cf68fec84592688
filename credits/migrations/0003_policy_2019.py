"""The notice of 2019 as the first edition of the policy (V1): 30 学时 a year, no caps."""

from datetime import UTC, date, datetime

from django.db import migrations


def add_policy(apps, schema_editor):
    apps.get_model("credits", "Policy").objects.get_or_create(
        edition="武汉2019",
        defaults={
            "document_name": "市教育局关于进一步推动全市中小学心理健康教育工作落地见效的通知",
            # Taken as in force before the notice too: earlier years have no other rule to be
            # shown against.
            "effective_from": date(2000, 1, 1),
            # A question as of any moment since the notice finds the edition on record (L3).
            "recorded_at": datetime(2019, 8, 29, tzinfo=UTC),
        },
    )


class Migration(migrations.Migration):
    dependencies = [("credits", "0002_lock_ledger")]
    operations = [migrations.RunPython(add_policy, migrations.RunPython.noop)]
