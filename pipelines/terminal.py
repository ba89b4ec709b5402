"""What the command line prints: tables and panels for people, in Chinese or English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from pipelines.explain import EXPLAINED, Explanation, place_words
from schemas.codes import measures
from schemas.tables_quality import VERDICTS
from schemas.words import Language, say
from warehouse.confidence.reasons import Reasons

if TYPE_CHECKING:
    import duckdb
    import polars as pl

    from warehouse.check import RuleCount

COMPARED_COLUMNS = ("total", "basic", "project", "three_public", "share_project", "change", "rank", "findings_failed")
WIDE = 120
CODE_COLUMNS = ("function_code", "economic_code", "government_economic_code", "subject_name", "qualifier")
RECORD_COLUMNS = (
    *("level1", "level2", "level3", "target_stated", "project", "item", "class"),
    *("name", "category", "heading", "title", "table_name", "refused_by"),
)


def money(amount: Decimal | float | None, decimals: int = 2) -> str:
    """An amount with thousands separators, or a dash."""
    return "–" if amount is None else f"{amount:,.{decimals}f}"


def rule_table(counts: Sequence[RuleCount], language: Language) -> RenderableType:
    """Each rule with its title and how often each verdict fell; rules that never applied stand out."""
    table = Table(say("rule", language), say("severity", language), title=None, expand=False)
    for verdict in VERDICTS:
        table.add_column(say(verdict, language), justify="right")
    for count in counts:
        style = "" if not count.failed else "red" if count.severity == "error" else "yellow"
        verdicts = (str(getattr(count, verdict)) for verdict in VERDICTS)
        table.add_row(_title(count, language), count.severity, *verdicts, style=style)
    idle = [_title(count, language) for count in counts if not count.applied]
    if not idle:
        return table
    return Group(table, Text(f"{say('never_applied', language)}: {', '.join(idle)}", style="yellow"))


def _title(count: RuleCount, language: Language) -> str:
    return count.title_zh if language == "zh" else count.title_en


def failed_findings(con: duckdb.DuckDBPyConnection, language: Language, most: int) -> RenderableType:
    """The findings where printed figures do not agree: the body, both numbers, the difference and the evidence."""
    rows = con.execute(
        """select r.title_zh, r.title_en, r.severity, s.printed_name, s.fiscal_year, f.instance, f.left_value,
           f.right_value, f.difference, f.tolerance, f.evidence[1:3]
           from quality.finding f join quality.rule r using (rule) join core.disclosure s using (disclosure_id)
           where f.verdict = 'failed'
           order by r.severity, s.printed_name, s.fiscal_year, f.rule, f.instance limit ?""",
        [most],
    ).fetchall()
    parts: list[RenderableType] = []
    for zh, en, severity, name, year, instance, left, right, difference, tolerance, evidence in rows:
        style = "red" if severity == "error" else "yellow"
        gap = f"{say('difference', language)} {money(difference)}, {say('tolerance', language)} {money(tolerance)}"
        parts.append(Text.assemble((zh if language == "zh" else en, f"bold {style}"), f"  {name} {year}"))
        parts.append(Text(f"  {money(left)} ≠ {money(right)}  ({gap})"))
        parts.append(Text(f"  {instance}", style="dim"))
        parts += [Text(f"  mingzhang explain {fact_id}", style="dim") for fact_id in evidence or ()]
        parts.append(Text())
    return Group(*parts)


def explanation(found: Explanation, language: Language) -> RenderableType:
    """One row with its meaning, its place and the words around it."""
    row = found.row
    facts = Table.grid(padding=(0, 2))

    def line(key: str, value: object) -> None:
        if value not in (None, ""):
            facts.add_row(Text(say(key, language), style="bold"), Text(str(value)))

    line("body", found.body)
    if found.table == "core.fact":
        line("meaning", meaning(row, language))
        line("stated", f"{row['stated']} {row['stated_unit'] or ''}".strip())
        line("value", money(row["amount_yuan"]) if row["amount_yuan"] is not None else row["quantity"])
    else:
        line("meaning", " / ".join(str(row[name]) for name in RECORD_COLUMNS if row.get(name)))
        line("says", row.get(f"message_{language}") or row.get("row_json"))
    line("decided_by", "\n".join(row.get("reasons") or ()))
    line("file", found.file_name)
    line("place", place_words(row, language))
    line("quote", row.get("quote"))
    if found.reasons is not None and row.get("confidence") is not None:
        line("confidence", f"{row['confidence']:.3f}  {found.reasons.words(language)}")
        line("proved", _proved(found.reasons, language))
        line("derived_from", "\n".join(f"mingzhang explain {fact_id}" for fact_id in found.reasons.inputs))
    parts: list[RenderableType] = [facts]
    around = found.surroundings
    if around.rows:
        parts.append(_marked_rows(around.rows, around.marked))
    elif around.at:
        text = Text("…" + around.before, style="dim").append(around.at, style="bold reverse").append(around.after + "…")
        parts.append(Text.assemble((say("around", language) + ": ", "bold"), text))
    key = next((row[name] for name in EXPLAINED.values() if row.get(name)), found.table)
    return Panel(Group(*parts), title=str(key), title_align="left")


def _proved(reasons: Reasons, language: Language) -> str | None:
    """Of how many figures with such evidence people read some off the documents, and how many were wrong."""
    proved = reasons.proved
    if proved is None or proved.judged + proved.specimens == 0:
        return None
    return say("proved_counts", language, **{name: getattr(proved, name) for name in ("judged", "wrong", "specimens")})


def _marked_rows(rows: tuple[tuple[str, ...], ...], marked: tuple[int, int] | None) -> RenderableType:
    table = Table(show_header=False, show_lines=True)
    for _ in rows[0]:
        table.add_column(overflow="fold")
    for number, row in enumerate(rows):
        table.add_row(
            *(Text(text, style="bold reverse" if marked == (number, column) else "") for column, text in enumerate(row))
        )
    return table


def meaning(row: dict[str, Any], language: Language) -> str:
    """What a fact says, in words: measure, fund, phase, kind and its base, year and codes."""
    measure = measures()[row["measure"]]
    named = [measure.zh if language == "zh" else measure.en]
    named += [say(f"{column}_{row[column]}", language) for column in ("fund", "phase")]
    named.append(say(f"kind_{row['value_kind']}", language))
    if row["compared_with"]:
        named.append(say(f"base_{row['compared_with']}", language))
    codes = [str(row[name]) for name in CODE_COLUMNS if row.get(name)]
    return " · ".join([*named, str(row["fiscal_year"]), *codes])


def comparison(frame: pl.DataFrame, language: Language, width: int) -> RenderableType:
    """The bodies of one kind across counties in 10,000 yuan, largest first, with their place among their peers.

    A terminal of `WIDE` columns or more also shows basic expenditure, the change and the file of each row.
    """
    wide = width >= WIDE
    table = Table(title=say("unit_wan", language), box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column(say("division", language), min_width=8)
    table.add_column(say("department", language), min_width=8)
    shown = [key for key in COMPARED_COLUMNS if wide or key not in ("basic", "change")]
    for key in shown:
        table.add_column(say(key, language), justify="right", no_wrap=True)
    if wide:
        table.add_column(say("file", language), overflow="ellipsis", no_wrap=True)
    for row in frame.iter_rows(named=True):
        place = row["division_name"] or row["division_code"] or "–"
        cells = {
            "total": wan(row["expenditure_total_yuan"]),
            "basic": wan(row["expenditure_basic_yuan"]),
            "project": wan(row["expenditure_project_yuan"]),
            "three_public": wan(row["three_public_total_yuan"]),
            "share_project": percent(row["project_share"]),
            "change": percent(row["expenditure_total_change_share"]),
            "rank": "–" if row["rank"] is None else f"{row['rank']}/{row['n_peers']}",
            "findings_failed": str(row["findings_failed"]),
        }
        name = (row["department_name"] or "–").removeprefix(place) or "–"
        table.add_row(place, name, *(cells[key] for key in shown), *([row["file_name"]] if wide else []))
    return table


def wan(yuan: Decimal | None) -> str:
    """An amount in 10,000 yuan with two decimals, or a dash."""
    return money(tens_of_thousands(yuan))


def tens_of_thousands(yuan: Decimal | None) -> Decimal | None:
    """Yuan in 万元."""
    return None if yuan is None else yuan / 10_000


def percent(share: Decimal | float | None) -> str:
    """A share of one as a percentage, or a dash."""
    return "–" if share is None else f"{share:.1%}"
