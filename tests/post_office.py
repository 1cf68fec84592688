"""A real SMTP server on a port of the loopback, for tests of e-mails."""

import asyncio
import socket
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


@dataclass
class PostOffice:
    """Keeps the letters it takes. `replies` says what it answers to an address; `slowness` how long
    it thinks about a letter before it takes it, in seconds."""

    port: int
    replies: dict[str, str] = field(default_factory=dict)
    letters: list[tuple[str, EmailMessage]] = field(default_factory=list)
    after_data: str = "250 OK"
    slowness: float = 0
    asked: int = 0
    controller: Controller | None = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.replies:
            return self.replies[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.asked += 1
        await asyncio.sleep(self.slowness)
        if self.after_data.startswith("250"):
            letter = message_from_bytes(envelope.content, policy=policy.default)
            self.letters += [(address, letter) for address in envelope.rcpt_tos]
        return self.after_data

    def open(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def close(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
