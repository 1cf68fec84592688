"""The allow-list of platforms. Nothing here, and nothing there, ever opens an address."""

import pytest
from django.core.exceptions import ValidationError

from courses.media.platforms import film_at, validate_platform


@pytest.mark.parametrize(
    ("address", "page", "frame"),
    [
        (
            "https://www.bilibili.com/video/BV1xx411c7mD/?spm_id_from=333.337&vd_source=abc",
            "https://www.bilibili.com/video/BV1xx411c7mD/?p=1",
            "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=1&autoplay=0",
        ),
        (
            "https://m.bilibili.com/video/BV1xx411c7mD?p=3",
            "https://www.bilibili.com/video/BV1xx411c7mD/?p=3",
            "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD&p=3&autoplay=0",
        ),
        (
            "https://v.qq.com/x/page/a0123456789.html",
            "https://v.qq.com/x/page/a0123456789.html",
            "https://v.qq.com/txp/iframe/player.html?vid=a0123456789",
        ),
        (
            "https://v.qq.com/x/cover/mzc00200abc/a0123456789.html",
            "https://v.qq.com/x/page/a0123456789.html",
            "https://v.qq.com/txp/iframe/player.html?vid=a0123456789",
        ),
        (
            "https://v.youku.com/v_show/id_XNDk2NDc1ODQ0MA==.html?spm=a2hbt",
            "https://v.youku.com/v_show/id_XNDk2NDc1ODQ0MA==.html",
            "https://player.youku.com/embed/XNDk2NDc1ODQ0MA==",
        ),
        (
            "https://v.youku.com/video?vid=XNDk2NDc1ODQ0MA%3D%3D",
            "https://v.youku.com/v_show/id_XNDk2NDc1ODQ0MA==.html",
            "https://player.youku.com/embed/XNDk2NDc1ODQ0MA==",
        ),
        (
            "https://tv.cctv.com/2023/05/12/VIDEabcdefghij0123456789.shtml",
            "https://tv.cctv.com/2023/05/12/VIDEabcdefghij0123456789.shtml",
            "",
        ),
    ],
)
def test_film_when_its_platform_is_known_then_is_found_without_trackers(address, page, frame):
    film = film_at(address)

    assert (film.page, film.frame) == (page, frame)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "http://www.bilibili.com/video/BV1xx411c7mD/",
        "//www.bilibili.com/video/BV1xx411c7mD/",
        "javascript:alert(1)//www.bilibili.com/video/BV1xx411c7mD/",
        "https://www.bilibili.com:8443/video/BV1xx411c7mD/",
        "https://www.bilibili.com:443/video/BV1xx411c7mD/",
        "https://www.bilibili.com@evil.example/video/BV1xx411c7mD/",
        "https://user:pw@www.bilibili.com/video/BV1xx411c7mD/",
        "https://www.bilibili.com.evil.example/video/BV1xx411c7mD/",
        "https://evilbilibili.com/video/BV1xx411c7mD/",
        "https://www.bilibili.com/video/BV1xx411c7mD/../../redirect",
        "https://www.bilibili.com/video/BV1xx411c7mD%2F..%2F",
        "https://www.bilibili.com/video/BV1xx411c7m'/",
        "https://www.bilibili.com/read/cv123",
        "https://b23.tv/abc",
        "https://v.qq.com/x/page/a%22onload.html",
        "https://v.youku.com/video?vid=%22%3E",
        "https://v.youku.com/video?vid=",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://127.0.0.1/video/BV1xx411c7mD/",
        "https://[::1]/video/BV1xx411c7mD/",
        "https://[broken/video/BV1xx411c7mD/",
        "https://www.bilibili.com:99999999/video/BV1xx411c7mD/",
        "https://www.bilibili.com/video/BV1xx411c7mD/?" + "a=1&" * 1000,
        "https://www.bilibili.com/video/ＢＶ1xx411c7mD/",
    ],
)
def test_address_when_not_a_film_of_the_list_then_is_refused(address):
    assert film_at(address) is None
    with pytest.raises(ValidationError):
        validate_platform(address)


@pytest.mark.parametrize("part", ["0", "-1", "1;x", "9999", "<b>", ""])
def test_part_when_nonsense_then_is_the_first(part):
    film = film_at(f"https://www.bilibili.com/video/BV1xx411c7mD/?p={part}")

    assert film.page.endswith("?p=1")


def test_frame_origin_when_there_is_a_player_then_is_its_host_alone():
    film = film_at("https://www.bilibili.com/video/BV1xx411c7mD/")

    assert film.frame_origin == "https://player.bilibili.com"
    assert film_at("https://tv.cctv.com/2023/05/12/VIDEabcdefghij01.shtml").frame_origin == ""
