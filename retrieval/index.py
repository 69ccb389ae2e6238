"""The Chroma store of title vectors: built once, checked, reused, rebuilt when damaged.

A store lives in ``DATA_DIR/index/<fingerprint>``. Chroma's persistent client may not be shared by
processes that write, so a store is built under a file lock in a folder of its own, renamed into
place when it is complete, and only ever read afterwards. With it lie the table of titles and the
trigrams, so that opening makes nothing anew.

Whoever has a store open holds a lock beside it, ``<fingerprint>.<token>.use``: a new store replaces
the others as soon as it is complete, except those in use. A store where nothing can be written, as
in an image that several replicas run, is opened as it is.
"""

import json
import os
import secrets
import shutil
import sys
import tempfile
import weakref
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

import chromadb
import numpy as np
from chromadb.config import Settings
from chromadb.errors import ChromaError
from filelock import FileLock, Timeout
from numpy.typing import NDArray

from retrieval.embedding import DIMENSION, Embedder, TitleEmbedding
from retrieval.errors import AdvisorError
from retrieval.progress import Progress
from retrieval.spelling import Spelling
from retrieval.title_table import TitleTable
from retrieval.told import Told, phrases
from retrieval.wording import Wording

_COLLECTION = "titles"
_BATCH = 5_000
# Measured on 57,000 titles: the 50 nearest are found with recall 0.98 in 1 ms.
_HNSW = {"space": "cosine", "ef_construction": 100, "max_neighbors": 16, "ef_search": 200}
# Chroma's own clean-up of a client that could not start fails with an AttributeError.
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, AttributeError, ChromaError)
_NOTICE = "advisor: the title index is damaged and is built again"


class DamagedIndexError(AdvisorError):
    """The store's files are not what was written."""


class TitleIndex:
    """Nearest titles by meaning. Reading is thread safe.

    Attributes:
        own: unit vectors of the occupations' own titles, shape (occupations, 384).
        centroids: unit mean vectors of all titles of each occupation, same shape.
        spelling: how titles are spelled.
        wording: which words each occupation's titles are made of.
        told: phrases that tell of work.
    """

    def __init__(self, folder: Path, table: TitleTable, embedder: Embedder) -> None:
        """Open a complete store, and give the table its rows.

        Raises:
            DamagedIndexError: files are missing or changed.
        """
        use = _lock_of_use(folder) if os.access(folder.parent, os.W_OK) else _place_to_write()
        self._end_use = weakref.finalize(self, _end_use, use)
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            if any(_checksum(folder / name) != value for name, value in manifest["files"].items()):
                raise DamagedIndexError(f"files in {folder} have changed")
            self.own: NDArray[np.float32] = np.load(folder / "own.npy")
            self.centroids: NDArray[np.float32] = np.load(folder / "centroids.npy")
            self.spelling = Spelling.load(folder)
            self.wording = Wording.load(folder)
            table.restore(folder / "table.json")
            self.told = Told.load(table, folder)
            store = folder / manifest["store"]
            self._client = _client(_opened_in(use, store) if isinstance(use, Path) else store)
            # Chroma holds what it has read, some 100 MB, until its client is closed.
            self._end_client = weakref.finalize(self, self._client.close)
            self._collection = self._client.get_collection(
                _COLLECTION, embedding_function=TitleEmbedding(embedder)
            )
            # Chroma reads its files only when first asked.
            if self._collection.count() != manifest["rows"]:
                raise DamagedIndexError(f"rows are missing from {folder}")
            self.nearest(self.own[:1], 1)
        except DamagedIndexError:
            self._end_use()
            raise
        except _UNREADABLE as error:
            self._end_use()
            raise DamagedIndexError(f"{folder} cannot be read ({error})") from error

    @classmethod
    def open(
        cls,
        table: TitleTable,
        data_dir: Path,
        embedder: Embedder,
        progress: Progress | None = None,
    ) -> Self:
        """Open the store of these titles; build it first if it is missing or damaged.

        Args:
            table: the titles.
            data_dir: where the user's data is kept.
            embedder: used to build; opening alone does not call it.
            progress: told how far a build is.

        Raises:
            AdvisorError: the folder cannot be written.
        """
        home = data_dir / "index"
        folder = home / table.fingerprint
        if folder.is_dir() and not os.access(home, os.W_OK):
            return cls(folder, table, embedder)  # nobody builds or removes anything here
        try:
            home.mkdir(parents=True, exist_ok=True)
            with FileLock(home / "build.lock"):
                _in_use(home)
                if folder.is_dir():
                    try:
                        return cls(folder, table, embedder)
                    except DamagedIndexError:
                        print(_NOTICE, file=sys.stderr)  # noqa: T201 -- a person is waiting
                        shutil.rmtree(folder)
                _build(table, folder, embedder, progress or _silent)
                index = cls(folder, table, embedder)
                _remove_superseded(home, folder)
                return index
        except OSError as error:
            raise AdvisorError(
                f"expected a folder that can be written for the title index, got {home} ({error}); "
                "set ADVISOR_DATA_DIR"
            ) from error

    def nearest(
        self, vectors: NDArray[np.float32], k: int
    ) -> list[tuple[NDArray[np.intp], NDArray[np.float32]]]:
        """Return for each vector the ``k`` nearest rows and their cosines, nearest first."""
        found = self._collection.query(query_embeddings=vectors, n_results=k, include=["distances"])
        return [
            (np.array(ids, dtype=np.intp), 1.0 - np.array(distances, dtype=np.float32))
            for ids, distances in zip(found["ids"], found["distances"], strict=True)
        ]

    def vectors(self, rows: Sequence[int]) -> NDArray[np.float32]:
        """Return the stored vectors of rows, in their order, without embedding anything."""
        found = self._collection.get(ids=[str(row) for row in rows], include=["embeddings"])
        by_id = dict(zip(found["ids"], found["embeddings"], strict=True))
        return np.array([by_id[str(row)] for row in rows], dtype=np.float32)

    def close(self) -> None:
        """Release the store's files."""
        self._end_client()
        self._end_use()


def _lock_of_use(folder: Path) -> FileLock:
    token = secrets.token_hex(4)
    # Not by thread: the one that closes the store need not be the one that opened it.
    use = FileLock(folder.with_name(f"{folder.name}.{token}.use"), thread_local=False)
    use.acquire()
    return use


def _place_to_write() -> Path:
    return Path(tempfile.mkdtemp(prefix="career-advisor-index-"))


def _end_use(use: FileLock | Path) -> None:
    if isinstance(use, Path):
        shutil.rmtree(use, ignore_errors=True)
    else:
        _remove_lock(use)


def _opened_in(folder: Path, store: Path) -> Path:
    """Make a store of a folder that cannot be written seem to lie in one that can.

    Chroma writes to its SQLite file when it opens it; the vectors it only reads.
    """
    for path in store.iterdir():
        if ".sqlite3" in path.name:
            shutil.copyfile(path, folder / path.name)
        else:
            (folder / path.name).symlink_to(path)
    return folder


def _remove_lock(use: FileLock) -> None:
    use.release()
    Path(use.lock_file).unlink(missing_ok=True)


def _in_use(home: Path) -> set[str]:
    """Return the names of the stores that a process has open. The build lock must be held."""
    used = set()
    for path in home.glob("*.use"):
        lock = FileLock(path)
        try:
            # Free only if the process that held it was killed.
            lock.acquire(timeout=0)
            _remove_lock(lock)
        except Timeout:
            used.add(path.name.partition(".")[0])
    return used


def _remove_superseded(home: Path, current: Path) -> None:
    """Remove every other store that no process has open. The build lock must be held."""
    used = {current.name, *_in_use(home)}
    for folder in home.iterdir():
        if folder.is_dir() and folder.name not in used:
            shutil.rmtree(folder, ignore_errors=True)


def _build(table: TitleTable, folder: Path, embedder: Embedder, progress: Progress) -> None:
    """Write a complete store next to ``folder`` and rename it into place."""
    temporary = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        vectors = _embed(table, embedder, progress)
        # A name of its own: a process keeps what it knows of a path, even of a damaged store.
        store = f"chroma-{secrets.token_hex(4)}"
        _store(table, vectors, temporary / store, progress)
        table.save(temporary / "table.json")
        texts = [*(row.text for row in table.rows), *(text for text, _ in phrases())]
        Spelling.of(table.keys, texts).save(temporary)
        Wording.of(table).save(temporary)
        Told.of(table, embedder, progress).save(temporary)
        np.save(temporary / "own.npy", _means(table, vectors, own=True))
        np.save(temporary / "centroids.npy", _means(table, vectors, own=False))
        # Chroma touches its SQLite file when it opens it; everything else stays as written.
        files = {
            str(path.relative_to(temporary)): _checksum(path)
            for path in sorted(temporary.rglob("*"))
            if path.is_file() and ".sqlite3" not in path.name
        }
        manifest = {"rows": len(table.rows), "store": store, "files": files}
        (temporary / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        temporary.rename(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _embed(table: TitleTable, embedder: Embedder, progress: Progress) -> NDArray[np.float32]:
    vectors = np.empty((len(table.rows), DIMENSION), dtype=np.float32)
    # Texts of like length together waste no padding.
    order = sorted(range(len(table.rows)), key=lambda i: len(table.rows[i].text))
    what = "Reading job titles"
    progress(what, 0, len(order))
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        vectors[batch] = embedder.embed([table.rows[i].text for i in batch])
        progress(what, start + len(batch), len(order))
    return vectors


def _store(
    table: TitleTable, vectors: NDArray[np.float32], folder: Path, progress: Progress
) -> None:
    client = _client(folder)
    # Rows that Chroma has not synced are in its log alone, and written again whenever the store is
    # opened. The odd rows go in first, so that the last full batch syncs everything.
    batch = min(_BATCH, len(vectors))
    collection = client.create_collection(
        _COLLECTION,
        configuration={"hnsw": {**_HNSW, "sync_threshold": batch, "batch_size": batch}},
        embedding_function=TitleEmbedding(),
    )
    edges = [0, *range(len(vectors) % batch or batch, len(vectors) + 1, batch)]
    what = "Indexing job titles"
    for start, stop in pairwise(edges):
        collection.add(
            ids=[str(i) for i in range(start, stop)],
            embeddings=vectors[start:stop],
            metadatas=[
                {
                    "title": row.display,
                    "codes": " ".join(table.codes[i] for i in row.occupations),
                }
                for row in table.rows[start:stop]
            ],
        )
        progress(what, stop, len(vectors))
    client.close()


def _means(table: TitleTable, vectors: NDArray[np.float32], *, own: bool) -> NDArray[np.float32]:
    """Return the unit mean vector of each occupation's own titles, or of all its titles."""
    total = np.zeros((len(table.codes), DIMENSION), dtype=np.float32)
    for row, vector in zip(table.rows, vectors, strict=True):
        for position in row.own if own else row.occupations:
            total[position] += vector
    total /= np.linalg.norm(total, axis=1, keepdims=True)
    return total


def _client(folder: Path) -> Any:
    # One name for one folder: Chroma reads it once for all that have it open in a process.
    path = str(folder.resolve())
    return chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False))


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum


def _silent(what: str, done: int, total: int) -> None:
    del what, done, total
