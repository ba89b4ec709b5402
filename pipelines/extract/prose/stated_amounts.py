"""What an amount in prose states: a level, a change, a share, a completion, or last year's figure in a comparison."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.extract.prose.comparisons import base_phase, base_year
from pipelines.extract.prose.discourse import WINDOW, Discourse, key_of
from pipelines.extract.prose.fillers import ORDINAL, without_fillers
from pipelines.extract.prose.nouns import EXPENDITURE, EXPENDITURE_GRAND, SMALL_ITEMS, Noun, of_fund_alone
from pipelines.extract.prose.rates import fitting
from pipelines.extract.prose.stated_counts import count
from pipelines.extract.prose.tokens import MONEY_UNITS, PERCENT_UNITS, Token
from schemas.phrase_declarations import wording

# So many characters that are neither tokens nor fillers may stand between a subject and its amount.
_OTHER_WORDS_BEHIND = 6
_SHARED_LOOKAHEAD = 40
# So far behind a change its rate may begin.
_RATE_BEHIND = 6
_LONGEST_PART_LABEL = 20
_AFTER_BASE = ("increase", "decrease", "unchanged", "compared")
# What an agency spends on itself holds a part only of these; listed under it they are parts of it.
_OF_OPERATION = ("agency_operating", "expenditure_public", "expenditure_basic")
_FRONT = re.compile(r"^(?:其中|包括|:|,)+")
# 增加到2万元, 减少至2026年的2万元: how much there is, not how much more or less.
_UP_TO = re.compile(r"[了]?(?:到|至|为)了?(?:(?:20\d\d年度?|本年度?|今年)的?)?")
_OF_LAST_YEAR = re.compile(r"(?:完成|达到|为)(?:上年|去年|前年)")
_REST = re.compile(r"其余|其他各|其它")
_CONCERNS = "涉及"
_LIKE_FOR_LIKE = "口径"
_NOTHING = re.compile(r"无|没有|未安排|未发生|未使用")
# 无 in these sentences says that something is not told or not applicable, not that there is none of it.
_NOT_NIL = re.compile(r"空表|结转|无法|变化|重点|绩效|单列|无需|数字|数据|的$|^(?:注|备注|说明)")


def amount(discourse: Discourse, number: int, token: Token) -> None:
    """The amount that is the discourse's token `number`: state what it is of, or leave it as not understood."""
    assert token.amount is not None
    unit = token.amount.unit or _shared_unit(discourse, number)
    if unit in PERCENT_UNITS:
        _percent(discourse, token, unit)
    elif unit in MONEY_UNITS:
        discourse.unit = unit
        _money(discourse, number, token, unit)
    else:
        count(discourse, number, token, unit)
    discourse.clause.last_end = token.end


def _shared_unit(discourse: Discourse, number: int) -> str:
    """The unit of a number that shares it with the numbers behind it; a bare zero takes the last one printed."""
    for token in discourse.tokens[number + 1 : number + _SHARED_LOOKAHEAD]:
        if token.amount is not None and token.amount.unit is not None:
            return token.amount.unit
        if token.amount is None and token.code != "、":
            break
    return discourse.unit


def _money(discourse: Discourse, number: int, token: Token, unit: str) -> None:
    clause, depth = discourse.clause, discourse.depth
    if clause.base_open and not clause.direction_than:
        _in_base(discourse, number, token, unit)
        return
    if clause.direction and _UP_TO.fullmatch(discourse.plain, clause.direction_end, token.start):
        # 减少到2万元 says how much is left, not how much was taken.
        clause.direction, clause.year = 0, None
    if _is_completed_budget(discourse, number, token):
        noun = discourse.whole_noun() or depth.current
        if noun is not None and noun.measures and not noun.aside and not depth.reason:
            time = (clause.completion_phase or "budget", discourse.setting.fiscal_year)
            discourse.state(noun, "level", token, unit, time=time)
            return
    limited = clause.limited or discourse.plain.startswith(wording().limit_behind, token.end)
    nouns = _targets(discourse, number, token) if not limited else []
    stated = [noun for noun in nouns if noun.measures and not noun.aside]
    if stated and _is_empty_part(stated[0], token):
        discourse.list_nouns(nouns)
        return
    compares = not clause.direction_open or clause.base is not None or depth.base is not None
    code = discourse.base_code() if clause.direction and compares else None
    if (not stated and not any(noun.aside for noun in nouns)) or (clause.direction and code is None):
        if not depth.reason:
            discourse.not_understood.append(token)
            depth.lost = depth.lost or clause.noun is not None or not clause.direction
        clause.stated = True
        return
    for noun in stated:
        if clause.direction:
            discourse.state(noun, "change", token, unit, sign=clause.direction, code=code)
            discourse.changed.add(key_of(noun))
        else:
            discourse.state(_as_part(discourse, noun, token), "level", token, unit)
    if clause.direction and stated:
        depth.last_sign, depth.last_changed = clause.direction, stated
        clause.direction = clause.direction if depth.shared else 0
    discourse.list_nouns(nouns)


def _is_completed_budget(discourse: Discourse, number: int, token: Token) -> bool:
    """Whether an amount is the budget of which a share was spent: 完成预算22万元的91%."""
    if discourse.clause.mode != "completion" or not discourse.plain.startswith("的", token.end):
        return False
    following = discourse.tokens[number + 1] if number + 1 < len(discourse.tokens) else None
    behind = following.amount if following is not None and following.start == token.end + 1 else None
    return behind is not None and behind.unit in PERCENT_UNITS


def _is_empty_part(noun: Noun, token: Token) -> bool:
    """Whether no evaluated money comes from one more fund: 涉及一般公共预算拨款9万元、政府性基金预算拨款0万元."""
    is_evaluated = noun.measures == ("performance_amount",) and noun.by_fund
    return is_evaluated and token.amount is not None and not token.amount.number.strip("0.,")


def _in_base(discourse: Discourse, number: int, token: Token, unit: str) -> None:
    """An amount inside a comparison base is last year's, when a direction follows: 比上年的9万元减少1万元."""
    clause, setting = discourse.clause, discourse.setting
    behind = [(token.kind, token.code) for token in discourse.tokens[number + 1 : number + 3]]
    # 较上年预算9万元，增加1万元: the comma alone parts the base from what it is for.
    apart = behind[:1] == [("separator", ",")] and behind[1:] != [] and behind[1][0] in _AFTER_BASE
    noun = discourse.whole_noun() or discourse.depth.current
    known = noun is not None and noun.measures and clause.base is not None and not discourse.depth.reason
    follows = apart or (behind != [] and behind[0][0] in _AFTER_BASE)
    if noun is None or not known or not follows or clause.base is None:
        discourse.not_understood.append(token)
        return
    time = (base_phase(clause.base, setting.report_type), base_year(clause.base, setting.fiscal_year))
    discourse.speak_of(noun)
    discourse.state(noun, "level", token, unit, time=time)
    clause.noun, clause.stated = noun, apart


def _targets(discourse: Discourse, number: int, token: Token) -> list[Noun]:
    """What an amount of money speaks of; nothing where the words before it are not understood."""
    clause, depth = discourse.clause, discourse.depth
    if depth.shared:
        return [depth.shared.pop(0)]
    noun = discourse.whole_noun() if not clause.stated else None
    if clause.each and (depth.waiting or noun is not None):
        if noun is not None and noun not in depth.waiting:
            depth.waiting.append(noun)
        return list(depth.waiting)
    if clause.each and clause.direction and len(depth.listed) > 1:
        return list(depth.listed)
    if noun is not None:
        if depth.reason and not _told_in_reason(discourse, noun):
            return []
        if clause.noun is None and _CONCERNS in discourse.plain[clause.start : token.start]:
            # 项目支出均实行绩效管理，涉及一般公共预算9万元: what is managed, not what is spent.
            return [noun] if noun.measures == ("performance_amount",) else []
        if (depth.foreign or depth.of_unknown) and _is_listed(noun):
            return []
        behind = discourse.other_words(max(noun.end, clause.last_end), token.start)
        # A fund alone means money of it only where nothing else is said.
        allowed = _OTHER_WORDS_BEHIND if clause.noun is not None else 0
        if clause.joined and noun.measures and not noun.is_item and _next_to(discourse, depth.waiting, noun):
            # “三公”经费、会议费、培训费共9万元: the sum of several is the amount of none of them.
            noun = replace(noun, aside=True, fund=noun.fund or depth.waiting[0].fund)
        return [noun] if len(behind) <= allowed or noun.aside else []
    current = discourse.last_spoken_of() if clause.direction else depth.current
    if current is None or depth.lost or not discourse.bare_front(token.start):
        part = _named_by_its_words(discourse, token)
        return [part] if part is not None else []
    if depth.reason:
        # Behind a purpose or a reason, a comparison speaks again of what it was told of, if it had none before.
        again = clause.direction and clause.base is not None and (depth.purpose or not discourse.has_changed(current))
        return [current] if again else []
    if clause.direction and depth.whole is not None and clause.noun is None:
        current = fitting(discourse, number, token, current, depth.whole)
    return [current] if clause.direction or _may_stand_alone(discourse, current, token) else []


def _is_listed(noun: Noun) -> bool:
    """Whether below a heading `noun` would be a part of what that names: a class, or a kind of small spending."""
    return noun.is_item or (bool(noun.measures) and noun.measures[0].startswith(SMALL_ITEMS))


def _next_to(discourse: Discourse, waiting: list[Noun], noun: Noun) -> bool:
    """Whether `noun` is the last of several amounts of money named side by side."""
    if not waiting or not all(other.measures for other in waiting) or waiting[-1].end > noun.start:
        return False
    return not discourse.other_words(waiting[-1].end, noun.start)


def _named_by_its_words(discourse: Discourse, token: Token) -> Noun | None:
    """A part of the list's whole that no subject names, by its own words: 人员经费9万元，其中：奖金5万元."""
    clause, depth = discourse.clause, discourse.depth
    whole = depth.whole
    if whole is None or whole is discourse.setting.whole or whole.is_item or len(whole.measures) != 1 or whole.aside:
        return None
    if clause.direction or clause.base is not None or clause.last_end or depth.reason:
        return None
    label = _FRONT.sub("", ORDINAL.sub("", discourse.plain[clause.start : token.start])).rstrip("为是共计")
    if (
        not 2 <= len(label) <= _LONGEST_PART_LABEL
        or not without_fillers(label)
        or any(char.isdigit() for char in label)
    ):
        return None
    measures = (EXPENDITURE,) if whole.measures == (EXPENDITURE_GRAND,) else whole.measures
    begin = token.start - len(label)
    return replace(whole, start=begin, end=token.start, measures=measures, subject_name=label, generic=False)


def _told_in_reason(discourse: Discourse, noun: Noun) -> bool:
    """Whether a reason names a change of a part of what is explained: 主要是项目支出增加20万元."""
    whole = discourse.depth.head or discourse.depth.current
    if not discourse.clause.direction or whole is None or whole.is_item or noun.is_item or noun.generic:
        return False
    return noun.belongs_to(whole)


def _may_stand_alone(discourse: Discourse, noun: Noun, token: Token) -> bool:
    """Whether a level without its own subject is of `noun`: 2026年预算安排3万元 below the heading 公务接待费."""
    if discourse.clause.among or (token.start == discourse.clause.start and not discourse.clause.after_label):
        return False
    return (key_of(noun), *discourse.time_of_level()) not in discourse.levels or _told_again(discourse, noun, token)


def _told_again(discourse: Discourse, noun: Noun, token: Token) -> bool:
    """Whether the very amount was told of `noun` before: 国内接待支出5万元，接待8批次，共计支出5万元."""
    number = token.amount.number if token.amount is not None else None
    levels = (told for told in discourse.statements[-12:] if told.kind == "level" and told.number == number)
    time = discourse.time_of_level()
    return any(key_of(told.noun) == key_of(noun) and (told.phase, told.year) == time for told in levels)


def _as_part(discourse: Discourse, noun: Noun, token: Token) -> Noun:
    """`noun`, or a part of it with its own label where a list tells it again: 其中：甲类项目2个，涉及资金5万元."""
    whole, start = discourse.depth.whole, discourse.segment_start
    if whole is None or whole is discourse.setting.whole or noun.is_item:
        return noun
    if noun.elsewhere is not None or noun.start - start > WINDOW:
        return noun
    if whole.measures[:1] and whole.measures[0] in _OF_OPERATION and noun.measures[0].startswith(SMALL_ITEMS):
        return replace(whole, start=noun.start, end=noun.end, subject_name=discourse.plain[noun.start : noun.end])
    if (key_of(noun), *discourse.time_of_level()) not in discourse.levels or _told_again(discourse, noun, token):
        return noun
    for begin in (max(discourse.clause.start, start), start):
        label = _FRONT.sub("", ORDINAL.sub("", discourse.plain[begin : max(noun.start, begin)]))
        label = re.split(r"\d", label)[0].strip(",:、")[:_LONGEST_PART_LABEL]
        if without_fillers(label):
            return replace(noun, subject_name=label)
    return noun


def _percent(discourse: Discourse, token: Token, unit: str) -> None:
    clause, depth = discourse.clause, discourse.depth
    if clause.limited or discourse.plain.startswith(wording().limit_behind, token.end):
        return
    if depth.reason and clause.direction and clause.noun is None:
        _goes_on(discourse, token, unit)
        return
    spoken_of = discourse.last_spoken_of() if clause.direction else depth.current
    # 甲和乙占支出的比重分别为60%和40%: each in its order.
    in_order = depth.shared.pop(0) if depth.shared else None
    noun = in_order or discourse.whole_noun() or (spoken_of if not depth.lost else None)
    if depth.reason or noun is None or noun.aside or not noun.measures:
        return
    if clause.mode == "share":
        # A share whose subject is only named for it may be of anything: 货物采购授予中小企业占…的100%.
        if in_order is not None or clause.noun is None or clause.stated or clause.nouns == 1:
            discourse.state(noun, "share_percent", token, unit)
    elif clause.mode == "completion":
        if _OF_LAST_YEAR.search(discourse.plain, max(clause.start, token.start - WINDOW), token.start):
            return
        done = "current_adjusted_budget" if clause.completion_phase == "adjusted_budget" else "current_budget"
        time = (discourse.setting.phase, discourse.setting.fiscal_year)
        discourse.state(noun, "completion_percent", token, unit, code=done, time=time)
    elif clause.noun is not None or discourse.bare_front(token.start):
        code = discourse.base_code()
        if discourse.changed and _LIKE_FOR_LIKE in discourse.plain[clause.start : token.start]:
            # A second rate of other things: 同比减少5万元；同口径增长1.2%.
            return
        sign = clause.direction or (depth.last_sign if depth.last_changed else 0)
        if code is None or not sign:
            return
        nouns = depth.last_changed if clause.noun is None and len(depth.last_changed) > 1 else [noun]
        for changed in nouns:
            discourse.state(changed, "change_percent", token, unit, sign=sign, code=code)
    clause.stated = clause.stated or clause.noun is not None


def _goes_on(discourse: Discourse, token: Token, unit: str) -> None:
    """A rate right behind the change that it is of: 主要是厉行节约，与上年相比减少1万元，下降20%."""
    last = discourse.statements[-1] if discourse.statements else None
    if last is None or last.kind != "change" or token.start - last.end > _RATE_BEHIND:
        return
    if last.end >= discourse.clause.start - 1:
        code, sign = last.compared_with, discourse.clause.direction
        discourse.state(last.noun, "change_percent", token, unit, sign=sign, code=code)


def unchanged(discourse: Discourse, token: Token) -> None:
    """持平, 无变化 and the like: a change of zero, told in words."""
    clause, depth = discourse.clause, discourse.depth
    clause.base_open = False
    word = discourse.plain[token.start : token.end]
    if depth.reason or (clause.base is None and word in ("相同", "一致", "不变")):
        return
    start = min(clause.base.start, token.start) if clause.base is not None else token.start
    noun = discourse.whole_noun()
    if _REST.search(discourse.plain, clause.start, token.start) or discourse.plain.endswith("基本", 0, token.start):
        # 其余均与上年持平: what that is, other sentences must say. 基本持平 says of no amount that it is the same.
        return
    if clause.each and depth.listed and noun is None:
        nouns = list(depth.listed)
    elif noun is not None:
        nouns = [*depth.waiting, noun] if clause.joined or clause.each else [noun]
    else:
        spoken_of = discourse.last_spoken_of() if discourse.bare_front(start) else None
        if spoken_of is None:
            return
        nouns = [spoken_of]
    code = discourse.base_code()
    for noun in nouns:
        if noun.aside or not noun.measures or code is None or key_of(noun) in discourse.changed:
            continue
        words = replace(token, start=start)
        discourse.state(noun, "change", words, discourse.unit, code=code, shared=len(nouns) > 1)
        discourse.changed.add(key_of(noun))
    if not clause.each:
        discourse.speak_of(nouns[-1])
    clause.stated, clause.last_end = True, token.end


def nothing(discourse: Discourse, *, inside_brackets: bool) -> None:
    """没有使用政府性基金预算拨款安排的支出 and the like: nothing of what the clause names, told in words."""
    clause, depth = discourse.clause, discourse.depth
    if depth.reason or inside_brackets or clause.base is not None or clause.among:
        return
    text = re.split(r"[,;:。]", discourse.plain[clause.start : clause.start + WINDOW])[0]
    word = _NOTHING.search(text)
    if clause.year not in (None, discourse.setting.fiscal_year) or word is None or _NOT_NIL.search(text):
        return
    nouns: list[Noun] = []
    noun, fund = clause.noun, clause.fund_token
    named = min((start.start for start in (noun, fund) if start is not None), default=clause.start)
    if discourse.other_words(clause.start + word.end(), max(named, clause.start + word.end())):
        return
    if fund is not None and clause.fund is not None and (noun is None or noun.generic or len(noun.measures) == 2):
        if "收入" in text or "收支" in text:
            revenue = of_fund_alone(fund, clause.fund, Noun(0, 0, ("revenue_grand_total",)))
            nouns += [revenue] if revenue is not None else []
        if "支出" in text or "收支" in text:
            nouns.append(Noun(fund.start, fund.end, ("expenditure_total",), fund=clause.fund))
    elif noun is not None and len(noun.measures) == 1 and not noun.generic and not noun.is_item:
        nouns = [discourse.whole_noun() or noun]
    found = Token("nothing", clause.start + word.start(), clause.start + len(text))
    for noun in nouns:
        discourse.state(noun, "nil", found, None, time=(discourse.setting.phase, discourse.setting.fiscal_year))
    clause.stated = bool(nouns)
