"""Draws the previews that are missing, without a worker: after an upgrade, or where none is running."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from courses.media.previews.keeping import is_drawable, is_drawn, make_preview


class Command(BaseCommand):
    help = _("为还没有预览的 PDF 生成预览图。可重复运行。")

    def add_arguments(self, parser):
        parser.add_argument(
            "--again", action="store_true", help=_("全部重新生成，包括以前没有成功的")
        )

    def handle(self, *, again: bool, **options):
        drawn = failed = 0
        for document in get_document_model().objects.order_by("pk").iterator():
            if is_drawable(document) and (again or not is_drawn(document)):
                preview = make_preview(document)
                drawn += bool(preview.sizes)
                failed += not preview.sizes
        counts = {"drawn": drawn, "failed": failed}
        self.stdout.write(_("生成了 %(drawn)d 个文件的预览，%(failed)d 个文件不能预览。") % counts)
