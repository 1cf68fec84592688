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
from .courses import CourseIndexPage, CoursePage
from .home import HomePage
from .lessons import LessonFile, LessonIndexPage, LessonPage
from .policies import PolicyClause, PolicyIndexPage, PolicyPage
from .videos import Video

__all__ = [
    "ActivityIndexPage",
    "ActivityPage",
    "CourseIndexPage",
    "CoursePage",
    "FamilyIndexPage",
    "FamilyPage",
    "HomePage",
    "LessonFile",
    "LessonIndexPage",
    "LessonPage",
    "NewsIndexPage",
    "NewsPage",
    "PartnerIndexPage",
    "PartnerPage",
    "PolicyClause",
    "PolicyIndexPage",
    "PolicyPage",
    "ResearchIndexPage",
    "ResearchPage",
    "SectionPage",
    "SitePage",
    "StandardPage",
    "ThemeIndexPage",
    "ThemePage",
    "Video",
]
