"""Vectors that start a model's titles off: what O*NET knows of the work, and what it is called.

A title seen in a few careers only should be treated like the titles of similar work. While a model
is trained from scratch, the vector of each title token is a trained table's row plus a trained
projection of these features; afterwards both are folded into one plain table.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

import numpy as np
import pandas as pd
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional
from transformers import LlamaForCausalLM

from advisor.panels.codes import OccupationCodes
from retrieval.occupations import OccupationCatalog, Riasec

Floats = NDArray[np.float64]
Encode = Callable[[Sequence[str]], NDArray[np.float32]]
"""Returns (texts, dimensions) sentence vectors."""
FACT_COMPONENTS, NAME_COMPONENTS = 48, 64
_WEIGHTS = {"skills": 2.0, "knowledge": 2.0, "interests": 1.5, "job_zone": 1.0}
"""How far each table counts; chosen on ``valid``, where it hardly matters."""


def title_features(
    titles: Sequence[str], codes: OccupationCodes, catalog: OccupationCatalog, encode: Encode
) -> Floats:
    """Return (titles, components) features, of unit variance over all; zero for other titles.

    Args:
        titles: titles of Census 2010 groups, of OCC1990 codes, or anything else.
        codes: the occupation codes and their titles.
        catalog: O*NET's facts.
        encode: turns titles into sentence vectors.
    """
    groups_of = codes.groups_of_title
    facts = _group_facts(catalog)
    known = [title for title in titles if title in groups_of]
    width = len(next(iter(facts.values())))
    fact_rows = np.zeros((len(known), width))
    names: list[list[str]] = []
    for place, title in enumerate(known):
        groups = groups_of[title]
        rows = [facts[group] for group in groups if group in facts]
        if rows:
            fact_rows[place] = np.mean(rows, axis=0)
        members = [
            catalog.occupations[code].title
            for group in groups
            for code in catalog.groups[group].members
        ]
        names.append([title, title, *members] if len(groups) == 1 else [title])
    flat = np.asarray(encode([name for group in names for name in group]), dtype=np.float64)
    ends = np.cumsum([len(group) for group in names])
    name_rows = np.stack([part.mean(0) for part in np.split(flat, ends[:-1])])
    features = np.hstack(
        [_components(fact_rows, FACT_COMPONENTS), _components(name_rows, NAME_COMPONENTS)]
    )
    result = np.zeros((len(titles), features.shape[1]))
    places = {title: place for place, title in enumerate(titles)}
    result[[places[title] for title in known]] = features
    return result


def _group_facts(catalog: OccupationCatalog) -> Mapping[str, Floats]:
    """Return the mean of its members' ratings by group, each rating standardised over members."""
    rows: dict[str, list[float]] = {}
    for code, occupation in catalog.occupations.items():
        skills = {r.element_id: r.importance for r in catalog.skills(code)}
        knowledge = {r.element_id: r.importance for r in catalog.knowledge(code)}
        interests = catalog.interests(code)
        if not (skills and knowledge and interests and occupation.job_zone):
            continue
        rows[code] = [
            *(_WEIGHTS["skills"] * skills[key] for key in sorted(skills)),
            *(_WEIGHTS["knowledge"] * knowledge[key] for key in sorted(knowledge)),
            *(_WEIGHTS["interests"] * interests[area] for area in Riasec),
            _WEIGHTS["job_zone"] * occupation.job_zone,
        ]
    table = pd.DataFrame.from_dict(rows, orient="index")
    table = (table - table.mean()) / table.std()
    return {
        code: table.loc[members].mean().to_numpy()
        for code, group in catalog.groups.items()
        if (members := [m for m in group.members if m in table.index])
    }


def _components(rows: Floats, n: int) -> Floats:
    """Return the first principal components, their overall variance 1."""
    centred = rows - rows.mean(0)
    u, s, _ = np.linalg.svd(centred, full_matrices=False)
    components = u[:, :n] * s[:n]
    return np.asarray(components / components.std())


class TitleTable(nn.Module):
    """Token vectors of which those of titles also hold a projection of their features."""

    def __init__(self, weight: torch.Tensor, title_ids: torch.Tensor, features: Floats) -> None:
        """Begin with (tokens, width) ``weight``; ``features`` are (titles, components)."""
        super().__init__()
        self.weight = nn.Parameter(weight.detach().clone())
        self.projection = nn.Linear(features.shape[1], weight.shape[1], bias=False)
        nn.init.normal_(self.projection.weight, std=0.02)
        # Buffers that every run builds anew need no place in a checkpoint.
        self.register_buffer("title_ids", title_ids, persistent=False)
        self.register_buffer(
            "features", torch.as_tensor(features, dtype=torch.float32), persistent=False
        )

    def table(self) -> torch.Tensor:
        """Return the (tokens, width) vectors in use."""
        projected = self.projection(self.get_buffer("features")).to(self.weight.dtype)
        return self.weight.index_add(0, self.get_buffer("title_ids"), projected)


class TitleEmbedding(TitleTable):
    """Looks tokens up in a title table."""

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Return (..., width) vectors of (...) tokens."""
        return functional.embedding(ids, self.table())


class TitleHead(TitleTable):
    """Scores tokens against a title table."""

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """Return (..., tokens) logits of (..., width) hidden states."""
        return functional.linear(hidden, self.table())


def add_title_features(model: LlamaForCausalLM, title_ids: Sequence[int], features: Floats) -> None:
    """Let both tables of a model use the features, until ``fold_title_features``."""
    ids = torch.as_tensor(title_ids)
    embedding = TitleEmbedding(model.model.embed_tokens.weight, ids, features)
    # To transformers they are an embedding and a linear layer: they act like those.
    model.model.embed_tokens = cast(nn.Embedding, embedding)
    model.lm_head = cast(nn.Linear, TitleHead(model.lm_head.weight, ids, features))


def fold_title_features(model: LlamaForCausalLM) -> None:
    """Bring both tables back to plain ones that give the same results; plain ones stay."""
    embedding, head = model.model.embed_tokens, model.lm_head
    if not (isinstance(embedding, TitleTable) and isinstance(head, TitleTable)):
        return
    with torch.no_grad():
        tokens, width = embedding.weight.shape
        plain = nn.Linear(width, tokens, bias=False)
        plain.weight.copy_(head.table())
        model.model.embed_tokens = nn.Embedding(tokens, width, _weight=embedding.table().clone())
        model.lm_head = plain
