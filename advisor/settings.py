"""Everything an operator can set, read once from ``ADVISOR_*`` variables."""

from pathlib import Path
from typing import Literal, Self

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from retrieval.errors import AdvisorError

_ROOT = Path(__file__).resolve().parent.parent
"""The source tree, or the folder that this package was installed in."""


def _shipped(name: str) -> Path:
    """Return the folder of shipped tables: in the source tree, or beside the installed package."""
    source = _ROOT / "data" / name
    return source if source.is_dir() else _ROOT / "career_advisor_data" / name


class Settings(BaseSettings):
    """Frozen settings; each field is the variable ``ADVISOR_<NAME>``.

    Attributes:
        data_dir: the user's own data: index, conversations, an imported O*NET release.
        onet_dir: fact tables to use when no full release was imported.
        careers_dir: fact tables about observed careers.
        instruments_dir: questionnaires beside the shipped ones; None for none.
        model_dir: the trained model.
        model_base_url, model_name, model_api_key: an OpenAI-compatible server that runs the trained
            model in place of this computer, and the model's name there. The key is optional. How
            the model reads, and its calibration, still come from ``model_dir``.
        model_timeout_s: seconds that server may take for one career, all requests together.
        model_method: how it is asked, see ``advisor.model.remote``; None to find out.
        llm_base_url, llm_model, llm_api_key: an OpenAI-compatible server; without URL and model
            the built-in interviewer is used. The key is optional.
        llm_understand_prompt, llm_speak_prompt: file names of the prompts it is given.
        llm_timeout_s: seconds one call to it may take, its retries included.
        llm_retries: how often a message is sent to it again that it refused for now (429, 5xx) or
            never got.
        experiments: a file of experiments on conversations, see ``advisor.experiments.config``;
            None for none.
        competence_check: whether the language model is asked to rate itself on each suggestion,
            beside what was measured. Costs ``2 * competence_repeats`` calls an occupation, once.
        competence_repeats: how often it is asked in each of two languages.
        host, port: where the user interface listens.
        checkpoint_days: conversations untouched for longer are erased.
        visit_minutes: a conversation of somebody who only wants to use the advisor is erased when
            it was not used for so long; a few minutes after the page is closed otherwise.
        state_url: the Postgres database of conversations, such as
            ``postgresql://advisor@localhost/advisor``, for several processes; None for a SQLite
            file in ``data_dir``.
        log: whether turns are logged, as far as the person agrees.
        log_url: the log's database as SQLAlchemy has it, such as
            ``postgresql://advisor@localhost/advisor``; None for a SQLite file in ``data_dir``.
        log_secret: makes the pseudonyms of the log; None for a key made once in ``data_dir``.
        traces_url: where each logged turn is sent as an OpenTelemetry trace (OTLP over HTTP), such
            as ``http://127.0.0.1:6006/v1/traces``; None for no traces.
        log_days: conversations unused for longer are erased from the log.
        operators: file of those who may sign in on the page at ``/operator``, made by
            ``advisor operators add``; None for no such page.
        operator_labels: what they can say of a turn, separated by commas.
        counsellors: file of those whom visitors can share a summary with, made by ``advisor
            counsellors add``; None for nobody.
        sites: file of the sites that may embed the advisor, see ``web.sites``; None for none.
        visit_keys: ``id:secret`` that visit tokens are signed with, several separated by commas,
            the first one signs; None for a key made once in ``data_dir``. Replicas share them.
        public_url: where browsers find the service; None to take the request's word.
        trusted_proxies: addresses of proxies, separated by commas, that are believed who a visitor
            is; empty for none.
        metrics_token: that reads ``/metrics`` from elsewhere; None for this computer only.
        turns_at_once, turns_waiting: turns that a process answers at a time, and takes in all.
        requests_per_minute, messages_per_minute: what one visitor may send.
        address_per_minute, visits_per_minute: messages from, and visits begun at, one address;
            many people can share one.
    """

    model_config = SettingsConfigDict(env_prefix="ADVISOR_", frozen=True, extra="ignore")

    data_dir: Path = Field(default_factory=lambda: user_data_path("career-advisor"))
    onet_dir: Path = Field(default_factory=lambda: _shipped("onet"))
    careers_dir: Path = Field(default_factory=lambda: _shipped("careers"))
    instruments_dir: Path | None = None
    model_dir: Path = Field(default_factory=lambda: _shipped("model"))
    model_base_url: str | None = None
    model_name: str | None = None
    model_api_key: SecretStr | None = None
    model_timeout_s: float = Field(default=5.0, gt=0)
    model_method: Literal["candidates", "choices"] | None = None
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: SecretStr | None = None
    llm_understand_prompt: str = "understand-v3"
    llm_speak_prompt: str = "speak-v1"
    llm_timeout_s: float = Field(default=20.0, gt=0)
    llm_retries: int = Field(default=1, ge=0, le=5)
    experiments: Path | None = None
    competence_check: bool = True
    competence_repeats: int = Field(default=3, ge=1, le=20)
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    checkpoint_days: int = Field(default=90, ge=1)
    visit_minutes: int = Field(default=120, ge=5)
    state_url: SecretStr | None = None
    log: bool = True
    log_url: SecretStr | None = None
    log_secret: SecretStr | None = None
    traces_url: str | None = None
    log_days: int = Field(default=365, ge=1)
    operators: Path | None = None
    operator_labels: str = (
        "good, misread, wrong fact, unhelpful, asked again, unkind, unsafe, not redacted"
    )
    counsellors: Path | None = None
    sites: Path | None = None
    visit_keys: SecretStr | None = None
    public_url: str | None = None
    trusted_proxies: str = ""
    metrics_token: SecretStr | None = None
    turns_at_once: int = Field(default=16, ge=1, le=256)
    turns_waiting: int = Field(default=400, ge=1)
    requests_per_minute: int = Field(default=120, ge=1)
    messages_per_minute: int = Field(default=20, ge=1)
    address_per_minute: int = Field(default=1200, ge=1)
    visits_per_minute: int = Field(default=120, ge=1)

    @property
    def shipped_instruments(self) -> Path:
        """The project's own questionnaires."""
        return _shipped("instruments")

    @property
    def shipped_names(self) -> Path:
        """Tables of people's names, for taking them out of what is stored."""
        return _shipped("names")

    @property
    def labels(self) -> tuple[str, ...]:
        """The operators' labels, each once, in the given order."""
        named = (part.strip()[:64] for part in self.operator_labels.split(","))
        return tuple(dict.fromkeys(label for label in named if label))

    @property
    def imported_onet_dir(self) -> Path | None:
        """The user's own full O*NET release; None if none was imported."""
        folder = self.data_dir / "onet"
        return folder if folder.is_dir() else None

    @classmethod
    def load(cls) -> Self:
        """Read the environment; raise ``AdvisorError`` naming the variable and its value."""
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = "ADVISOR_" + "_".join(str(part) for part in first["loc"]).upper()
            raise AdvisorError(f"{name}: {first['msg']}, got {first['input']!r}") from error
