"""Takes in files too large for the memory."""

from pathlib import PurePath

from django.core.files.uploadhandler import TemporaryFileUploadHandler

LONGEST_SUFFIX = 10


class ShortSuffixFileHandler(TemporaryFileUploadHandler):
    """Django's own gives its temporary file the sender's suffix, and fails if no disk takes that."""

    def new_file(self, field_name, file_name, *args, **kwargs):
        suffix = PurePath(file_name).suffix
        if len(suffix) > LONGEST_SUFFIX:
            file_name = file_name.removesuffix(suffix)
        super().new_file(field_name, file_name, *args, **kwargs)
