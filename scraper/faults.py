"""Why a request has no answer: which faults are worth another try, and each in words."""

from __future__ import annotations

from collections.abc import Iterator

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from service_identity.exceptions import VerificationError
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.python.failure import Failure

# What is worth another try, and how to report it once the tries are used up.
DROPPED = {
    CannotResolveHostError: "the name of its host is not known",
    DownloadConnectionRefusedError: "the connection was refused",
    DownloadTimeoutError: "no answer came in time",
    DownloadFailedError: "the connection was dropped",
    ResponseDataLossError: "the connection was dropped",
    ConnectError: "no connection could be made",
    ConnectionDone: "the connection was dropped",
    ConnectionLost: "the connection was dropped",
}
# What OpenSSL calls a fault that the next try meets too.
LASTING = ("certificate", "wrong version number", "http request", "record layer failure", "handshake failure")


def tls_fault(exception: BaseException | None) -> str | None:
    """What TLS itself found wrong, in words that say what to do; None if the fault is another."""
    for cause in _causes(exception):
        if isinstance(cause, VerificationError):
            return "its TLS certificate is for another host: look what stands between you and the site"
        if isinstance(cause, SSL.Error):
            # [('SSL routines', '', 'certificate verify failed')]
            met = "; ".join(str(entry[-1]) for entry in (cause.args[0] if cause.args else ()) if entry)
            if "certificate" in met:
                return (
                    f"its TLS certificate is not to be trusted ({met}): look at this machine's clock and certificates, "
                    f"and what stands between you and the site"
                )
            return f"no TLS connection could be made ({met or 'without a reason'}): is https right in its address?"
    return None


def is_lasting(exception: BaseException | None) -> bool:
    """Whether the same request, made again, will meet the same fault."""
    fault = tls_fault(exception)
    return fault is not None and ("is for another host" in fault or any(word in fault for word in LASTING))


def in_words(exception: BaseException | None) -> str:
    """Why a request has no answer, for the listing or the crawl's problems."""
    if fault := tls_fault(exception):
        return fault
    for kind, words in DROPPED.items():
        if isinstance(exception, kind):
            return words
    text = str(exception)
    # A message may begin with an address.
    return text if text.startswith("http") or not text else text[0].lower() + text[1:]


def _causes(exception: BaseException | None) -> Iterator[BaseException]:
    """An exception, what it was raised from, and the failures that Twisted names as its reasons."""
    waiting = [exception]
    while waiting:
        if (one := waiting.pop()) is None:
            continue
        yield one
        waiting.append(one.__cause__)
        reasons = getattr(one, "reasons", ())
        waiting += [reason.value for reason in reasons if isinstance(reason, Failure)]
