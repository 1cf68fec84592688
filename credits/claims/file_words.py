"""Sentences about files that cannot be evidence: what is wrong, and how to mend it."""

from django.utils.translation import gettext as _

from credits.claims.exceptions import BadEvidenceError


def sentence_of(error: BadEvidenceError) -> str:
    texts = {
        "empty": _("文件是空的，请重新选择。"),
        "too_large": _("文件超过 %(most)s MB。照片请缩小后再上传，PDF 请分成几个文件。"),
        "not_allowed": _("只接受 JPEG、PNG、HEIC 照片和 PDF 文件。请拍照或另存为其中一种再上传。"),
        "damaged": _("文件打不开，可能已损坏。请重新拍照或重新导出后再上传。"),
        "too_many_pixels": _("图片太大（超过 %(most)s 万像素），请缩小后再上传。"),
        "encrypted": _("PDF 设了密码，请去掉密码后再上传。"),
        "active": _("PDF 中含有脚本或附件，不能接收。请打印为新的 PDF，或截图上传。"),
        "too_many_pages": _("PDF 超过 %(most)s 页，请只保留与本次培训有关的页。"),
        "too_many": _("一项申报最多 %(most)s 个文件。请先移除不需要的文件。"),
    }
    return texts[error.code] % error.values
