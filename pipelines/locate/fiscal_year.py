"""The fiscal year, report type and scope of a disclosure: the title before the text, the text before the path."""

from __future__ import annotations

import re
from collections import Counter

from pipelines.locate.front import Front
from pipelines.locate.votes import Vote
from pipelines.normalise.amounts import squeeze
from schemas.facts import ReportType, Scope

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年|(?=[度部单预决_\-.() ]|$))")
_CHINESE_YEAR = re.compile(r"二[〇零○O0]([〇零○O0一二三四])([〇零○O0一二三四五六七八九])年")
_CHINESE_DIGITS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "O": "0",
    "0": "0",
}
_YEAR_OF_REPORT = re.compile(r"(20[0-4]\d)年(?:度)?(?:部门|单位)?(?:综合|收支)?(?:年初)?(?:预算|决算)")
_YEAR_AND_TYPE = re.compile(r"(20[0-4]\d)年(?:度)?(?:部门|单位)?(?:综合|收支|收入支出)?(预算|决算)(?!执行|法)")
_TITLE_YEAR = re.compile(r"(20[0-4]\d)年(?:[^年。]{0,30}?)(?:预决算|预算|决算)(?!执行|法)")
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年(?:度)?(?:部门|单位)?(?:综合)?(?:预算|决算)")
# A cover gives the year a line of its own; the day it was made has a month with it.
_YEAR_LINE = re.compile(r"^\(?(20[0-4]\d)年?度?\)?$")
_SPEAKS_OF_A_YEAR = re.compile(r"[预决]算|公开|绩效|收支|经费|[情况总明细]表|清单")
_FOLDER_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年度|年?(?:度)?(?:部门|单位)?[预决]算)")
_FOLDER_BARE_YEAR = re.compile(r"^(20[0-4]\d)年?$")
# Bodies below a department by the ends of their names: they report for themselves alone.
_SUBORDINATE = re.compile(r"(?:中心|大队|支队|中队|学校|小学|中学|幼儿园|医院|卫生院|服务站|站|所|馆|园)$")
_WITHOUT_YEAR = re.compile(r"\(?20\d\d(?:年度|年)?\)?")
_OWN_LEVEL = re.compile(
    r"(?<!部门)\((?:本级|机关|本部|单位)\)|(?<![省市县区])本级(?!部门)|机关本级|(?<!人大)(?<!政协)(?<!委)机关(?=(?:单位)?(?:预算|决算))"
)
_WHOLE = re.compile(r"汇总|\(部门\)")


def years_in(text: str) -> list[int]:
    """The years a squeezed text names as 2031年, 2031年度 or 二〇三一年, in order."""
    found = [(match.start(), int(match[1])) for match in _YEAR.finditer(text)]
    found += [
        (match.start(), int(f"20{_CHINESE_DIGITS[match[1]]}{_CHINESE_DIGITS[match[2]]}"))
        for match in _CHINESE_YEAR.finditer(text)
    ]
    return [year for _, year in sorted(found)]


def year_in_title(title: str) -> int | None:
    """The year a title speaks of: the one that stands beside 预算 or 决算, else the first."""
    beside = _TITLE_YEAR.search(title)
    years = years_in(title)
    return int(beside[1]) if beside is not None else (years[0] if years else None)


def holds_two_reports(title: str) -> bool:
    """Whether a title names a final account and a budget of another year: 2030年度决算和2031年预算."""
    pairs = {(found[1], found[2]) for found in _YEAR_AND_TYPE.finditer(title)}
    return len({year for year, _ in pairs}) > 1 and len({kind for _, kind in pairs}) > 1


def year_in_path(path: str) -> int | None:
    """The year the file's name gives, four digits or two (31年预算)."""
    name = squeeze(path.rsplit("/", 1)[-1])
    years = years_in(name)
    if years:
        return years[0]
    short = _SHORT_YEAR.search(name)
    return 2000 + int(short[1]) if short else None


def year_votes(front: Front, text: str, path: str) -> list[Vote[int]]:
    """Votes for the fiscal year; `text` is the squeezed prose with the tables' heads."""
    votes: list[Vote[int]] = []
    titled = year_in_title(front.title)
    if titled is not None:
        votes.append(Vote(titled, 10.0, f"title: {front.title[:60]}"))
    for line in front.lines[:12]:
        alone = _YEAR_LINE.match(line)
        if alone:
            votes.append(Vote(int(alone[1]), 3.0, f"heading: {line}"))
        elif len(line) <= 60 and _SPEAKS_OF_A_YEAR.search(line):
            votes.extend(Vote(year, 1.0, f"heading: {line}") for year in years_in(line)[:1])
    told = Counter(int(match[1]) for match in _YEAR_OF_REPORT.finditer(text))
    votes.extend(Vote(year, min(count, 12) * 0.3, f"text: {year}年…预算/决算 x{count}") for year, count in told.items())
    if not votes:
        often = Counter(years_in(text)).most_common(1)
        votes.extend(Vote(year, 1.0, f"text: {year}年 x{count}") for year, count in often)
    named = year_in_path(path)
    if named is not None:
        votes.append(Vote(named, 0.9, f"path: {path.rsplit('/', 1)[-1]}"))
    return votes or _folder_votes(front, text, path)


def _folder_votes(front: Front, text: str, path: str) -> list[Vote[int]]:
    """The year the nearest folder names; a bare year is a budget's, for a final account is published a year later."""
    final = "决算" in front.title or "决算" in path or text.count("决算") > text.count("预算") / 2
    for folder in reversed(path.split("/")[:-1]):
        plain = squeeze(folder)
        found = _FOLDER_YEAR.search(plain) or (None if final else _FOLDER_BARE_YEAR.match(plain))
        if found:
            return [Vote(int(found[1]), 0.5, f"path: {folder}/")]
    return []


def report_type_votes(front: Front, text: str, path: str) -> list[Vote[ReportType]]:
    """Votes for budget or final account."""
    votes: list[Vote[ReportType]] = []
    *folders, name = path.split("/")
    for source, words, weight in (
        ("title", front.title, 10.0),
        ("path", squeeze(name), 1.0),
        *(("path", squeeze(folder), 0.2) for folder in folders[-2:]),
    ):
        found = _type_in(words)
        if found is not None:
            votes.append(Vote(found, weight, f"{source}: {words[:60]}"))
    for line in front.lines[:12]:
        found = _type_in(line) if len(line) <= 60 and years_in(line) else None
        if found is not None:
            # A self-evaluation speaks of its budget in every line.
            votes.append(Vote(found, 3.0 if "绩效自评" in line else 1.5, f"heading: {line}"))
    final, budget = text.count("决算"), text.count("预算")
    if final or budget:
        # A final account speaks of budgets all the time; a budget hardly ever of final accounts.
        more: ReportType = "final_accounts" if final > budget / 2 else "budget"
        votes.append(Vote(more, 2.0, f"text: 决算 x{final}, 预算 x{budget}"))
    return votes


def _type_in(words: str) -> ReportType | None:
    words = words.replace("预决算", "")
    final, budget = "决算" in words, "预算" in words
    if not final and not budget:
        # Targets are set with the budget, and looked back on with the final account.
        final, budget = "绩效自评" in words, "绩效目标" in words
    return None if final == budget else ("final_accounts" if final else "budget")


def scope_votes(front: Front, text: str, path: str, body: str | None = None) -> list[Vote[Scope]]:
    """Votes for a whole department or one unit: the title's words first (部门预算, 单位预算, 本级, 汇总).

    `body` is the body's name: where no word tells, a unit below a department speaks for itself.
    """
    votes: list[Vote[Scope]] = []
    name = squeeze(path.rsplit("/", 1)[-1])
    lines = tuple(line for line in front.lines[:12] if len(line) <= 60)
    for source, words, weight in (
        ("title", front.title, 10.0),
        *(("heading", line, 1.5) for line in lines),
        ("path", name, 2.0),
    ):
        plain = _WITHOUT_YEAR.sub("", words)
        if _OWN_LEVEL.search(plain):
            votes.append(Vote("unit", weight * 1.5, f"{source}: {words[:60]}"))
        elif _WHOLE.search(plain):
            votes.append(Vote("department", weight * 1.5, f"{source}: {words[:60]}"))
        if re.search(r"(?<!\()单位(?:综合)?[预决]算(?!单位)", plain):
            votes.append(Vote("unit", weight, f"{source}: {words[:60]}"))
        elif re.search(r"部门(?:\(单位\))?(?:综合|收支)?[预决]算", plain):
            votes.append(Vote("department", weight, f"{source}: {words[:60]}"))
    unit = len(re.findall(r"单位[预决]算(?!单位)|本单位", text))
    department = len(re.findall(r"部门(?:综合)?[预决]算|本部门", text))
    if unit or department:
        more: Scope = "unit" if unit > department else "department"
        votes.append(Vote(more, 2.0, f"text: 单位 x{unit}, 部门 x{department}"))
    if body is not None and _SUBORDINATE.search(body):
        votes.append(Vote("unit", 0.5, f"body: {body}"))
    return votes
