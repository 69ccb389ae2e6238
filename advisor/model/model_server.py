"""Asks an OpenAI-compatible server for text completions, within bounds of time and size."""

import json
import queue
import threading
import time
import weakref
from collections.abc import Mapping, Sequence
from typing import Any

import httpx2
from pydantic import SecretStr

from advisor.model.prediction import PredictorUnavailableError

_LARGEST_BODY = 64_000_000
"""Bytes; the log probabilities of 64 histories are a few million."""
_NOT_OFFERED = (400, 404, 405, 415, 422, 501)
_ADVICE = {
    401: "the key was refused, check ADVISOR_MODEL_API_KEY",
    403: "the key may not use this model, check ADVISOR_MODEL_API_KEY and ADVISOR_MODEL_NAME",
    404: (
        "no such address or model, check ADVISOR_MODEL_BASE_URL (it mostly ends in /v1)"
        " and ADVISOR_MODEL_NAME"
    ),
    429: "too many requests for this key or server",
}


class NotOfferedError(PredictorUnavailableError):
    """The server does not answer requests of this form; it may answer another form."""


class ModelServer:
    """A language model behind ``/v1/completions``; nothing is sent before the first call.

    No message holds what the server sent: error bodies may repeat the key.
    """

    def __init__(
        self, base_url: str, model: str, api_key: SecretStr | None, timeout_s: float
    ) -> None:
        """Keep where the model is.

        Args:
            base_url: address up to and including ``/v1``.
            model: the model's name on that server.
            api_key: None for a server that needs none.
            timeout_s: seconds until ``deadline``.
        """
        self.model = model
        self._url = base_url.rstrip("/") + "/completions"
        self._headers = {"Authorization": f"Bearer {api_key.get_secret_value()}"} if api_key else {}
        self._timeout_s = timeout_s
        self._http = httpx2.Client(follow_redirects=False)
        weakref.finalize(self, self._http.close)

    def deadline(self) -> float:
        """Return when, by ``time.monotonic``, an answer begun now must be whole."""
        return time.monotonic() + self._timeout_s

    def complete(
        self, deadline: float, answers: int, **fields: object
    ) -> Sequence[Mapping[str, Any]]:
        """Return the choices of one completion request, in the order of their index.

        Args:
            deadline: as ``deadline`` returns it.
            answers: how many choices there must be.
            fields: of the request, the model's name aside.

        Raises:
            NotOfferedError: the server refused the request as one it does not know.
            PredictorUnavailableError: anything else went wrong; the message says what.
        """
        return self._choices(self._post({"model": self.model, **fields}, deadline), answers)

    def _post(self, body: Mapping[str, object], deadline: float) -> bytes:
        """Return the whole answer.

        In a thread of its own because the client bounds silences, not the whole: a server that
        drips would hold the turn. The thread left behind ends with the first piece that is late.
        """
        outcome: queue.SimpleQueue[bytes | PredictorUnavailableError] = queue.SimpleQueue()

        def run() -> None:
            try:
                outcome.put(self._read(body, deadline))
            except PredictorUnavailableError as error:
                outcome.put(error)
            finally:
                outcome.put(_unusable())

        threading.Thread(target=run, name="model-request", daemon=True).start()
        try:
            arrived = outcome.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise self._too_slow() from None
        if isinstance(arrived, PredictorUnavailableError):
            raise arrived
        return arrived

    def _read(self, body: Mapping[str, object], deadline: float) -> bytes:
        seconds = max(0.001, deadline - time.monotonic())
        pieces = bytearray()
        try:
            with self._http.stream(
                "POST", self._url, json=body, headers=self._headers, timeout=seconds
            ) as response:
                if not response.is_success:
                    raise _refused(response.status_code)
                for piece in response.iter_bytes():
                    pieces += piece
                    if len(pieces) > _LARGEST_BODY:
                        raise PredictorUnavailableError(
                            f"its answer is larger than {_LARGEST_BODY} bytes"
                        )
                    if time.monotonic() > deadline:
                        raise self._too_slow()
        except httpx2.TimeoutException as error:
            raise self._too_slow() from error
        except (httpx2.ConnectError, httpx2.UnsupportedProtocol, httpx2.InvalidURL) as error:
            raise PredictorUnavailableError(
                "nothing answers at ADVISOR_MODEL_BASE_URL: check it, and that the server runs"
            ) from error
        except (httpx2.HTTPError, UnicodeError) as error:
            raise PredictorUnavailableError(
                "the connection was closed before the answer was whole"
            ) from error
        return bytes(pieces)

    def _choices(self, body: bytes, answers: int) -> Sequence[Mapping[str, Any]]:
        try:
            answer = json.loads(body)
            name = answer.get("model", self.model)
            choices = sorted(answer["choices"], key=lambda choice: int(choice["index"]))
            numbers = [choice["index"] for choice in choices]
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            raise _unusable() from error
        # ``transformers serve`` puts the revision behind the name.
        if str(name).partition("@")[0] != self.model.partition("@")[0]:
            raise PredictorUnavailableError(
                f"another model answered than {self.model!r}: check ADVISOR_MODEL_NAME"
            )
        if numbers != list(range(len(numbers))) or len(numbers) > answers:
            raise _unusable()
        if len(numbers) < answers:
            # Servers that know neither lists of prompts nor ``n`` answer once.
            raise NotOfferedError(f"it gave {len(numbers)} answers where {answers} were asked for")
        return choices

    def _too_slow(self) -> PredictorUnavailableError:
        return PredictorUnavailableError(
            f"no complete answer in {self._timeout_s:g} s (ADVISOR_MODEL_TIMEOUT_S)"
        )


def _unusable() -> PredictorUnavailableError:
    return PredictorUnavailableError("its answer is not a text completion")


def _refused(status: int) -> PredictorUnavailableError:
    if status in _NOT_OFFERED:
        advice = _ADVICE.get(status, "the server does not accept the request")
        return NotOfferedError(f"HTTP {status}: {advice}")
    moved = "the address redirects, check ADVISOR_MODEL_BASE_URL"
    advice = moved if status < 400 else _ADVICE.get(status, "check the server")
    return PredictorUnavailableError(f"HTTP {status}: {advice}")
