"""One account per role in the sample city, and its password on this machine."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from common.clock import today
from people.enums import PostKind, Role
from people.models import Post, Unit, User
from people.services.accounts import link_teacher
from people.services.grants import grant_role

UNIT_CODE = "420106"
CITY_CODE = "420100"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """`name` is family name and given name; `sees` says in a line what the person finds."""

    username: str
    role: Role
    name: tuple[str, str]
    sees: str


def demo_accounts() -> list[DemoAccount]:
    """In the order in which they are shown."""
    return [
        DemoAccount("teacher", Role.TEACHER, ("", ""), _("本人各年度的学时、逐条明细和还差多少")),
        DemoAccount("school", Role.SCHOOL_ADMIN, ("周", "敏"), _("本校的教师配备和学时达标情况")),
        DemoAccount("trainer", Role.TRAINER, ("吴", "昊"), _("内容管理：撰写课程资源，提交发布")),
        DemoAccount(
            "editor", Role.EDITOR, ("孙", "悦"), _("内容管理：审核发布武昌区各校的课例和页面")
        ),
        DemoAccount("unit", Role.UNIT_OFFICER, ("郑", "立群"), _("武昌区各校、各教师的年度核查")),
        DemoAccount(
            "city", Role.CITY_OFFICER, ("王", "岚"), _("全市年度核查、数据导入、同义写法、发布页面")
        ),
        DemoAccount(
            "admin", Role.SITE_ADMIN, ("系统", "管理员"), _("账号、授权、发送与任务、内容管理")
        ),
        DemoAccount("auditor", Role.AUDITOR, ("何", "静"), _("访问日志的查询和导出")),
    ]


def demo_password() -> str:
    """The demo accounts' password: the same at every start of one copy, another in every copy."""
    return f"xinyu-{salted_hmac('portal.sample_city', 'password').hexdigest()[:8]}"


def create_accounts() -> dict[Role, User]:
    """The accounts, without any role yet."""
    password = demo_password()
    return {account.role: _account(account, password) for account in demo_accounts()}


def give_roles(users: dict[Role, User]) -> None:
    """Grants each account its role; the schools and teachers must be there."""
    post = _a_full_time_post()
    city = Unit.objects.get(code=CITY_CODE)
    scopes = {
        Role.SCHOOL_ADMIN: {"school": post.school},
        Role.TRAINER: {"unit": city},
        Role.EDITOR: {"unit": post.school.unit},
        Role.UNIT_OFFICER: {"unit": post.school.unit},
        Role.CITY_OFFICER: {"unit": city},
        Role.AUDITOR: {"unit": city},
    }
    grant_role(users[Role.SITE_ADMIN], Role.SITE_ADMIN, starts_on=today())
    for role, scope in scopes.items():
        grant_role(users[role], role, starts_on=today(), by=users[Role.SITE_ADMIN], **scope)
    _become_teacher(users[Role.TEACHER], post)


def renew_password() -> None:
    """Sets the password again where this copy's key, and so the password, has changed."""
    names = [account.username for account in demo_accounts()]
    password = demo_password()
    for user in _stale(User.objects.filter(username__in=names), password):
        user.set_password(password)
        user.save(update_fields=["password"])


def _stale(users, password: str) -> Iterator[User]:
    """All of them if the first one's password is another: each check takes a moment."""
    users = list(users)
    if users and not users[0].check_password(password):
        yield from users


def _account(account: DemoAccount, password: str) -> User:
    create = User.objects.create_user
    if account.role == Role.SITE_ADMIN:
        create = User.objects.create_superuser
    last_name, first_name = account.name
    return create(account.username, password=password, last_name=last_name, first_name=first_name)


def _a_full_time_post() -> Post:
    """A full-time post of one who is still there, in a school of the demo's unit."""
    posts = Post.objects.filter(school__unit__code=UNIT_CODE, kind=PostKind.FULL_TIME, ends_on=None)
    return posts.select_related("teacher", "school__unit").order_by("school__code", "pk").first()


def _become_teacher(user: User, post: Post) -> None:
    user.last_name, user.first_name = post.teacher.name[:1], post.teacher.name[1:]
    user.save(update_fields=["last_name", "first_name"])
    link_teacher(user, post.teacher)
