"""What a mail server's refusal means, in a word that names nobody."""

import smtplib
import ssl

from people.notices.enums import MailFault

# The first that fits: the general stand below the special.
BY_TYPE = (
    (smtplib.SMTPAuthenticationError, MailFault.SIGN_IN),
    (smtplib.SMTPNotSupportedError, MailFault.ENCRYPTION),
    (smtplib.SMTPServerDisconnected, MailFault.DISCONNECTED),
    (smtplib.SMTPResponseException, MailFault.BUSY),
    (smtplib.SMTPException, MailFault.OTHER),
    (ssl.SSLError, MailFault.ENCRYPTION),
    (TimeoutError, MailFault.TIMEOUT),
    (OSError, MailFault.UNREACHABLE),
)


def fault_of(error: OSError | ValueError) -> MailFault:
    """Codes from 500 are for good, those below for now (RFC 5321)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _reply in error.recipients.values()]
        return MailFault.RECIPIENT if min(codes) >= 500 else MailFault.RECIPIENT_LATER
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code >= 500:
        return MailFault.SENDER
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500:
        return MailFault.CONTENT
    if isinstance(error.__context__, TimeoutError):
        return MailFault.TIMEOUT  # smtplib calls that a disconnection
    # What no type fits is a ValueError: an address that cannot be written into a message.
    found = (fault for kind, fault in BY_TYPE if isinstance(error, kind))
    return next(found, MailFault.ADDRESS)
