"""The trie of all allowed titles: each beginning that titles share is computed once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

ROOT = -1


@dataclass(frozen=True)
class Block:
    """Trie nodes that go through the model together, packed into one sequence.

    Attributes:
        nodes: (n,) nodes in an order in which parents come first.
        sees: (n, n) whether the row's node has the column's node among itself and its ancestors.
        children: (m,) nodes whose parents are among ``nodes``.
        parent_places: (m,) the place in ``nodes`` of each child's parent.
    """

    nodes: NDArray[np.int64]
    sees: NDArray[np.bool_]
    children: NDArray[np.int64]
    parent_places: NDArray[np.int64]


class TitleTrie:
    """Token paths merged where they begin alike.

    Attributes:
        tokens: (nodes,) token of each node.
        parents: (nodes,) its parent, or ``ROOT``; parents come before their children.
        depths: (nodes,) 1 for the first token of a title.
        leaves: (titles,) the node each title ends in.
    """

    def __init__(self, paths: Sequence[Sequence[int]]) -> None:
        """Build the trie.

        Args:
            paths: the tokens of each title, its end mark included.

        Raises:
            ValueError: a path is empty, or the beginning of another one.
        """
        places: dict[tuple[int, int], int] = {}
        tokens: list[int] = []
        parents: list[int] = []
        depths: list[int] = []
        leaves = []
        for path in paths:
            if not path:
                raise ValueError("expected one token a title or more, got none")
            node = ROOT
            for depth, token in enumerate(path, 1):
                child = places.get((node, token))
                if child is None:
                    child = places[node, token] = len(tokens)
                    tokens.append(int(token))
                    parents.append(node)
                    depths.append(depth)
                node = child
            leaves.append(node)
        self.tokens = np.asarray(tokens)
        self.parents = np.asarray(parents)
        self.depths = np.asarray(depths)
        self.leaves = np.asarray(leaves)
        if len(set(leaves)) < len(leaves) or self._inner[self.leaves].any():
            raise ValueError("expected titles of which none begins another: give them an end mark")

    @cached_property
    def first(self) -> NDArray[np.int64]:
        """The nodes right below the root: what may follow the history."""
        return np.flatnonzero(self.parents == ROOT)

    @cached_property
    def _inner(self) -> NDArray[np.bool_]:
        """(nodes,) whether something follows the node."""
        inner = np.zeros(len(self.tokens), dtype=bool)
        inner[self.parents[self.parents != ROOT]] = True
        return inner

    def blocks(self, size: int) -> Iterator[Block]:
        """Yield the nodes that something follows, packed ``size`` to a block where branches allow.

        A branch (all that begins with the same token) is kept together, so that no node of another
        block is needed.
        """
        branch = np.arange(len(self.tokens))
        for node in np.flatnonzero(self.parents != ROOT):
            branch[node] = branch[self.parents[node]]
        packed: list[int] = []
        for first in self.first:
            nodes = np.flatnonzero(self._inner & (branch == first)).tolist()
            if packed and len(packed) + len(nodes) > size:
                yield self._block(packed)
                packed = []
            packed += nodes
        if packed:
            yield self._block(packed)

    def _block(self, nodes: Sequence[int]) -> Block:
        place_of = {node: place for place, node in enumerate(nodes)}
        sees = np.eye(len(nodes), dtype=bool)
        for place, node in enumerate(nodes):
            parent = self.parents[node]
            if parent != ROOT:
                sees[place] |= sees[place_of[parent]]
        children = np.flatnonzero(np.isin(self.parents, nodes))
        return Block(
            nodes=np.asarray(nodes),
            sees=sees,
            children=children,
            parent_places=np.asarray([place_of[parent] for parent in self.parents[children]]),
        )

    def add_up(self, node_scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (rows, titles) the sums along each title's path of (rows, nodes) scores."""
        total = node_scores.copy()
        for node in np.flatnonzero(self.parents != ROOT):
            total[:, node] += total[:, self.parents[node]]
        return np.asarray(total[:, self.leaves])
