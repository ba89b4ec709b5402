"""Votes for one answer: each with a weight and the words that speak for it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Answer = TypeVar("Answer", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Vote(Generic[Answer]):
    """One piece of evidence for an answer; `reason` names its source and quotes it."""

    answer: Answer
    weight: float
    reason: str


def heaviest(votes: Iterable[Vote[Answer]]) -> Vote[Answer] | None:
    """The answer with the most weight, told with its heaviest reason; of equals the one voted for first."""
    sums: dict[Answer, float] = {}
    best: dict[Answer, Vote[Answer]] = {}
    for vote in votes:
        sums[vote.answer] = sums.get(vote.answer, 0) + vote.weight
        if vote.answer not in best or vote.weight > best[vote.answer].weight:
            best[vote.answer] = vote
    if not sums:
        return None
    answer = max(sums, key=lambda found: sums[found])
    return Vote(answer, sums[answer], best[answer].reason)
