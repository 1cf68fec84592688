"""What a mail server's refusal means, and where the settings say it is."""

import smtplib
import ssl

import pytest
from django.core.exceptions import ImproperlyConfigured

from people.notices.addresses import masked
from people.notices.enums import FOR_GOOD, MailFault
from people.notices.faults import fault_of
from portal.settings.base import mail_config

FAULTS = [
    (smtplib.SMTPAuthenticationError(535, b"no"), MailFault.SIGN_IN),
    (smtplib.SMTPSenderRefused(550, b"no", "a@b.cn"), MailFault.SENDER),
    (smtplib.SMTPSenderRefused(451, b"later", "a@b.cn"), MailFault.BUSY),
    (smtplib.SMTPRecipientsRefused({"a@b.cn": (550, b"no")}), MailFault.RECIPIENT),
    (smtplib.SMTPRecipientsRefused({"a@b.cn": (452, b"full")}), MailFault.RECIPIENT_LATER),
    (smtplib.SMTPDataError(554, b"spam"), MailFault.CONTENT),
    (smtplib.SMTPDataError(451, b"later"), MailFault.BUSY),
    (smtplib.SMTPConnectError(421, b"later"), MailFault.BUSY),
    (smtplib.SMTPServerDisconnected("bye"), MailFault.DISCONNECTED),
    (smtplib.SMTPNotSupportedError("STARTTLS"), MailFault.ENCRYPTION),
    (smtplib.SMTPException("?"), MailFault.OTHER),
    (ssl.SSLCertVerificationError("expired"), MailFault.ENCRYPTION),
    (TimeoutError("timed out"), MailFault.TIMEOUT),
    (ConnectionRefusedError(111, "refused"), MailFault.UNREACHABLE),
    (UnicodeEncodeError("ascii", "李", 0, 1, "no"), MailFault.ADDRESS),
]


@pytest.mark.parametrize(("error", "fault"), FAULTS, ids=lambda value: type(value).__name__)
def test_fault_when_the_server_says_so_then_is_this(error, fault):
    assert fault_of(error) == fault


def test_faults_for_good_are_about_the_letter_never_about_the_server():
    assert set(FOR_GOOD) == {MailFault.RECIPIENT, MailFault.CONTENT, MailFault.ADDRESS}


@pytest.mark.parametrize(
    ("address", "shown"),
    [("li@school.cn", "l***@school.cn"), ("a@b.cn", "a***@b.cn"), ("", "***"), ("none", "***")],
)
def test_address_when_masked_then_one_letter_and_the_server(address, shown):
    assert masked(address) == shown


@pytest.mark.parametrize(
    ("url", "port", "encryption"),
    [
        ("smtp://127.0.0.1", 25, {}),
        ("smtp://127.0.0.1:2525", 2525, {}),
        ("smtp+tls://u:p@mail.example.cn", 587, {"EMAIL_USE_TLS": True}),
        ("smtp+ssl://u:p@mail.example.cn", 465, {"EMAIL_USE_SSL": True}),
    ],
)
def test_mail_server_when_given_as_an_address_then_port_and_encryption_follow(
    url, port, encryption
):
    config = mail_config(url)

    assert config["EMAIL_PORT"] == port
    assert {key: value for key, value in config.items() if "_USE_" in key} == encryption


def test_mail_server_when_its_account_has_signs_then_read_from_percent_encoding():
    config = mail_config("smtp+tls://no%40reply:a%2Fb%3A@mail.example.cn:587")

    assert (config["EMAIL_HOST_USER"], config["EMAIL_HOST_PASSWORD"]) == ("no@reply", "a/b:")


def test_mail_server_when_the_address_is_mistyped_then_refuses_to_start():
    with pytest.raises(ImproperlyConfigured):
        mail_config("stmp://mail.example.cn")
