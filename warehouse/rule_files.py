"""The rules as declared: one .sql file each, its header comments giving titles, severity, scope and statements."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, get_args

Severity = Literal["error", "warning", "information"]
HEADER_KEYS = ("title_zh", "title_en", "severity", "scope", "statement_zh", "statement_en")
_KEY = re.compile(r"-- (\w+): (.*)")


class RuleDeclarationError(ValueError):
    """A rule file lacks a part of its header, or says something unknown there."""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule: `rule` is the file's name, a sentence in snake case; `sql` one SELECT over all disclosures at once."""

    rule: str
    title_zh: str
    title_en: str
    severity: Severity
    scope: str
    statement_zh: str
    statement_en: str
    sql: str

    @property
    def statement(self) -> str:
        """The statement in Chinese, then in English."""
        return f"{self.statement_zh}\n{self.statement_en}"


def parse_rule(name: str, text: str) -> RuleFile:
    """Read one rule file; raise `RuleDeclarationError` where its header is not complete."""
    header: dict[str, str] = {}
    key = ""
    lines = text.splitlines()
    body = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    for line in lines[:body]:
        if match := _KEY.match(line):
            key = match[1]
            header[key] = match[2].strip()
        elif key:
            # Chinese lines join without a space, English ones with one.
            more = line.removeprefix("--").strip()
            header[key] += more if header[key][-1:] > "\u2e7f" or more[:1] > "\u2e7f" else f" {more}"
    if missing := [known for known in HEADER_KEYS if not header.get(known)]:
        raise RuleDeclarationError(f"{name}.sql: the header lacks {', '.join(missing)}")
    if unknown := sorted(set(header) - set(HEADER_KEYS)):
        raise RuleDeclarationError(f"{name}.sql: the header has unknown lines: {', '.join(unknown)}")
    if header["severity"] not in get_args(Severity):
        raise RuleDeclarationError(f"{name}.sql: severity is one of {', '.join(get_args(Severity))}")
    sql = "\n".join(lines[body:]).strip().rstrip(";")
    if not sql:
        raise RuleDeclarationError(f"{name}.sql: there is no SELECT below the header")
    return RuleFile(rule=name, sql=sql, **header)  # type: ignore[arg-type]


def _sql_files(folder: Traversable) -> list[tuple[str, str]]:
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".sql")]
    return sorted((entry.name.removesuffix(".sql"), entry.read_text(encoding="utf-8")) for entry in found)


def rules() -> tuple[RuleFile, ...]:
    """Every rule of the folder `warehouse/rules`, by name."""
    return tuple(
        parse_rule(name, text)
        for name, text in _sql_files(files("warehouse").joinpath("rules"))
        if not name.startswith("_")
    )


def script(name: str) -> str:
    """A script that the rules share, by name; such names begin with an underscore."""
    return files("warehouse").joinpath("rules").joinpath(f"{name}.sql").read_text(encoding="utf-8")
