"""What a deployment must be given, said plainly where it is not.

No catalogue can be read while the settings are being made, so the sentences are in Chinese only.
"""

import base64

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 10
KEY_BYTES = 32
# What examples, handbooks and other copies of this site have for a key.
DEFAULTS = (
    "django-insecure",
    "insecure",
    "only-for-tests",
    "changeme",
    "change-me",
    "secret",
    "your-",
    "example",
    "（",
)


def needed(env, name: str) -> str:
    """The variable's value. Raises ImproperlyConfigured if it is not set or empty."""
    value = env.str(name, "").strip()
    if not value:
        raise ImproperlyConfigured(
            f"没有设置环境变量 {name}，正式环境不能启动。各变量的含义见 docs/operations.md 第四节。"
        )
    return value


def proper_secret(value: str, name: str = "SECRET_KEY") -> str:
    """`value`. Raises ImproperlyConfigured if it is short, monotonous or a known default.

    The message never repeats it.
    """
    if len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_CHARACTERS:
        raise ImproperlyConfigured(
            f"环境变量 {name} 太短或过于简单：至少 {SHORTEST_SECRET} 个随机字符。"
            "可用 python3 -c 'import secrets; print(secrets.token_urlsafe(50))' 生成。"
        )
    if value.lower().startswith(DEFAULTS):
        raise ImproperlyConfigured(f"环境变量 {name} 是示例中的值，不是密钥。请换成随机字符。")
    return value


def proper_hosts(hosts: list[str]) -> list[str]:
    """`hosts` without spaces. Raises ImproperlyConfigured if none is given, or one that stands for any."""
    named = [host.strip() for host in hosts if host.strip()]
    if not named:
        raise ImproperlyConfigured("没有设置环境变量 ALLOWED_HOSTS：请写网站的域名。")
    if "*" in named:
        raise ImproperlyConfigured("环境变量 ALLOWED_HOSTS 不能写“*”：请逐个写出网站的域名。")
    return named


def proper_address(address: str, name: str = "SITE_URL") -> str:
    """`address`. Raises ImproperlyConfigured unless it is one of HTTPS."""
    if not address.startswith("https://"):
        raise ImproperlyConfigured(f"环境变量 {name} 必须以 https:// 开头：只用加密连接。")
    return address


def proper_key(value: str, name: str) -> str:
    """`value` without spaces; it may be empty. Raises ImproperlyConfigured unless it is 32 bytes in
    base64. The message never repeats it.
    """
    plain = value.strip()
    standard = plain.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        raw = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except ValueError:  # of base64, or of letters that are none
        raw = b""
    if plain and len(raw) != KEY_BYTES:
        raise ImproperlyConfigured(
            f"环境变量 {name} 不是密钥：须为 32 个字节的 base64，生成方法见 docs/certificates.md。"
        )
    return plain


def days_of_kinds(pairs: list[str]) -> dict[str, int]:
    """{kind: days} of "notices=365" and the like. Raises ImproperlyConfigured for anything else."""
    found = {}
    for pair in pairs:
        kind, _sign, days = (part.strip() for part in pair.partition("="))
        if not kind or not days.isdecimal():
            raise ImproperlyConfigured(
                f"环境变量 RETENTION_DAYS 中的“{pair}”读不懂：写成“种类=天数”，用逗号隔开，如 notices=365。"
            )
        found[kind] = int(days)
    return found
