from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_course_text_into_blocks")]
    operations = [migrations.RemoveField("coursepage", "text_before")]
