"""What stood before changes were kept is the first row of each history, so that there is a before."""

from django.db import migrations


def fill(apps, schema_editor):
    for name in ("Policy", "PolicyLimit", "Exemption", "Leave"):
        model = apps.get_model("credits", name)
        history = apps.get_model("credits", f"Historical{name}")
        names = [field.attname for field in model._meta.concrete_fields]
        known = set(history.objects.values_list("id", flat=True))
        for row in model.objects.exclude(pk__in=known):
            recorded_at = row.policy.recorded_at if name == "PolicyLimit" else row.recorded_at
            values = {field: getattr(row, field) for field in names}
            history.objects.create(history_date=recorded_at, history_type="+", **values)


class Migration(migrations.Migration):
    dependencies = [("credits", "0005_history_of_policies_and_absences")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
