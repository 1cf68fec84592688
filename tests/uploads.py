"""Handing files in through the browser, for tests."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from people.models import ImportBatch
from tests.workbooks import workbook


def send(client, data: bytes, *, kind="hours", name="学时登记.xlsx", **fields):
    """The answer to the upload form."""
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("import-upload"), {"kind": kind, "file": file, **fields})


def upload(client, data: bytes, **options) -> ImportBatch:
    """The batch, with whatever the job has made of it already."""
    response = send(client, data, **options)
    assert response.status_code == 302, response.content.decode()
    return ImportBatch.objects.get(pk=response.url.split("/")[2])


def rehearsed_hours(client, *changes: dict) -> ImportBatch:
    return upload(client, workbook("hours", *(changes or [{}])))


def step(client, batch: ImportBatch, name: str, **data):
    return client.post(reverse(f"import-{name}", args=[batch.pk]), data, follow=True)


def page_of(client, batch: ImportBatch, **query) -> str:
    response = client.get(reverse("import-batch", args=[batch.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def imported_hours(client, *changes: dict) -> ImportBatch:
    batch = rehearsed_hours(client, *changes)
    step(client, batch, "confirm")
    batch.refresh_from_db()
    return batch
