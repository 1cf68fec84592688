"""Pictures without what cameras and programs write beside them: place, time, device, person (A08).

Wagtail copies all that into what it shows to the public.
"""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from PIL import ExifTags, Image, ImageOps

# What belongs to how it looks.
LOOKS = ("icc_profile", "transparency", "duration", "loop", "background", "gamma", "dpi")
AS_IT_WAS = {"JPEG": {"quality": "keep"}, "WEBP": {"quality": 90}}
TURNED = {"JPEG": {"quality": 92}, "WEBP": {"quality": 90}}


def without_particulars(upload: UploadedFile) -> UploadedFile:
    """The same picture as a new file, upright whatever way the camera was held."""
    upload.seek(0)
    with Image.open(upload) as picture:
        kind = "JPEG" if picture.format == "MPO" else picture.format  # phones pack two into one
        moves = kind != "JPEG" and getattr(picture, "is_animated", False)
        turn = not moves and picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
        picture.load()  # some stand behind the picture
        looks = {name: value for name, value in picture.info.items() if name in LOOKS}
        shown = ImageOps.exif_transpose(picture) if turn else picture
        shown.info = looks
        options = (TURNED if turn else AS_IT_WAS).get(kind, {})
        out = BytesIO()
        shown.save(out, kind, save_all=moves, **options)
    return SimpleUploadedFile(upload.name, out.getvalue(), upload.content_type)
