"""What a browser calls itself, as a person would name it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first that is found counts: most browsers also name the ones they descend from.
BROWSERS = (
    ("wxwork/", gettext_lazy("企业微信")),
    ("MicroMessenger/", gettext_lazy("微信")),
    ("DingTalk/", gettext_lazy("钉钉")),
    ("Lark/", gettext_lazy("飞书")),
    ("QQBrowser/", gettext_lazy("QQ 浏览器")),
    ("UCBrowser/", gettext_lazy("UC 浏览器")),
    ("HuaweiBrowser/", gettext_lazy("华为浏览器")),
    ("MiuiBrowser/", gettext_lazy("小米浏览器")),
    ("Edg", "Edge"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", gettext_lazy("鸿蒙")),
    ("OpenHarmony", gettext_lazy("鸿蒙")),
    ("Android", gettext_lazy("安卓")),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def browser_in_words(agent: str) -> str:
    """Such as “Chrome（Windows）”."""
    browser = _first(BROWSERS, agent) or _("其他浏览器")
    system = _first(SYSTEMS, agent)
    return (
        _("%(browser)s（%(system)s）") % {"browser": browser, "system": system}
        if system
        else browser
    )


def _first(names, agent: str) -> str:
    return next((str(name) for sign, name in names if sign in agent), "")
