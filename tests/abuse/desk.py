"""What an editor does at Wagtail's desk, and what somebody does who pretends to."""

import json

from wagtail.test.utils.form_data import nested_form_data, streamfield

from courses.models import CourseIndexPage, CoursePage


def course(title: str = "情绪识别", *, live: bool = True, **values) -> CoursePage:
    page = CoursePage(
        **{"title": title, "summary": "简介", "body": [("text", "<p>正文</p>")]} | values, live=live
    )
    CourseIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    return page


def written(text: str, *entities: tuple[str, dict], kind: str = "unstyled") -> str:
    """A text as the editor in the browser hands it in; each entity lies on the whole of it."""
    block = {
        "key": "a",
        "text": text,
        "type": kind,
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": len(text), "key": 0} for _entity in entities[:1]],
    }
    mapped = {
        str(key): {"type": name, "mutability": "MUTABLE", "data": data}
        for key, (name, data) in enumerate(entities)
    }
    return json.dumps({"blocks": [block], "entityMap": mapped})


WRITTEN = written("正文")


def form_of(page: CoursePage, *, body: str = WRITTEN, **fields) -> dict:
    """The form in which a course is edited, with one block of text, `body`."""
    kept = {"title": page.title, "slug": page.slug, "summary": page.summary, "audience": ""}
    comments = {
        f"comments-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")
    }
    return kept | comments | nested_form_data({"body": streamfield([("text", body)])}) | fields


def save(client, page: CoursePage, **fields):
    return client.post(f"/admin/pages/{page.pk}/edit/", form_of(page, **fields))


def approve(page: CoursePage) -> None:
    """What becomes of its latest text when a second person approves it."""
    CoursePage.objects.get(pk=page.pk).get_latest_revision().publish()
