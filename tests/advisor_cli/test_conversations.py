from pathlib import Path

import pytest

from advisor_cli.main import main
from graph.store.schema import MIGRATIONS


def test_tables_go_back_and_forth(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    assert main(["conversations", "migrate", "0001"]) == 0
    assert capsys.readouterr().out == "the conversations' tables are of version 0001\n"
    assert main(["conversations", "migrate"]) == 0
    newest = MIGRATIONS.order[-1]
    assert capsys.readouterr().out == f"the conversations' tables are of version {newest}\n"
    assert main(["conversations", "migrate", "7777"]) == 1
    assert "expected a version of base, 0001" in capsys.readouterr().err
