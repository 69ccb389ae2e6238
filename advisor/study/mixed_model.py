"""Fits linear mixed models with crossed random intercepts by restricted maximum likelihood.

The likelihood is profiled as in Bates, Maechler, Bolker and Walker (2015), "Fitting linear
mixed-effects models using lme4", J. Stat. Softw. 67(1), section 3. It needs the data only through
cross-products of the design, so that ten thousand ratings cost hardly more than a hundred.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, optimize, sparse, stats  # type: ignore[import-untyped]
from threadpoolctl import threadpool_limits

from retrieval.errors import AdvisorError
from retrieval.frozen import Frozen

Floats = NDArray[np.float64]
_START = 0.5
"""Standard deviation of each random part over that of the residual, to start from."""
_LARGEST = 1e3
"""Largest such ratio that is looked at."""


@dataclass(frozen=True, slots=True)
class Coefficient(Frozen):
    """A fixed effect with its standard error, 95 % interval, z and two-sided p."""

    name: str
    estimate: float
    error: float
    low: float
    high: float
    z: float
    p: float


@dataclass(frozen=True, slots=True)
class MixedFit(Frozen):
    """A fitted model.

    Attributes:
        coefficients: the fixed effects, in the order of the design.
        covariance: of their estimates, (p, p).
        variances: of each random part, by its name.
        residual: variance of what is left.
        log_likelihood: restricted, at its maximum.
        ratings: how many it was fitted on.
        levels: how many levels each random part has.
    """

    coefficients: tuple[Coefficient, ...]
    covariance: Floats
    variances: Mapping[str, float]
    residual: float
    log_likelihood: float
    ratings: int
    levels: Mapping[str, int]

    def wald(self, places: Sequence[int]) -> tuple[float, int, float]:
        """Return chi-squared, degrees of freedom and p of some coefficients being all zero."""
        chosen = list(places)
        estimates = np.array([self.coefficients[place].estimate for place in chosen])
        part = self.covariance[np.ix_(chosen, chosen)]
        statistic = float(estimates @ linalg.solve(part, estimates, assume_a="pos"))
        return statistic, len(chosen), float(stats.chi2.sf(statistic, len(chosen)))


def fit_mixed(
    ratings: Floats, design: Floats, names: Sequence[str], groups: Mapping[str, Sequence[object]]
) -> MixedFit:
    """Fit ``ratings = design @ fixed + one random intercept for each grouping + residual``.

    Args:
        ratings: (n,).
        design: (n, p), of full column rank.
        names: of its columns.
        groups: for each random part the level of every rating; none may be one level only.

    Raises:
        AdvisorError: the ratings cannot carry such a model: too few, all alike, or fixed effects
            that cannot be told apart.
    """
    n, columns = design.shape
    if n <= columns:
        raise AdvisorError(f"expected more ratings than {columns} fixed effects, got {n}")
    if np.linalg.matrix_rank(design) < columns:
        raise AdvisorError("fixed effects that cannot be told apart: some cells have no rating")
    products = _Products(ratings, design, groups)
    if products.unexplained() < 1e-10 * n:
        raise AdvisorError("ratings without any spread: there is nothing to model")
    try:
        # Hundreds of small factorisations: threads cost more than they give, and much more than
        # that where the cores are busy.
        with threadpool_limits(1):
            theta = _maximum(products)
            solved = products.solve(theta)
    except linalg.LinAlgError as error:
        raise AdvisorError("random parts that cannot be told from the fixed effects") from error
    residual = solved.squares / (n - columns)
    covariance = residual * linalg.cho_solve((solved.factor, True), np.eye(columns))
    return MixedFit(
        coefficients=_coefficients(names, solved.fixed, np.sqrt(np.diag(covariance))),
        covariance=covariance,
        variances={name: float(t**2 * residual) for name, t in zip(groups, theta, strict=True)},
        residual=float(residual),
        log_likelihood=-0.5 * products.deviance(theta),
        ratings=n,
        levels=dict(zip(groups, products.levels, strict=True)),
    )


def _coefficients(
    names: Sequence[str], estimates: Floats, errors: Floats
) -> tuple[Coefficient, ...]:
    beyond = stats.norm.ppf(0.975)
    return tuple(
        Coefficient(
            name=name,
            estimate=float(estimate),
            error=float(error),
            low=float(estimate - beyond * error),
            high=float(estimate + beyond * error),
            z=float(estimate / error),
            p=float(2 * stats.norm.sf(abs(estimate / error))),
        )
        for name, estimate, error in zip(names, estimates, errors, strict=True)
    )


def _maximum(products: "_Products") -> Floats:
    """Return the relative standard deviations with the largest restricted likelihood.

    Variances of zero are common (a model that answers item by item has no parts a run), so the
    search is bounded and each bound is tried.
    """
    count = len(products.levels)
    starts = [np.full(count, _START), np.full(count, 0.05)]
    found = [
        optimize.minimize(
            products.deviance,
            start,
            method="L-BFGS-B",
            bounds=[(0.0, _LARGEST)] * count,
            options={"ftol": 1e-13, "gtol": 1e-7},
        )
        for start in starts
    ]
    best = min(found, key=lambda one: float(one.fun))
    # The slope at 0 is 0 for every theta, so a search may stop just beside it.
    theta: Floats = np.asarray(best.x, dtype=float)
    for place in range(count):
        without = theta.copy()
        without[place] = 0.0
        if products.deviance(without) <= products.deviance(theta) + 1e-7:
            theta = without
    return theta


@dataclass(frozen=True, slots=True)
class _Solved:
    """The penalised least squares for one theta.

    ``factor`` is the lower Cholesky factor of the fixed effects' precision over the residual's,
    ``log_random`` the log determinant of the random part, ``squares`` the penalised residual sum.
    """

    fixed: Floats
    factor: Floats
    log_random: float
    squares: float


class _Products:
    """Cross-products of ratings, fixed design X and random design Z: all that the data say.

    Ratings have one level of each random part, so that the block of a part in Z'Z is diagonal. The
    part with the most levels is put first and eliminated without any factorisation; what is left
    is as large as the other parts together.
    """

    def __init__(
        self, ratings: Floats, design: Floats, groups: Mapping[str, Sequence[object]]
    ) -> None:
        parts = []
        for values in groups.values():
            levels, codes = np.unique(np.asarray(values).astype(str), return_inverse=True)
            ones = np.ones(len(codes))
            shape = (len(codes), len(levels))
            parts.append(sparse.csr_array((ones, (np.arange(len(codes)), codes)), shape=shape))
        self.levels = [part.shape[1] for part in parts]
        self._largest = int(np.argmax(self.levels))
        first = parts.pop(self._largest)
        rest = sparse.hstack([sparse.csr_array((len(ratings), 0)), *parts], format="csr")
        self._count, self._columns = design.shape
        self._counts: Floats = first.sum(axis=0)
        self._across: Floats = (rest.T @ first).toarray()
        self._rest: Floats = (rest.T @ rest).toarray()
        right = np.column_stack([design, ratings])
        self._first_right: Floats = first.T @ right
        self._rest_right: Floats = rest.T @ right
        self._right: Floats = right.T @ right

    def unexplained(self) -> float:
        """Return the residual sum of squares of ordinary least squares."""
        xx, xy = self._right[:-1, :-1], self._right[:-1, -1]
        return float(self._right[-1, -1] - xy @ linalg.solve(xx, xy, assume_a="pos"))

    def solve(self, theta: Floats) -> _Solved:
        levels = [*self.levels]
        del levels[self._largest]
        scale = np.repeat(np.delete(theta, self._largest), levels)
        most = theta[self._largest]
        root = np.sqrt(1 + most**2 * self._counts)
        above = most * self._first_right / root[:, None]
        across = scale[:, None] * self._across * (most / root)
        rest = scale[:, None] * self._rest * scale - across @ across.T
        rest[np.diag_indices_from(rest)] += 1.0
        lower = linalg.cholesky(rest, lower=True)
        below = linalg.solve_triangular(
            lower, scale[:, None] * self._rest_right - across @ above, lower=True
        )
        left = self._right - above.T @ above - below.T @ below
        factor = linalg.cholesky(left[:-1, :-1], lower=True)
        fixed = linalg.cho_solve((factor, True), left[:-1, -1])
        return _Solved(
            fixed=fixed,
            factor=factor,
            log_random=2 * float(np.log(root).sum() + np.log(np.diag(lower)).sum()),
            squares=float(left[-1, -1] - fixed @ left[:-1, -1]),
        )

    def deviance(self, theta: Floats) -> float:
        """Return -2 times the restricted log likelihood, profiled over everything but theta."""
        solved = self.solve(theta)
        free = self._count - self._columns
        spread = 1 + np.log(2 * np.pi * solved.squares / free)
        return float(solved.log_random + 2 * np.log(np.diag(solved.factor)).sum() + free * spread)
