from django.db import migrations

# code, name, hint, evidence, category, mode
KINDS = [
    ("training", "参加培训", "参加其他单位举办的专业培训。本市培训班的学时由办班单位登记，不用申报。",
     "结业证书或培训证明", "", "onsite"),
    ("online", "网络研修", "在网络平台完成的专业课程。", "平台出具的学时证明", "", "online"),
    ("conference", "学术会议", "组织或者参加的学术会议。", "会议通知、参会证明或报告安排", "knowledge", "conference"),
    ("research", "课题研究", "主持或者参与的心理健康教育课题，按课题管理单位认定的学时填写。",
     "立项书、结题证书", "knowledge", "blended"),
    ("open_lesson", "公开课与研究课", "区级以上公开课、研究课、优质课。", "活动通知、授课证明或获奖证书",
     "skill", "onsite"),
    ("supervision", "接受专业督导", "接受的个案督导或者团体督导。", "督导证明或督导记录（隐去来访者信息）",
     "supervision", "onsite"),
    ("giving", "承担培训与督导", "作为主讲人或者督导师承担的培训、督导。", "聘书、邀请函或活动安排",
     "supervision", "onsite"),
    ("other", "其他", "以上类别之外的专业学习。", "能够说明内容、时间和学时的材料", "", "onsite"),
]  # fmt: skip


def add(apps, schema_editor):
    kinds = apps.get_model("claims", "ClaimKind")
    for place, (code, name, hint, evidence, category, mode) in enumerate(KINDS, 1):
        kinds.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "hint": hint,
                "evidence_hint": evidence,
                "category": category,
                "mode": mode,
                "order": place * 10,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_claims")]
    # Kinds that claims name stay: taking the migration back removes nothing.
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
