"""Takes in the one file of the form, in memory and up to a size."""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

FIELD = "file"


class CappedUploadHandler(FileUploadHandler):
    """Keeps no byte beyond `limit`; `size` of the file still tells how much was sent.

    Django's own handlers write whatever comes to the temporary folder, under a suffix taken from
    the sender's file name, which fails when that is longer than a file name may be.
    """

    def __init__(self, request, limit: int):
        super().__init__(request)
        self._limit = limit
        self._taken = False

    def new_file(self, field_name, *args, **kwargs):
        super().new_file(field_name, *args, **kwargs)
        if field_name != FIELD or self._taken:
            raise SkipFile
        self._taken = True
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) <= self._limit:
            self._kept.write(raw_data)

    def file_complete(self, file_size):
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
