"""An index that lies where nothing can be written, as in an image, is opened as it is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.catalog import Catalog
from retrieval.index import TitleIndex
from retrieval.title_table import TitleTable
from tests.fakes import LetterEmbedder
from tests.retrieval.test_index import SmallCatalog

ROOT = Path(__file__).resolve().parents[2]
_OPENED = """
import os, sys
from pathlib import Path
from advisor.settings import Settings
from retrieval.catalog import Catalog
from retrieval.index import TitleIndex
from retrieval.title_table import TitleTable
from tests.fakes import LetterEmbedder
from tests.retrieval.test_index import SmallCatalog

folder, embedder = Path(sys.argv[1]), LetterEmbedder()
assert not os.access(folder / "index", os.W_OK)
table = TitleTable(SmallCatalog(Catalog.load(Settings().onet_dir)))
index = TitleIndex.open(table, folder, embedder)
assert embedder.texts == 0
print(index.nearest(index.vectors([5]), 3)[0][0][0])
index.close()
"""
_AS_ROOT = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && exec "$2" -c "$3" "$1"'


def test_it_is_opened_and_left_as_it_is(catalog: Catalog, tmp_path: Path) -> None:
    TitleIndex.open(TitleTable(SmallCatalog(catalog)), tmp_path, LetterEmbedder()).close()
    before = _contents(tmp_path)
    temporary = tmp_path.parent / f"{tmp_path.name}-temporary"
    temporary.mkdir()
    command = [sys.executable, "-c", _OPENED, str(tmp_path)]
    if os.geteuid() == 0:  # who may write anywhere but on a file system that is read only
        unshare = shutil.which("unshare")
        if unshare is None or subprocess.run([unshare, "-m", "true"], check=False).returncode:
            pytest.skip("root cannot mount here")
        shell = [unshare, "-m", "sh", "-c", _AS_ROOT, "sh"]
        command = [*shell, str(tmp_path), sys.executable, _OPENED]
    else:
        for path in (tmp_path / "index", *(tmp_path / "index").rglob("*")):
            path.chmod(path.stat().st_mode & ~0o222)
    environment = os.environ | {"TMPDIR": str(temporary)}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["5"]
    assert list(temporary.iterdir()) == []
    assert _contents(tmp_path) == before
    for path in (tmp_path / "index", *(tmp_path / "index").rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
