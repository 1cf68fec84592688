"""Pictures as cameras and painting programs write them."""

from io import BytesIO

from PIL import Image as Picture


def picture(kind: str = "png", size: tuple[int, int] = (8, 8), **saved_with) -> bytes:
    """`saved_with` is what the program writes beside the picture itself."""
    out = BytesIO()
    Picture.linear_gradient("L").resize(size).convert("RGB").save(out, kind, **saved_with)
    return out.getvalue()
