"""The reporting body's printed name: every place that names it votes, the cover before the file's name."""

from __future__ import annotations

import re
from itertools import pairwise

from pipelines.locate.front import Front
from pipelines.locate.votes import Vote
from pipelines.normalise.amounts import squeeze
from pipelines.normalise.departments import clean_body_name
from pipelines.normalise.divisions import leading_divisions
from schemas.record_heads import record_words

_WORDS = record_words("identity")
_SEPARATORS = re.compile("|".join(_WORDS["separators"]))
_LEAD = re.compile(r"^(?:\d{1,3}[.、)](?!\d)|[一二三四五六七八九十]+[、.]|\(.{1,3}\)|[-_—.、,]|的)+")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_REMARK = re.compile("|".join(_WORDS["remarks"]))
_TAIL = re.compile(f"(?:{'|'.join(_WORDS['tails'])})+$")
_LABEL = re.compile(
    rf"(?:{'|'.join(_WORDS['labels'])})(?:\(盖章\)|\(公章\))?[:](?P<body>[^:,。;]{{3,50}}?)"
    r"(?:(?:金额|货币|计量)?单位[:].*|(?<!\d)20\d\d(?!\d).*|$)"
)
_CELL_LABEL = re.compile(rf"^(?:{'|'.join(_WORDS['cell_labels'])})(?:及代码|\(盖章\)|名称)?:?$")
_PROSE = tuple((re.compile(row["pattern"]), row["weight"], row["source"]) for row in _WORDS["prose"])
_ENDS_LIKE_A_BODY = re.compile(f"(?:{'|'.join(_WORDS['endings'])})$")
_NO_BODY = re.compile("|".join(_WORDS["never"]))
_RUBRIC = re.compile(r"[【\[][^】\]\d]{0,15}[】\]](?=.)")
# 某局所属某中心: the unit reports, not what it belongs to.
_SUPERIOR = re.compile(r"^.{3,30}?(?:局|委员会|委|办|厅|院)(?:所属|下属)(?=.{4,}$)(?!.*单位)")
_PLACE = re.compile(r".{1,12}[省市县区旗州盟]$")
_PARTY = re.compile("中国共产党|中共")
_WHOLE_LINE_IN_BRACKETS = re.compile(r"^\(([^()]+)\)$")
_PUBLISHER = re.compile(
    rf"(?:^|(?<=[\s/|]))(?:{'|'.join(_WORDS['publisher_labels'])}):(?P<body>[^:,。;|]{{3,40}}?)"
    r"(?:发布|公开|时间|日期|作者|浏览|20\d\d|字体|【|\||$)"
)
_UNIT_CODE = re.compile(r"^[\[(]?\d{3,9}[\])]?(?:[-_—]?\d{3})?[-_—]*(?=[^\d年])")


def strip_to_body(text: str) -> str | None:
    """The body named in a title or label (云溪县信访局2031年部门预算公开 -> 云溪县信访局), or None."""
    plain = _RUBRIC.sub("", squeeze(text).strip("\"“”'"))
    plain = _WHOLE_LINE_IN_BRACKETS.sub(r"\1", plain)
    remarks = [found[1] for found in _BRACKETS.finditer(plain) if not _REMARK.search(found[1])]
    parts = _SEPARATORS.split(_BRACKETS.sub(_kept_bracket, plain))
    for part in (*parts, *remarks):
        name = _UNIT_CODE.sub("", _LEAD.sub("", part or ""))
        name = _from_its_party(_TAIL.sub("", name) or name)
        name = _SUPERIOR.sub("", name)
        if looks_like_body(name):
            return name
    return None


def _from_its_party(name: str) -> str:
    # A cover that prints the place before the name: 云溪县 / 中国共产党云溪县委员会组织部.
    party = _PARTY.search(name)
    return name[party.start() :] if party and _PLACE.match(name[: party.start()]) else name


def _kept_bracket(found: re.Match[str]) -> str:
    # 部门(单位)预算 is one phrase; other remarks about the name are not part of it.
    return found[0] if found[1] in ("单位", "部门") else ("" if _REMARK.search(found[1]) else found[0])


def looks_like_body(name: str) -> bool:
    """Whether a squeezed text can be the name of a reporting body: it ends like one and is no place or form."""
    if not 3 <= len(name) <= 40 or _NO_BODY.search(name) or not _ENDS_LIKE_A_BODY.search(name):
        return False
    return leading_divisions(name)[1] < len(name)


def body_votes(front: Front, prose: list[str], path: str) -> list[Vote[str]]:
    """Every name the title, the labelled lines, the prose, the tables and the path give, in this order of weight."""
    votes: list[Vote[str]] = []

    def add(text: str, weight: float, source: str) -> None:
        name = strip_to_body(text)
        if name is not None:
            votes.append(Vote(name, weight if len(name) > 4 else weight / 2, f"{source}: {squeeze(text)[:60]}"))

    if front.title:
        add(front.title, 8.0, "title")
    for line in front.lines[:30]:
        if (
            len(line) <= 60
            and line != front.title
            and re.search(r"20\d\d.*(?:[预决]算|绩效|三公)|[预决]算.*公开", line)
        ):
            add(line, 1.0, "heading")
    for line in _cover(front):
        plain = _WHOLE_LINE_IN_BRACKETS.sub(r"\1", line)
        if looks_like_body(_TAIL.sub("", plain)):
            add(plain, 4.0, "cover")
    labels = 0
    for line in (*front.lines, *prose, *front.cells):
        if labels >= 12 or len(line) > 120:
            continue
        found = _LABEL.search(line)
        if found:
            add(found["body"], 5.0 if labels == 0 else 0.6, "label")
            labels += 1
    publisher = next((hit for hit in map(_PUBLISHER.search, front.lines[:20]) if hit), None)
    if publisher:
        add(publisher["body"], 1.0, "publisher")
    for pattern, weight, source in _PROSE:
        hits = (pattern.search(line) for line in (*front.lines, *prose[:80]))
        found = next((hit for hit in hits if hit and strip_to_body(hit["body"])), None)
        if found:
            add(found["body"], weight, source)
    votes.extend(_cell_votes(front))
    votes.extend(_path_votes(path))
    return votes


def _cover(front: Front) -> list[str]:
    """The short lines that stand before the contents list."""
    lines: list[str] = []
    for line in front.lines[:8]:
        if line.startswith(("目录", "目次", "第一部分")) or len(line) > 40:
            break
        lines.append(line)
    return lines


def _cell_votes(front: Front) -> list[Vote[str]]:
    votes: list[Vote[str]] = []
    for row in front.table_cells:
        for label, value in pairwise(row):
            name = strip_to_body(value) if _CELL_LABEL.match(label) else None
            if name is not None:
                votes.append(Vote(name, 0.8, f"cell: {label} {value[:40]}"))
    return votes[:10]


def _path_votes(path: str) -> list[Vote[str]]:
    *folders, file_name = path.split("/")
    stem = re.sub(r"(?:\.(?:pdf|html?|txt|docx?|xlsx?|ofd|wps|rtf|shtml))+$", "", file_name, flags=re.I)
    votes: list[Vote[str]] = []
    for part in re.split(r"[_+]", stem):
        name = strip_to_body(part)
        if name is not None:
            weight = 1.5 if re.search(r"\d年|[预决]算", squeeze(part)) and name != squeeze(part) else 0.5
            votes.append(Vote(name, weight, f"path: {part}"))
    # One file name speaks once, however often it repeats itself; a folder only where the file's name is silent.
    for folder in reversed(folders if not votes else ()):
        name = strip_to_body(re.sub(r"^\d+_", "", folder))
        if name is not None and (leading_divisions(name)[1] or len(name) >= 5):
            return [Vote(name, 0.3, f"path: {folder}/")]
    return sorted(votes, key=lambda vote: (-vote.weight, -len(vote.answer)))[:1]


def choose_body(votes: list[Vote[str]]) -> Vote[str] | None:
    """The name with the most weight, names that contain one another counted together; the fullest spelling wins."""
    groups: list[list[Vote[str]]] = []
    for vote in sorted(votes, key=lambda found: -len(found.answer)):
        key = clean_body_name(vote.answer)
        for group in groups:
            if key in clean_body_name(group[0].answer) and _same_end(key, clean_body_name(group[0].answer)):
                group.append(vote)
                break
        else:
            groups.append([vote])
    if not groups:
        return None
    best = max(groups, key=lambda group: sum(vote.weight for vote in group))
    forms: dict[str, float] = {}
    for vote in best:
        forms[vote.answer] = forms.get(vote.answer, 0) + vote.weight
    placed = [name for name in forms if leading_divisions(re.sub(r"^中共", "", name))[1]] or list(forms)
    name = max(placed, key=lambda found: (forms[found], len(found)))
    reason = max((vote for vote in best if vote.answer == name), key=lambda vote: vote.weight).reason
    return Vote(name, sum(vote.weight for vote in best), reason)


def _same_end(short: str, long: str) -> bool:
    return long.endswith(short[-4:]) or short.startswith(long[: len(short)])
