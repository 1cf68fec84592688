"""Pictures, files and video in a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("图片"))
    alt = blocks.CharBlock(
        label=_("替代文字"),
        max_length=120,
        required=False,
        help_text=_("说明图片内容，供看不到图片的人使用；只起装饰作用的可不填。"),
    )
    caption = blocks.CharBlock(label=_("图注"), max_length=120, required=False)

    class Meta:
        label = _("图片")
        icon = "image"
        template = "blocks/picture.html"
        description = _("一张图片和图注。不得出现能辨认出学生的面部或姓名")


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("文件"))
    title = blocks.CharBlock(label=_("名称"), max_length=80, required=False)

    class Meta:
        label = _("文件")
        icon = "doc-full"
        template = "blocks/file.html"
        description = _("供下载的文件")
