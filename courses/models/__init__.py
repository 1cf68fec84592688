from courses.finding.models import SearchEntry

from .articles import (
    ActivityIndexPage,
    ActivityPage,
    FamilyIndexPage,
    FamilyPage,
    NewsIndexPage,
    NewsPage,
    PartnerIndexPage,
    PartnerPage,
    ResearchIndexPage,
    ResearchPage,
    StandardPage,
    ThemeIndexPage,
    ThemePage,
)
from .base import SectionPage, SitePage
from .counts import PageCount
from .courses import CourseIndexPage, CoursePage
from .home import HomePage
from .lessons import LessonFile, LessonIndexPage, LessonPage
from .policies import PolicyClause, PolicyIndexPage, PolicyPage
from .previews import DocumentPreview
from .tasks import EditorTask, SchoolCheckTask
from .using import LessonUse, Reflection, SavedLesson, Thanks
from .videos import Video

__all__ = [
    "ActivityIndexPage",
    "ActivityPage",
    "CourseIndexPage",
    "CoursePage",
    "DocumentPreview",
    "EditorTask",
    "FamilyIndexPage",
    "FamilyPage",
    "HomePage",
    "LessonFile",
    "LessonIndexPage",
    "LessonPage",
    "LessonUse",
    "NewsIndexPage",
    "NewsPage",
    "PageCount",
    "PartnerIndexPage",
    "PartnerPage",
    "PolicyClause",
    "PolicyIndexPage",
    "PolicyPage",
    "Reflection",
    "ResearchIndexPage",
    "ResearchPage",
    "SavedLesson",
    "SchoolCheckTask",
    "SearchEntry",
    "SectionPage",
    "SitePage",
    "StandardPage",
    "Thanks",
    "ThemeIndexPage",
    "ThemePage",
    "Video",
]
