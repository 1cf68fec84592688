"""Claims on their way: recognised, at the unit, at the school, and one that came back."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from common.clock import today
from credits.claims.models import Claim, ClaimKind
from credits.claims.services.drafting import save_draft, start_claim
from credits.claims.services.evidence import add_evidence
from credits.claims.services.reviewing import approve_claim, return_claim
from credits.claims.services.submitting import submit_claim
from credits.enums import Category, Level, Mode
from people.enums import Role
from people.models import User

FONT = "NotoSansSC-Regular.ttf"
RETURNED = "佐证材料上没有学时或日期，请补充培训通知、日程等材料。"
LOOKED_AT = "与提示的记录内容不同，不是重复。"
# kind, title, organiser, category, days ago, 学时, certificate number
TRAININGS = (
    ("training", "家庭治疗初阶培训", "示范大学心理学院", Category.SKILL, 200, "12.0", "SF-2026-0117"),
    ("conference", "学校心理健康教育学术年会", "示范省心理学会", Category.KNOWLEDGE, 120, "8.0", ""),
    ("training", "箱庭疗法工作坊", "示范市心理协会", Category.SKILL, 60, "6.0", "XT-0826"),
    ("open_lesson", "区级公开课“考前情绪调节”", "示范区教研室", Category.SKILL, 30, "2.0", ""),
)  # fmt: skip


def send_claims_on_their_way(users: dict[Role, User]) -> None:
    """Of the sample teacher. Everybody is read anew: rights came after their accounts."""
    teacher, school, officer = (
        User.objects.get(pk=users[role].pk)
        for role in (Role.TEACHER, Role.SCHOOL_ADMIN, Role.UNIT_OFFICER)
    )
    recognised, at_unit, _at_school, returned = (_hand_in(teacher, *one) for one in TRAININGS)
    for claim, reviewers in ((recognised, (school, officer)), (at_unit, (school,))):
        for reviewer in reviewers:
            claim = approve_claim(claim, by=reviewer, seen=claim.version, reason=LOOKED_AT)
    return_claim(returned, reason=RETURNED, by=school, seen=returned.version)


def _hand_in(user: User, code, title, organiser, category, days, hours, number) -> Claim:
    kind = ClaimKind.objects.get(code=code)
    claim = start_claim(user.teacher, kind, by=user)
    ends_on = today() - timedelta(days=days)
    save_draft(
        claim,
        {
            "title": title,
            "organiser": organiser,
            "category": category,
            "level": Level.CITY,
            "mode": kind.mode or Mode.ONSITE,
            "starts_on": ends_on - timedelta(days=1),
            "ends_on": ends_on,
            "hours": Decimal(hours),
            "certificate_no": number,
        },
        by=user,
    )
    picture = _certificate(user.teacher.name, title, organiser, ends_on, number)
    size = picture.getbuffer().nbytes
    add_evidence(claim, picture, name=f"{title}.jpg", size=size, by=user)
    return submit_claim(claim, by=user)


def _certificate(name: str, title: str, organiser: str, day: date, number: str) -> BytesIO:
    """A photo of a made-up certificate."""
    font = settings.SITE_DIR / "static" / "fonts" / FONT
    large, small = ImageFont.truetype(font, 72), ImageFont.truetype(font, 34)
    picture = Image.new("RGB", (1400, 990), (252, 248, 236))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((40, 40, 1360, 950), outline=(160, 50, 50), width=8)
    draw.text((560, 110), "结业证书", font=large, fill=(140, 30, 30))
    draw.text((160, 330), f"{name} 老师：", font=small, fill=(30, 30, 30))
    draw.text((160, 420), f"　　参加“{title}”，成绩合格。", font=small, fill=(30, 30, 30))
    if number:
        draw.text((160, 780), f"证书编号：{number}", font=small, fill=(80, 80, 80))
    draw.text((900, 700), organiser, font=small, fill=(30, 30, 30))
    draw.text((900, 760), f"{day:%Y-%m-%d}", font=small, fill=(30, 30, 30))
    draw.ellipse((960, 610, 1160, 810), outline=(200, 40, 40), width=6)
    photo = BytesIO()
    picture.save(photo, "JPEG", quality=85)
    photo.seek(0)
    return photo
