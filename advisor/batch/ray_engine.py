"""Scores parts with Ray Data: actors that hold the model, on this machine or on a cluster."""

import logging
import os
import secrets
import socket
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from advisor.batch.deaths import CountedDeaths
from advisor.batch.parts import Part
from advisor.batch.scoring import Opener, Scored, score
from retrieval.errors import AdvisorError

if TYPE_CHECKING:  # it brings the model's libraries along
    from advisor.batch.answering import Answer

_STORE = 512 * 2**20
"""Bytes of the shared memory that results wait in; those of a part have a few million."""
_PATIENCE_S = 5.0
_HERE_ONLY = {
    # Every socket on 127.0.0.1, as Ray does by itself on Windows and macOS only.
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
    "RAY_AUTH_MODE": "token",
    # Its C++ parts write warnings to standard error that nobody can act on.
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "ORT_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
}
"""No process calls home, on whichever machine."""


@dataclass(frozen=True, slots=True)
class RayEngine:
    """The engine: an actor a CPU unless told otherwise.

    Attributes:
        actors: how many; None for one a CPU.
        address: of a running cluster; None to start Ray on this machine, on loopback only, and to
            stop it in the end.
    """

    actors: int | None = None
    address: str | None = None

    @staticmethod
    def check() -> None:
        """Raise ``AdvisorError`` if the package is missing."""
        if find_spec("ray") is None:
            raise AdvisorError(
                "expected the package ray for --engine ray:"
                " pip install -c constraints.txt 'career-advisor[scale]'"
            )

    def __call__(self, parts: Sequence[Part], opener: Opener) -> Generator[Scored]:
        """Score the parts; yield each as it is done.

        Raises:
            AdvisorError: Ray cannot be started or reached, or the model cannot be opened or asked.
        """
        self.check()
        os.environ.update(_QUIET)
        if self.address is None:
            os.environ.update(_HERE_ONLY)
            os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
        from ray.exceptions import RayError  # noqa: PLC0415  # reads the variables above

        try:
            with _connected(self.address, self.actors) as cpus:
                actors = min(self.actors or cpus, len(parts))
                for row in _rows(parts, opener, max(1, actors)):
                    if row.pop("failed"):
                        raise AdvisorError(str(row["why"]))
                    del row["why"]
                    yield Scored(**row)
        except (RayError, ConnectionError) as error:
            why = str(error).strip().splitlines()
            raise AdvisorError(
                f"Ray stopped, {type(error).__name__}: {why[-1] if why else 'it does not say why'};"
                " the same command goes on with the parts that are not done"
            ) from error


def _rows(parts: Sequence[Part], opener: Opener, actors: int) -> Iterator[dict[str, Any]]:
    import ray  # noqa: PLC0415
    from ray.data import ActorPoolStrategy, DataContext, from_items  # noqa: PLC0415

    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = DataContext.get_current()
    context.enable_progress_bars = False
    deaths = ray.remote(CountedDeaths).options(num_cpus=0).remote()
    # A block a part: each is handed over as soon as it is done, and only it is done again.
    dataset = from_items([asdict(part) for part in parts], override_num_blocks=len(parts))
    scored = dataset.map(
        cast(Any, _Scorer),
        fn_constructor_args=(opener, deaths),
        compute=ActorPoolStrategy(size=actors),
        num_cpus=1,
    )
    yield from scored.iter_rows()


@contextmanager
def _connected(address: str | None, actors: int | None) -> Iterator[int]:
    """Connect to a cluster, or start Ray here; yield the CPUs there are."""
    import ray  # noqa: PLC0415

    if address is not None:
        _reach(address)
        try:
            ray.init(
                address,
                log_to_driver=False,
                logging_level=logging.ERROR,
                runtime_env={"env_vars": _QUIET},
            )
            resources = ray.cluster_resources()  # type: ignore[no-untyped-call]
            yield int(resources.get("CPU", 1))
        finally:
            ray.shutdown()
        return
    cpus = actors or len(os.sched_getaffinity(0))
    with TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:
        try:
            ray.init(
                "local",
                num_cpus=cpus,
                include_dashboard=False,
                object_store_memory=_STORE,
                log_to_driver=False,
                logging_level=logging.ERROR,
                _temp_dir=folder,
            )
            yield cpus
        finally:
            ray.shutdown()


def _reach(address: str) -> None:
    """Raise ``AdvisorError`` if nothing listens there: Ray itself would try for minutes."""
    host, colon, port = address.rpartition(":")
    if not (colon and port.isdecimal()) or "/" in host:
        return  # "auto", or an address of another kind
    try:
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE_S).close()
    except OSError as error:
        raise AdvisorError(
            f"expected a Ray cluster at {address}: {error.strerror or error};"
            " `ray start --head` on its first machine tells its address"
        ) from error


class _Deaths:
    """Tells an actor, which outlives this one, what is scored."""

    def __init__(self, actor: Any) -> None:
        import ray  # noqa: PLC0415

        self._actor = actor
        self._get = ray.get

    def attempt(self, part: int) -> Collection[int]:
        return cast(Collection[int], self._get(self._actor.attempt.remote(part)))

    def at(self, part: int, line: int) -> None:
        self._get(self._actor.at.remote(part, line))

    def ended(self, part: int) -> None:
        self._get(self._actor.ended.remote(part))


class _Scorer:
    """Holds the model in an actor and scores parts with it."""

    def __init__(self, opener: Opener, deaths: Any) -> None:
        self._open = opener
        self._deaths = _Deaths(deaths)
        self._answer: Answer | None = None

    def __call__(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of what came out, or why nothing can."""
        part = Part(**row)
        try:
            self._answer = self._answer or self._open()
            scored = score(part, self._answer, self._deaths)
        except AdvisorError as error:  # told as a value: Ray would wrap it in pages of its own
            nothing = Scored(part.number, 0, 0, b"", b"")
            return {**asdict(nothing), "failed": True, "why": str(error)}
        return {**asdict(scored), "failed": False, "why": ""}
