"""The files of a deployment: nginx and the service take them, and no secret is in them."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from advisor.log.pseudonyms import open_pseudonyms
from advisor.settings import Settings
from retrieval.errors import AdvisorError
from tests.nginx import SHIPPED, checked
from web.keys import open_visit_keys
from web.sites import Sites

DEPLOY = SHIPPED.parent
_EXAMPLE = (DEPLOY / "advisor.env.example").read_text("utf-8")


def _compose() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return read


def _variables(text: str) -> dict[str, str]:
    return dict(re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", text, re.MULTILINE))


@pytest.mark.parametrize("listen", ["listen.conf", "listen-tls.conf"])
def test_nginx_takes_its_configuration(listen: str, tmp_path: Path) -> None:
    conf = tmp_path / "conf"
    shutil.copytree(SHIPPED, conf)
    (conf / "listen.conf").write_text((SHIPPED / listen).read_text("utf-8"), "utf-8")
    # The names of containers are known inside only.
    upstream = (conf / "upstream.conf").read_text("utf-8")
    local = re.sub(r"advisor-(\d)", r"127.0.0.\1", upstream)
    (conf / "upstream.conf").write_text(local, "utf-8")
    _certificate(conf / "tls")
    assert "syntax is ok" in checked(conf / "nginx.conf")


def _certificate(folder: Path) -> None:
    folder.mkdir()
    key, certificate = str(folder / "privkey.pem"), str(folder / "fullchain.pem")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-subj", "/CN=advisor.example", "-keyout", key, "-out", certificate]
    subprocess.run(command, check=True, capture_output=True)


def test_the_compose_file_and_nginx_name_the_same_replicas() -> None:
    services = _compose()["services"]
    replicas = {name for name in services if name.startswith("advisor-")}
    named = re.findall(r"server ([\w-]+):7860", (SHIPPED / "upstream.conf").read_text("utf-8"))
    assert len(replicas) >= 2 and replicas == set(named)
    for name in replicas:
        assert services[name]["read_only"] is True and services[name]["cap_drop"] == ["ALL"]


def test_every_variable_of_the_sample_is_one_and_every_reference_is_in_the_sample() -> None:
    known = {f"ADVISOR_{name}".upper() for name in Settings.model_fields}
    sample = _variables(_EXAMPLE)
    assert {name for name in sample if name.startswith("ADVISOR_")} <= known
    compose = (DEPLOY / "compose.yaml").read_text("utf-8")
    assert set(re.findall(r"\$\{([A-Z_]+)", compose)) <= set(sample)
    assert {
        name
        for service in _compose()["services"].values()
        for name in service.get("environment", {})
        if name.startswith("ADVISOR_")
    } <= known


def test_the_sample_of_sites_is_read() -> None:
    sites = Sites.load(DEPLOY / "sites.example.toml", {"CAREERS_NORTH_KEY": "k" * 32})
    assert list(sites.by_id) == ["careers-north"]


def test_placeholders_keep_the_service_from_starting(tmp_path: Path) -> None:
    sample = _variables(_EXAMPLE)
    assert sample["POSTGRES_PASSWORD"] == ""
    assert "${POSTGRES_PASSWORD:?" in (DEPLOY / "compose.yaml").read_text("utf-8")
    with pytest.raises(AdvisorError, match="ADVISOR_VISIT_KEYS"):
        open_visit_keys(Settings(visit_keys=SecretStr(sample["ADVISOR_VISIT_KEYS"])))
    with pytest.raises(AdvisorError, match="ADVISOR_LOG_SECRET"):
        open_pseudonyms(SecretStr(sample["ADVISOR_LOG_SECRET"]), tmp_path / "log.key")
    with pytest.raises(AdvisorError, match="CAREERS_NORTH_KEY"):
        Sites.load(DEPLOY / "sites.example.toml", sample)
