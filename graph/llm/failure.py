"""What can go wrong with a language-model server, in words for the person and the operator."""


class ServerFailure(Exception):  # noqa: N818  # an outcome that is expected, not an error of ours
    """A call gave nothing usable.

    Neither text ever holds what the server sent: error bodies may repeat the key.

    Attributes:
        said: completes "The language model …" for the person.
        reason: one line for the operator's log, naming the setting to look at.
        retry_after: seconds to wait before sending the request again; None if that makes no sense.
        format_rejected: True when the server refused the request as malformed, as servers do that
            know no JSON schema.
    """

    def __init__(
        self,
        said: str,
        reason: str,
        retry_after: float | None = None,
        format_rejected: bool = False,
    ) -> None:
        super().__init__(reason)
        self.said = said
        self.reason = reason
        self.retry_after = retry_after
        self.format_rejected = format_rejected


def unusable(reason: str) -> ServerFailure:
    """Return the failure of a server whose answer makes no sense."""
    return ServerFailure("gave an answer I could not use", reason)


def too_slow(seconds: float) -> ServerFailure:
    """Return the failure of a call that used up its time."""
    return ServerFailure(
        "did not answer in time", f"no complete answer in {seconds:g} s (ADVISOR_LLM_TIMEOUT_S)"
    )


def unreachable(connected: bool) -> ServerFailure:
    """Return the failure of a connection that broke, or was never made."""
    if connected:
        return ServerFailure("broke off", "the connection was closed before the answer was whole")
    return ServerFailure(
        "could not be reached",
        "nothing answers at the address: check ADVISOR_LLM_BASE_URL and that the server runs",
        retry_after=_RETRY_WAIT_S,
    )


def refused(status: int, retry_after: float | None) -> ServerFailure:
    """Return the failure of a request answered with a status other than success.

    Args:
        status: 300 to 599.
        retry_after: seconds the server asked to wait; None if it did not.
    """
    moved = "the address redirects, check ADVISOR_LLM_BASE_URL"
    advice = moved if status < 400 else _ADVICE.get(status, "check the server")
    for_now = status in (408, 429) or status >= 500
    return ServerFailure(
        "is overloaded" if status == 429 else "refused to answer",
        f"HTTP {status}: {advice}",
        retry_after=(_RETRY_WAIT_S if retry_after is None else retry_after) if for_now else None,
        format_rejected=status in (400, 415, 422, 501),
    )


_RETRY_WAIT_S = 0.25

_ADVICE = {
    400: "the server does not accept the request",
    401: "the key was refused, check ADVISOR_LLM_API_KEY",
    403: "the key may not use this model, check ADVISOR_LLM_API_KEY and ADVISOR_LLM_MODEL",
    404: (
        "no such address or model, check ADVISOR_LLM_BASE_URL (it mostly ends in /v1)"
        " and ADVISOR_LLM_MODEL"
    ),
    429: "too many requests for this key or server",
}
