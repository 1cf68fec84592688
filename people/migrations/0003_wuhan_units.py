"""The real units of Wuhan: twelve districts, four functional zones and 局直属.

汉南 has no unit of its own: it reports with 武汉经济技术开发区. The zones and 局直属 have no
division code, so they carry codes of ours.
"""

from django.db import migrations

ABOVE = [
    ("100000", "全国", "China", "nation", None),
    ("420000", "湖北省", "Hubei", "province", "100000"),
    ("420100", "武汉市", "Wuhan", "city", "420000"),
]
UNITS = [
    ("420102", "江岸区", "Jiang'an District"),
    ("420103", "江汉区", "Jianghan District"),
    ("420104", "硚口区", "Qiaokou District"),
    ("420105", "汉阳区", "Hanyang District"),
    ("420106", "武昌区", "Wuchang District"),
    ("420107", "青山区", "Qingshan District"),
    ("420111", "洪山区", "Hongshan District"),
    ("420112", "东西湖区", "Dongxihu District"),
    ("420114", "蔡甸区", "Caidian District"),
    ("420115", "江夏区", "Jiangxia District"),
    ("420116", "黄陂区", "Huangpi District"),
    ("420117", "新洲区", "Xinzhou District"),
    ("WH-JKHN", "武汉经济技术开发区(汉南区)", "Wuhan Economic Development Zone (Hannan)"),
    ("WH-DHGX", "武汉东湖新技术开发区", "East Lake High-tech Zone"),
    ("WH-DHFJ", "东湖生态旅游风景区", "East Lake Scenic Area"),
    ("WH-CJXQ", "长江新区", "Changjiang New Area"),
    ("WH-ZS", "局直属", "Schools run by the city bureau"),
]


def add_units(apps, schema_editor):
    Unit = apps.get_model("people", "Unit")
    rows = [*ABOVE, *[(code, name, name_en, "unit", "420100") for code, name, name_en in UNITS]]
    for code, name, name_en, level, parent_code in rows:
        parent = Unit.objects.filter(code=parent_code).first() if parent_code else None
        Unit.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "name_en": name_en,
                "level": level,
                "parent": parent,
                "path": f"{parent.path if parent else ''}{code}/",
            },
        )


class Migration(migrations.Migration):
    dependencies = [("people", "0002_post_overlap")]
    # Going back leaves the units: schools may hang on them by then.
    operations = [migrations.RunPython(add_units, migrations.RunPython.noop)]
