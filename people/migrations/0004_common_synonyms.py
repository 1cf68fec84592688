"""Written forms that rosters and registers use besides the official ones; editable afterwards."""

from django.db import migrations

SYNONYMS = {
    "school_kind": {
        "111": ["幼儿园"],
        "211": ["小学", "完全小学", "完小"],
        "218": ["小学教学点", "教学点"],
        "311": ["初级中学", "初中"],
        "312": ["九年一贯制学校", "九年一贯制", "九年制学校"],
        "341": ["完全中学", "完中"],
        "342": ["高级中学", "高中", "普通高中"],
        "345": ["十二年一贯制学校", "十二年一贯制", "十二年制学校"],
        "361": ["中等职业学校", "中职", "职业高中", "职高", "中专", "中等专业学校", "技工学校"],
        "371": ["专门学校", "工读学校"],
        "511": ["特殊教育学校", "特教学校", "特校", "特殊教育"],
    },
    "ownership": {"public": ["公办", "公立", "国办"], "private": ["民办", "私立", "社会力量办"]},
    "yes_no": {
        "yes": ["是", "√", "✓", "✔", "Y", "y", "YES", "Yes", "1", "有", "寄宿", "寄宿制", "对"],
        "no": ["否", "×", "✗", "X", "N", "n", "NO", "No", "0", "无", "非", "不是", "走读", "非寄宿制"],
    },
    "sex": {
        "0": ["未知", "0"],
        "1": ["男", "男性", "1", "M"],
        "2": ["女", "女性", "2", "F"],
        "9": ["未说明", "9"],
    },
    "post_kind": {
        "full_time": ["专职心理健康教育教师", "专职心理教师", "专职教师", "专职", "专任", "专"],
        "part_time": ["兼职心理健康教育教师", "兼职心理教师", "兼职教师", "兼职", "兼任", "兼"],
        "class_teacher": ["班主任"],
        "principal": ["校长", "园长", "书记校长"],
        "subject_teacher": ["学科教师", "科任教师", "任课教师", "其他学科教师"],
        "research_officer": ["教研员", "心理教研员", "心理健康教育教研员"],
    },
    "category": {
        "ethics": ["专业伦理", "伦理", "职业伦理", "伦理类"],
        "knowledge": ["专业知识", "知识", "理论知识", "知识类"],
        "skill": ["专业技能", "技能", "实务技能", "技能类"],
        "supervision": ["专业督导", "督导", "个案督导", "督导类"],
        "other": ["其他", "其它", "综合"],
    },
    "level": {
        "national": ["国家级", "国家", "国培", "国级"],
        "province": ["省级", "省", "省培"],
        "city": ["市级", "市", "市培", "地市级"],
        "district": ["区级", "区", "区培", "区县级", "县级", "县", "区(县)级"],
        "school": ["校级", "校", "校培", "校内"],
    },
    "mode": {
        "onsite": ["集中面授", "集中", "面授", "线下", "集中培训", "现场"],
        "online": ["网络研修", "网络", "线上", "远程", "在线", "网络培训", "直播"],
        "shadowing": ["跟岗实践", "跟岗", "跟岗研修", "影子学习", "跟岗学习"],
        "blended": ["混合式", "混合", "线上线下结合", "混合研修"],
        "school_based": ["校本研修", "校本", "校本培训"],
        "conference": ["学术会议", "会议", "学术年会"],
    },
    "unit": {
        "WH-JKHN": [
            "武汉经济技术开发区（汉南区）", "武汉经济技术开发区", "武汉开发区", "经开区",
            "武汉经开区", "汉南区", "汉南", "经开区(汉南区)",
        ],
        "WH-DHGX": ["东湖新技术开发区", "东湖高新区", "东湖高新", "光谷", "东湖高新技术开发区", "东湖开发区"],
        "WH-DHFJ": ["东湖风景区", "东湖生态旅游风景区管委会", "东湖生态风景区"],
        "WH-CJXQ": ["武汉长江新区", "长江新城"],
        "WH-ZS": ["市直属", "市教育局直属", "局直属学校", "局属", "武汉市教育局"],
    },
}  # fmt: skip


def add_synonyms(apps, schema_editor):
    Synonym = apps.get_model("people", "Synonym")
    Synonym.objects.bulk_create(
        [
            Synonym(vocabulary=vocabulary, written=written, code=code)
            for vocabulary, codes in SYNONYMS.items()
            for code, forms in codes.items()
            for written in forms
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0003_wuhan_units")]
    operations = [migrations.RunPython(add_synonyms, migrations.RunPython.noop)]
