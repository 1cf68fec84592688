"""The default staffing standards (S1), each with the document it rests on."""

from datetime import UTC, date, datetime, time

from django.db import migrations

GUIDELINES = "中小学心理健康教育指导纲要（2012年修订）"
MANAGEMENT = "关于加强学生心理健康管理工作的通知"
ACTION_PLAN = "全面加强和改进新时代学生心理健康工作专项行动计划（2023—2025年）"

STANDARDS = [
    {
        "code": "any-per-school",
        "title": "每校至少配备一名专职或兼职教师",
        "asks": "school_any",
        "amount": 1,
        "force": "mandatory",
        "document_name": GUIDELINES,
        "document_no": "教基一〔2012〕15号",
        "effective_from": date(2012, 12, 1),
    },
    {
        "code": "full-time-per-school",
        "title": "每校至少配备一名专职教师",
        "asks": "school_full_time",
        "amount": 1,
        "force": "mandatory",
        "document_name": MANAGEMENT,
        "document_no": "教思政厅函〔2021〕10号",
        "effective_from": date(2021, 7, 1),
    },
    {
        "code": "research-officer-per-unit",
        "title": "每个管理单位配备一名心理教研员",
        "asks": "unit_research_officer",
        "amount": 1,
        "force": "mandatory",
        "document_name": MANAGEMENT,
        "document_no": "教思政厅函〔2021〕10号",
        "effective_from": date(2021, 7, 1),
    },
    {
        "code": "share-2025",
        "title": "95% 的学校配有专职或兼职教师",
        "asks": "share_of_schools",
        "amount": 95,
        "force": "target",
        "document_name": ACTION_PLAN,
        "effective_from": date(2023, 4, 1),
        "target_date": date(2025, 12, 31),
    },
    {
        "code": "students-per-full-time",
        "title": "每 1000 名学生配备一名专职教师",
        "asks": "students_per_full_time",
        "amount": 1000,
        "force": "advisory",
        "document_name": "外地标准，供测算",
        "effective_from": date(2012, 12, 1),
        "enabled": False,
    },
]


def add_standards(apps, schema_editor):
    StaffingStandard = apps.get_model("training", "StaffingStandard")
    History = apps.get_model("training", "HistoricalStaffingStandard")
    for row in STANDARDS:
        standard, new = StaffingStandard.objects.get_or_create(code=row["code"], defaults=row)
        if new:
            # On record since it is in force, so that a question as of then finds it (L3).
            known = datetime.combine(row["effective_from"], time(), tzinfo=UTC)
            History.objects.create(id=standard.pk, history_date=known, history_type="+", **row)


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]
    operations = [migrations.RunPython(add_standards, migrations.RunPython.noop)]
