"""What a deployment gets: nothing that an authority would have to deny."""

from courses.models import ActivityPage, CoursePage, LessonPage, NewsPage, StandardPage
from portal.contents.loading import load_contents
from portal.contents.sections import SECTIONS

WANTED = sum(len(section.entries) for section in SECTIONS if not section.invented)


def test_site_of_a_real_authority_gets_nobody_and_nothing_invented(db):
    """Before it has any accounts, too."""
    assert load_contents(by=None, approved_by=None, samples=False) == WANTED + 1
    assert not NewsPage.objects.exists()
    assert not ActivityPage.objects.exists()
    assert set(LessonPage.objects.values_list("author", "award", "school")) == {
        ("本站编写组", "", None)
    }
    assert set(CoursePage.objects.values_list("trainer", "organiser")) == {("", "本站编写组")}
    assert StandardPage.objects.filter(slug="help", live=True).exists()
    kinds = {block.block_type for page in LessonPage.objects.all() for block in page.body}
    assert "reflection" not in kinds
