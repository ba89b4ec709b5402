"""A regular expression that finds the longest of many words in linear time, built as a tree of their characters."""

from __future__ import annotations

import re
from collections.abc import Iterable


def longest_word_pattern(words: Iterable[str]) -> str:
    """A pattern (without groups) that matches the longest of `words` at a place; branches share no first character."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    """The pattern of what may follow; the end of a word comes last, so that longer words win."""
    branches = [re.escape(char) + _branch(child) for char, child in node.items() if char]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return f"{pattern}?" if "" in node else pattern
