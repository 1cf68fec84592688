import base64
import secrets

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from credits.certificates.keys import KEY_BYTES, key_id, raw_public, signing_key


class Command(BaseCommand):
    help = _("显示签署证书二维码的公钥，或生成一个新密钥。不改动任何设置。")

    def add_arguments(self, parser):
        parser.add_argument("--new", action="store_true", help=_("另生成一个新密钥并显示"))

    def handle(self, *, new: bool, **options):
        key = signing_key()
        if key is None:
            self.stdout.write(_("没有设置 CERTIFICATE_SIGNING_KEY：证书二维码只含查询地址。"))
        else:
            self._show(key)
        if new:
            seed = secrets.token_bytes(KEY_BYTES)
            self.stdout.write(f"CERTIFICATE_SIGNING_KEY={_written(seed)}")
            self._show(Ed25519PrivateKey.from_private_bytes(seed))

    def _show(self, key: Ed25519PrivateKey) -> None:
        public = raw_public(key)
        values = {"id": key_id(public), "key": _written(public)}
        self.stdout.write(_("公钥 %(id)s：%(key)s") % values)


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
