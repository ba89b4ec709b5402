"""What a number that is no money counts in prose: vehicles, equipment, posts, people, projects, square metres."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.extract.prose.discourse import WINDOW, Discourse, key_of
from pipelines.extract.prose.fillers import ORDINAL
from pipelines.extract.prose.nouns import Noun
from pipelines.extract.prose.tokens import Token

_FRONT = re.compile(r"^(?:其中|包括|:|20\d\d年?)+")
_OF_NUMBER = re.compile(r"(?:实有|保有)?(?:数|数量)$|(?:实有|共)$")
_LONGEST_KIND = 24
# So many characters that are neither tokens nor fillers may stand between a thing and its number.
_WORDS_BETWEEN = 4
_COUNTED_THING = "项目"
_HAS = re.compile(r"[共现实拥保]有")
_KIND_OF_VEHICLE = "用车"
_VEHICLES = ("vehicles_count", "vehicles_bought", "three_public_vehicles_kept")
_AND = ("和", "及", "与", "以及")
# What is held at a date is no reason for anything.
_HELD = ("three_public_vehicles_kept", "vehicles_count", "equipment_count")


def count(discourse: Discourse, number: int, token: Token, unit: str) -> None:
    """State what the number `token` with `unit` counts; numbers of things that no measure counts are left out."""
    clause, depth = discourse.clause, discourse.depth
    noun = discourse.whole_noun()
    held = noun is not None and noun.count_measure(unit) in _HELD and not clause.direction
    # 对2031年的12个项目开展绩效自评 compares with nothing.
    base_open = clause.base_open and not discourse.plain.startswith(_COUNTED_THING, token.end)
    if base_open or (depth.reason and not depth.purpose and not held):
        return
    if noun is not None and discourse.plain[noun.end : token.start] in _AND:
        # 2家行政单位和3家事业单位: the number begins what is named behind it.
        return
    spoken = depth.current
    if noun is not None and noun.generic and _goes_on_aside(discourse, noun.start):
        # 外事接待1批，累计接待3人次: of what is counted nowhere.
        clause.stated, discourse.aside_end = True, token.end
        return
    if noun is not None and noun.generic and spoken is not None and spoken.measures and unit in dict(spoken.counts):
        noun, clause.stated = spoken, True
    elif noun is not None and len(discourse.other_words(max(noun.end, clause.last_end), token.start)) > _WORDS_BETWEEN:
        return
    if noun is not None and (noun.aside or dict(noun.counts).get(unit, "") is None):
        # Known, and counted nowhere: 接待外宾0批次、0人次. What goes on behind it is neither.
        clause.stated, discourse.aside_end = True, token.end
        return
    kind = _kind_of_whole(discourse, token, unit, noun)
    if kind is not None:
        noun = kind
    elif noun is None or unit not in dict(noun.counts):
        noun = _counted_behind(discourse, number, token, unit) or (
            _counted_before(discourse, token, unit) if noun is None else None
        )
    if noun is None or noun.count_measure(unit) is None:
        return
    discourse.state(_of_same_kind(discourse, noun, token), "count", token, unit)
    clause.stated = True
    if kind is None and not depth.reason:
        discourse.speak_of(noun)
    elif kind is not None and depth.whole is not None:
        # 其他用车2辆，价值9万元: the value is of that kind.
        depth.current, depth.lost = kind, False


def _of_same_kind(discourse: Discourse, noun: Noun, token: Token) -> Noun:
    """`noun`, or staff of the kind whose posts were told right before: 行政编制9名，实有8人."""
    last = discourse.statements[-1] if discourse.statements else None
    if last is None or noun.subject_name is not None or ("人", "staff_actual") not in noun.counts:
        return noun
    kind = last.noun.subject_name
    if kind is None or not kind.endswith("编制") or set("。;") & set(discourse.plain[last.end : token.start]):
        return noun
    return replace(noun, subject_name=kind.removesuffix("编制"))


def _goes_on_aside(discourse: Discourse, start: int) -> bool:
    """Whether the words at `start` follow, in one sentence, a number of something that no measure counts."""
    last_end = discourse.statements[-1].end if discourse.statements else 0
    aside_end = discourse.aside_end
    return aside_end > last_end and not set("。;") & set(discourse.plain[aside_end:start])


def _counted_before(discourse: Discourse, token: Token, unit: str) -> Noun | None:
    """What goes on being counted: 公务接待2批次、26人次. A thing that was only named is not."""
    if not discourse.statements or not discourse.bare_front(token.start):
        return None
    last, current = discourse.statements[-1], discourse.depth.current
    if (
        token.start - last.end > WINDOW
        or discourse.aside_end > last.end
        or "。" in discourse.plain[last.end : token.start]
    ):
        return None
    if last.kind == "count" and unit in dict(last.noun.counts):
        return last.noun
    return current if current is not None and key_of(last.noun) == key_of(current) else None


def _kind_of_whole(discourse: Discourse, token: Token, unit: str, noun: Noun | None) -> Noun | None:
    """A kind of what is counted as a whole: 共有车辆3辆，其中：其他用车1辆; 实有人员9人，其中行政5人."""
    clause, whole = discourse.clause, discourse.depth.whole
    start = _begin_of_names(discourse, max(clause.start, clause.last_end))
    if whole is None and discourse.plain.endswith(_KIND_OF_VEHICLE, start, token.start):
        # 共有车辆4辆，机要通信用车1辆: the kinds follow without 其中, in the same sentence.
        last = discourse.statements[-1] if discourse.statements else None
        told_now = last is not None and "。" not in discourse.plain[last.end : token.start]
        whole = discourse.depth.current if told_now and not _HAS.search(discourse.plain, start, token.start) else None
    measure = whole.count_measure(unit) if whole is not None else None
    if whole is None or measure is None or token.start - start > 2 * _LONGEST_KIND:
        return None
    label = _OF_NUMBER.sub("", _FRONT.sub("", ORDINAL.sub("", discourse.plain[start : token.start])))
    own = noun.count_measure(unit) if noun is not None else None
    # 其中：轿车2辆、机要通信1辆
    names_a_vehicle = "车" in label or (unit == "辆" and whole is discourse.depth.whole and noun is None)
    is_vehicle = measure in _VEHICLES and names_a_vehicle and own in (None, measure, "vehicles_count")
    is_staff = measure.startswith("staff_") and own in (None, measure)
    is_project = measure == "performance_projects" and label.endswith(_COUNTED_THING) and own is None
    if not label or len(label) > _LONGEST_KIND or not (is_vehicle or is_staff or is_project):
        return None
    return replace(whole, start=token.start - len(label), end=token.start, subject_name=label, item=None)


def _begin_of_names(discourse: Discourse, start: int) -> int:
    """Where the names that 、 joins before one number begin: 财政专户资金、单位资金保障5人."""
    plain = discourse.plain
    if not plain.endswith("、", 0, start):
        return start
    begin = max(plain.rfind(mark, max(start - WINDOW, 0), start) for mark in ",;:。") + 1
    last = discourse.statements[-1].end if discourse.statements else 0
    return begin if begin and last <= begin else start


def _counted_behind(discourse: Discourse, number: int, token: Token, unit: str) -> Noun | None:
    """What is counted where the number comes first: 共7个项目纳入绩效目标管理."""
    if not discourse.plain.startswith(_COUNTED_THING, token.end):
        return None
    for following in discourse.tokens[number + 1 : number + 4]:
        if following.kind == "separator":
            break
        noun = discourse.named(following) if following.kind == "subject" else None
        if noun is not None and noun.count_measure(unit) is not None:
            return replace(noun, start=token.start)
    return None
