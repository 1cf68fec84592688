"""Sample workbooks into a folder, with a manifest of what an import must make of each."""

import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.sample_files.hours_samples import hours_samples
from portal.sample_files.large import write_large
from portal.sample_files.layout_samples import layout_samples
from portal.sample_files.school_samples import school_samples
from portal.sample_files.teacher_samples import teacher_samples
from portal.sample_files.tidy import tidy_samples
from portal.sample_files.unsafe_samples import unsafe_samples
from portal.sample_files.writing import content_of

COMMITTED = settings.BASE_DIR / "tests" / "data" / "samples"


class Command(BaseCommand):
    help = _("生成导入用的样例工作簿，并附清单，写明每个文件、每一行应当如何处理。")

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, default=COMMITTED, help=_("存放文件夹"))
        parser.add_argument(
            "--large",
            type=int,
            metavar="ROWS",
            help=_("改为生成这么多行的大文件（名册、花名册、登记表）"),
        )

    def handle(self, *args, **options):
        if options["large"]:
            written = write_large(options["folder"], options["large"])
        else:
            written = self._write_samples(options["folder"])
        count = len(written)
        self.stdout.write(
            _("已写入 %(count)s 个文件：%(folder)s") % {"count": count, "folder": options["folder"]}
        )

    def _write_samples(self, folder: Path) -> list[Path]:
        tidy = tidy_samples()
        others = [
            *school_samples(),
            *teacher_samples(),
            *hours_samples(),
            *layout_samples(),
            *unsafe_samples(),
        ]
        for sample in [*tidy, *others]:
            path = folder / sample.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content_of(sample))
        manifest = {
            "first": [sample.manifest() for sample in tidy],
            "then": [sample.manifest() for sample in others],
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        return [folder / sample.file for sample in [*tidy, *others]]
