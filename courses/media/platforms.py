"""Films on other platforms: the allow-list, and where on a platform a film and its player are.

Nothing is ever fetched from here. An address is read by its form alone, and what a page shows is
made anew from the film's own number: trackers that came with the address are gone.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST = 500


@dataclass(frozen=True, slots=True)
class Film:
    """`frame` is the address of a player that may stand in a page; empty where there is none."""

    platform: str
    page: str
    frame: str = ""

    @property
    def frame_origin(self) -> str:
        """What a page's policy must name for the player, such as https://player.bilibili.com."""
        parts = urlsplit(self.frame)
        return f"{parts.scheme}://{parts.netloc}" if self.frame else ""


@dataclass(frozen=True, slots=True)
class Platform:
    """`path` finds the film's number as `id`; `query` names the parameter that holds it instead."""

    name: str
    hosts: frozenset[str]
    path: re.Pattern
    page: str
    frame: str = ""
    query: str = ""
    number: re.Pattern = re.compile(r"[\w=-]{1,64}", re.ASCII)

    def film(self, path: str, query: dict[str, list[str]]) -> Film | None:
        found = self.path.fullmatch(path)
        if found is None:
            return None
        number = query.get(self.query, [""])[0] if self.query else found["id"]
        if not self.number.fullmatch(number):
            return None
        part = query.get("p", ["1"])[0]
        filled = {
            "id": quote(number, safe="/="),
            "part": part if re.fullmatch(r"[1-9][0-9]{0,2}", part) else "1",
        }
        return Film(self.name, self.page.format(**filled), self.frame.format(**filled))


BILIBILI, TENCENT, YOUKU, CCTV = _("哔哩哔哩"), _("腾讯视频"), _("优酷"), _("央视网")
YOUKU_PLACES = {
    "page": "https://v.youku.com/v_show/id_{id}.html",
    "frame": "https://player.youku.com/embed/{id}",
}
PLATFORMS = (
    Platform(
        BILIBILI,
        frozenset({"www.bilibili.com", "m.bilibili.com", "bilibili.com"}),
        re.compile(r"/video/(?P<id>BV[0-9A-Za-z]{10})/?"),
        page="https://www.bilibili.com/video/{id}/?p={part}",
        frame="https://player.bilibili.com/player.html?bvid={id}&p={part}&autoplay=0",
    ),
    Platform(
        TENCENT,
        frozenset({"v.qq.com"}),
        re.compile(r"/x/(?:page|cover/[0-9A-Za-z]+)/(?P<id>[0-9A-Za-z]{8,16})\.html"),
        page="https://v.qq.com/x/page/{id}.html",
        frame="https://v.qq.com/txp/iframe/player.html?vid={id}",
    ),
    Platform(
        YOUKU,
        frozenset({"v.youku.com"}),
        re.compile(r"/v_show/id_(?P<id>X[\w=]{6,40})\.html", re.ASCII),
        **YOUKU_PLACES,
    ),
    Platform(
        YOUKU,
        frozenset({"v.youku.com"}),
        re.compile(r"/video"),
        query="vid",
        number=re.compile(r"X[\w=]{6,40}", re.ASCII),
        **YOUKU_PLACES,
    ),
    # It lets no player of its own stand in other pages.
    Platform(
        CCTV,
        frozenset({"tv.cctv.com"}),
        re.compile(r"/(?P<id>\d{4}/\d{2}/\d{2}/VIDE[0-9A-Za-z]{10,40})\.shtml", re.ASCII),
        page="https://tv.cctv.com/{id}.shtml",
        number=re.compile(r"[0-9A-Za-z/]+"),
    ),
)


def film_at(address: str) -> Film | None:
    """The film behind an address of the allow-list; None for every other address."""
    if len(address) > LONGEST:
        return None
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or port is not None or "@" in parts.netloc:
        return None
    query = parse_qs(parts.query, max_num_fields=50) if parts.query.count("&") < 50 else {}
    for platform in PLATFORMS:
        if parts.netloc.lower() in platform.hosts and (
            film := platform.film(unquote(parts.path), query)
        ):
            return film
    return None


def validate_platform(address: str) -> None:
    """Raises ValidationError unless a film can be found behind the address."""
    if film_at(address) is None:
        raise ValidationError(
            gettext(
                "请填写%(platforms)s的播放页网址，以 https:// 开头。短网址请先在浏览器中打开，再复制地址栏中的网址。"
            )
            % {"platforms": gettext("、").join(dict.fromkeys(str(p.name) for p in PLATFORMS))},
            code="platform",
        )
