"""implicit's side of `peers.py`: alternating least squares."""

from functools import partial

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from scipy import sparse
from threadpoolctl import threadpool_limits

from _peer import ALPHA, ALS_L2, FACTORS, ITERATIONS, Given, Job, N, answer


def matrix(given: Given) -> "sparse.csr_matrix[np.float32]":
    """(n_users, n_items) the confidences."""
    trusted = (1.0 + ALPHA * given.chosen).astype(np.float32)
    return sparse.csr_matrix((trusted, (given.users, given.items)), shape=(given.n_users, len(given.labels)))


def fitted(confidences: "sparse.csr_matrix[np.float32]", threads: int) -> AlternatingLeastSquares:
    """BLAS is held to one thread, as implicit asks for; it brings its own."""
    with threadpool_limits(1, "blas"):
        model = AlternatingLeastSquares(
            factors=FACTORS, regularization=ALS_L2, iterations=ITERATIONS, random_state=0, num_threads=threads
        )
        model.fit(confidences, show_progress=False)
    return model


def fit(given: Given, threads: int) -> Job:
    """From the matrix, which it is given, to factors."""
    return partial(fitted, matrix(given), threads)


def top(given: Given, threads: int, *, folded: bool) -> Job:
    """The best of everybody without what they chose, by the factors of the training or `folded` in from the histories."""
    confidences = matrix(given)
    model = fitted(confidences, threads)
    everybody = np.arange(given.n_users)

    def ask() -> None:
        with threadpool_limits(1, "blas"):
            model.recommend(everybody, confidences, N=N, filter_already_liked_items=True, recalculate_user=folded)

    return ask


if __name__ == "__main__":
    answer(
        {"als-fit": fit, "als-top": partial(top, folded=False), "als-top-folded": partial(top, folded=True)},
        ("implicit", "numpy", "scipy"),
    )
