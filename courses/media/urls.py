from django.urls import path

import common.path_keys  # noqa: F401  # registers <key:…>
from courses.media.views.counts import count_view
from courses.media.views.files import file_page, file_picture, lesson_files

urlpatterns = [
    path("lessons/<key:pk>/files.zip", lesson_files, name="lesson-files"),
    path("lessons/<key:pk>/files/<key:document>/<int:number>/", file_page, name="lesson-file-page"),
    path(
        "lessons/<key:pk>/files/<key:document>/<int:number>-<str:size>.webp",
        file_picture,
        name="lesson-file-picture",
    ),
    path("count/<key:pk>/", count_view, name="count-view"),
]
