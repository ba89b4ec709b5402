"""The grammar of prose about figures: reads a passage's tokens clause by clause and yields what it states."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from pipelines.extract.comparisons import Base, base_phase, base_year, compared_with
from pipelines.extract.nouns import EXPENDITURE_GRAND, Noun, of_equipment, of_fund_alone, of_item, of_subject, with_fund
from pipelines.extract.prose_tokens import MONEY_UNITS, PERCENT_UNITS, Date, Token, tokenise
from pipelines.extract.word_finder import longest_word_pattern
from schemas.facts import ReportType
from schemas.phrase_declarations import wording

Kind = Literal["level", "change", "change_percent", "share_percent", "completion_percent", "count", "nil"]

_ORDINAL = re.compile(r"(?:\(?[一二三四五六七八九十]{1,3}[)、.]|\(\d{1,2}\)|\d{1,2}[、.](?!\d)|[①-⑳])+")
_NEGATIVE_BEFORE = re.compile(r"[-−]$")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_NOTHING = re.compile(r"无|没有|未安排|未发生|未使用")
_FRONT = re.compile(r"^(?:其中|包括|:|20\d\d年?)+")
Key = tuple[tuple[str, ...], str | None, str | None, str | None]
_LONGEST_LABEL = 60
# So many characters that are neither tokens nor fillers may stand between a subject and its amount.
_OTHER_WORDS_BEHIND = 6


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure as stated: of `noun`, at `start:end` of the plain text; `number` None where words say zero or nothing.

    `label_start` is where the words that carry it begin. `year` and `phase` are of the figure itself.
    """

    noun: Noun
    kind: Kind
    start: int
    end: int
    label_start: int
    number: str | None
    unit: str | None
    phase: str
    year: int
    sign: int = 1
    compared_with: str | None = None
    whole: Noun | None = None
    as_of: Date | None = None
    qualifier: str | None = None
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage states, the amounts of money it leaves unexplained, and what it hands on to the next passage."""

    statements: tuple[Statement, ...]
    not_understood: tuple[Token, ...]
    label: Noun | None
    whole: Noun | None
    head: Noun | None


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a passage stands: the disclosure's year and type, its section, the labels and lists it stands under."""

    fiscal_year: int
    report_type: ReportType
    section: str | None = None
    label: Noun | None = None
    whole: Noun | None = None
    before: Noun | None = None
    as_of: Date | None = None

    @property
    def phase(self) -> str:
        """The phase of figures that name none."""
        return "budget" if self.report_type == "budget" else "final"


@dataclass(slots=True)
class _Level:
    """What is spoken of at one depth of brackets."""

    head: Noun | None = None
    current: Noun | None = None
    whole: Noun | None = None
    label: Noun | None = None
    base: Base | None = None
    reason: bool = False
    purpose: bool = False
    listed: list[Noun] = field(default_factory=list)
    waiting: list[Noun] = field(default_factory=list)
    shared: list[Noun] = field(default_factory=list)
    last_sign: int = 1
    last_changed: list[Noun] = field(default_factory=list)
    last_time: tuple[str, int] | None = None
    list_time: tuple[str, int] | None = None


@dataclass(slots=True)
class _Clause:
    """What one clause said so far."""

    start: int
    noun: Noun | None = None
    fund: str | None = None
    fund_token: Token | None = None
    base: Base | None = None
    base_open: bool = False
    direction: int = 0
    direction_than: bool = False
    direction_end: int = 0
    phase: str | None = None
    year: int | None = None
    mode: Literal["share", "completion"] | None = None
    completion_phase: str | None = None
    each: bool = False
    respectively: bool = False
    nothing: bool = False
    stated: bool = False
    last_end: int = 0
    among: bool = False


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(longest_word_pattern(wording().fillers))


def read_passage(plain: str, setting: Setting) -> Reading:
    """What the passage with this plain text states in its setting."""
    return _Reader(plain, setting).read()


class _Reader:
    def __init__(self, plain: str, setting: Setting) -> None:
        self.plain = plain
        self.setting = setting
        self.tokens = _without_remarks(tokenise(plain))
        self.token_starts = [token.start for token in self.tokens]
        self.levels: set[tuple[Key, str, int]] = set()
        self.statements: list[Statement] = []
        self.not_understood: list[Token] = []
        self.as_of = setting.as_of
        self.level = _Level(head=setting.label, current=setting.label, whole=setting.whole, label=setting.label)
        self.stack: list[_Level] = []
        self.clause = _Clause(0)
        self.sentence_start = True
        self.sentence_among = False
        self.changed: set[Key] = set()
        self.first_noun: Noun | None = None
        self.unit = "万元"

    # ---- the walk over the tokens

    def read(self) -> Reading:
        for number, token in enumerate(self.tokens):
            self._take(number, token)
        self._end_clause("", len(self.plain))
        label = self._own_label()
        whole = self.level.whole if self.plain.endswith(":") else None
        if self.plain.endswith(":") and whole is None:
            whole = self.level.head
        return Reading(tuple(self.statements), tuple(self.not_understood), label, whole, self.level.head)

    def _own_label(self) -> Noun | None:
        """What a short passage without figures names, as headings and labels do."""
        short = len(self.plain) <= _LONGEST_LABEL and not re.search(r"[。;]|,.*,", self.plain[:-1])
        return self.first_noun if short and not self.statements and not self.not_understood else None

    def _take(self, number: int, token: Token) -> None:
        clause, kind = self.clause, token.kind
        if kind == "separator":
            self._end_clause(token.code, token.end)
        elif kind == "open":
            self._open(token)
        elif kind == "close":
            self._close(token)
        elif kind == "amount":
            self._amount(number, token)
        elif kind in ("subject", "item", "equipment"):
            self._noun(token)
        elif kind == "fund":
            if not clause.base_open and clause.mode is None:
                clause.fund, clause.fund_token = token.code, token
        elif kind in ("year", "previous_year", "phase", "plain_budget", "same_period"):
            self._time(token)
        elif kind in ("increase", "decrease", "more_than", "less_than"):
            self._direction(token)
        elif kind == "unchanged":
            self._unchanged(token)
        elif kind == "compared":
            clause.base_open = False
        elif kind == "among":
            self._among(token)
        elif kind == "share" and self.plain[token.end : token.end + 1] not in ("用", "有", "地", "据"):
            self._finish_noun()
            clause.mode = "share"
        elif kind == "completion":
            clause.mode = "completion"
        elif kind == "respectively":
            self._wait()
            clause.respectively = True
            self.level.shared = list(self.level.waiting)
        elif kind == "each":
            clause.each = True
        elif kind in ("reason", "purpose"):
            self.level.reason = True
            self.level.purpose = kind == "purpose"
        elif kind == "nothing":
            clause.nothing = True
        elif kind == "date":
            self.as_of = token.date

    # ---- nouns, times and directions

    def _noun(self, token: Token) -> None:
        clause = self.clause
        if clause.base_open or clause.mode is not None:
            return
        if self._names_a_phase_only(token):
            return
        noun = self._named(token)
        if noun is None:
            return
        before = clause.noun
        if before is not None and not clause.stated:
            between = self.plain[before.end : noun.start]
            if between in ("和", "及", "与", "以及"):
                self._wait()
            elif (
                noun.generic
                or (before.measures[:1] == ("revenue_carryover",) and noun.side == "revenue")
                or (before.is_item and not noun.is_item and noun.generic)
            ):
                return
        if noun.generic and self.level.current is not None and self.level.current.aside:
            return
        clause.noun = self._meant(noun)
        clause.stated = False

    def _meant(self, noun: Noun) -> Noun:
        """Bare 收入 and 支出 mean the side's total that was spoken of: 收入预算9万元…。收入较上年增加1万元."""
        head = self.level.head
        if not noun.generic or noun.end - noun.start != 2 or head is None or head.is_item or self.clause.fund:
            return noun
        if head.side != noun.side or not head.generic:
            return noun
        return replace(head, start=noun.start, end=noun.end)

    def _note_phase(self, token: Token) -> bool:
        """In a final account 支出预算 and 支出决算 say which phase; whether `token` is such a word."""
        if self.setting.report_type != "final_accounts":
            return False
        if "预算" in token.code:
            self.clause.phase = "budget"
        elif "决算" in token.code:
            self.clause.phase = "final"
        else:
            return False
        return True

    def _names_a_phase_only(self, token: Token) -> bool:
        """支出决算为… after 年初预算为… says which phase, of what was spoken of before."""
        clause, current = self.clause, self.level.current
        if current is None or clause.noun is not None or clause.fund or current.aside:
            return False
        if not any(subject.generic and subject.measures[:1] == (EXPENDITURE_GRAND,) for subject in token.subjects):
            return False
        if current.side == "revenue" or self._other_words(clause.start, token.start):
            return False
        return self._note_phase(token)

    def _named(self, token: Token) -> Noun | None:
        planned = self._is_planned()
        if token.item is not None:
            return of_item(token, token.item, self.level.label)
        if token.threshold is not None:
            return of_equipment(token, token.threshold, planned=planned)
        if self.plain.endswith("其他", 0, token.start):
            return None
        chosen = None
        for subject in token.subjects:
            if subject.section is not None and subject.section != self.setting.section:
                continue
            if subject.under is not None:
                whole = self.level.whole or self.level.head
                if whole is None or subject.under not in whole.measures:
                    continue
            chosen = subject
        return of_subject(token, chosen, self.setting.report_type) if chosen is not None else None

    def _is_planned(self) -> bool:
        text = self.plain[self.clause.start : self.clause.start + 60]
        sentence = self.plain[self.plain.rfind("。", 0, self.clause.start + 1) + 1 : self.clause.start + 60]
        return re.search(r"购置|新增|拟|计划", sentence or text) is not None and "共有" not in sentence

    def _time(self, token: Token) -> None:
        clause = self.clause
        if token.kind == "same_period":
            clause.base = Base(token.start, previous=True)
            return
        opens = self.plain[max(token.start - 2, 0) : token.start].endswith(wording().before_base)
        opens = opens or (clause.direction_than and clause.direction != 0)
        if not clause.base_open and not opens:
            if token.kind == "phase" or (token.kind == "plain_budget" and self.setting.report_type == "final_accounts"):
                if clause.mode is not None:
                    clause.completion_phase = token.code or "budget"
                    clause.mode = "completion"
                else:
                    clause.phase = token.code or "budget"
            elif token.kind == "year":
                clause.year = int(token.code)
            elif token.kind == "previous_year":
                clause.year = self.setting.fiscal_year - 1
            return
        if not clause.base_open:
            # 占年初预算 and 完成年初预算 are no comparison.
            clause.base, clause.base_open = Base(token.start - 1), True
        base = clause.base or Base(token.start)
        if token.kind == "year":
            base = base.with_year(int(token.code))
        elif token.kind == "previous_year":
            base = replace(base, previous=True)
        elif token.kind == "phase":
            base = replace(base, phase=token.code)
        else:
            base = replace(base, plain_budget=True)
        clause.base = base

    def _direction(self, token: Token) -> None:
        clause = self.clause
        clause.base_open = False
        # 增加(减少): the words in brackets are a template's other choice.
        clause.direction = 1 if token.kind in ("increase", "more_than") else -1
        clause.direction_end = token.end
        clause.direction_than = token.kind in ("more_than", "less_than")
        clause.mode = None

    def _among(self, token: Token) -> None:
        level = self.level
        self._finish_noun()
        if self.plain[max(token.start - 2, 0) : token.start] == "主要" and level.reason:
            level.reason = False
        whole = level.current if level.current is not None and not self.sentence_start else level.head
        whole = whole or self.setting.before
        level.whole = whole or level.whole
        level.listed = []
        level.reason = False
        level.list_time = level.last_time
        self.clause.among = True
        self.sentence_among = self.sentence_among or self.sentence_start

    # ---- clauses, sentences and brackets

    def _finish_noun(self) -> None:
        """A noun that ends without an amount of its own becomes what is spoken of."""
        clause = self.clause
        if clause.noun is not None and not clause.stated:
            noun = self._whole_noun()
            if noun is not None:
                self._speak_of(noun)
                clause.noun = noun

    def _whole_noun(self) -> Noun | None:
        """The clause's noun with the fund its words name."""
        clause = self.clause
        if clause.noun is None:
            if clause.fund is None or clause.fund_token is None:
                return None
            whole = self.level.current or self.level.whole or self._whole_of_section(clause.fund)
            return of_fund_alone(clause.fund_token, clause.fund, whole)
        if clause.noun.fund is not None:
            return clause.noun
        if clause.fund is None:
            whole = self.level.whole or self.level.head
            if whole is None or whole.fund is None or (whole is self.level.head and not clause.noun.is_part_of(whole)):
                return clause.noun
            return replace(clause.noun, fund=whole.fund)
        noun = with_fund(clause.noun, clause.fund)
        if clause.fund_token is not None and clause.fund_token.start < noun.start:
            noun = replace(noun, start=clause.fund_token.start)
        return noun

    def _whole_of_section(self, fund: str) -> Noun | None:
        """In a section about one fund's expenditure, the fund alone (一般公共预算当年拨款9万元) is its expenditure."""
        sections = {"general_public_expenditure": "general_public", "government_fund": "government_fund"}
        if sections.get(self.setting.section or "") != fund:
            return None
        return Noun(0, 0, ("expenditure_total",))

    def _speak_of(self, noun: Noun) -> None:
        level = self.level
        if self.first_noun is None:
            self.first_noun = noun
        if self.sentence_start and not self.sentence_among:
            level.head = noun
            level.whole = self.setting.whole
            self.changed.clear()
        self.sentence_start = False
        level.current = noun

    def _wait(self) -> None:
        noun = self._whole_noun()
        if noun is not None and not self.clause.stated:
            self.level.waiting.append(noun)
            self.clause.noun, self.clause.fund, self.clause.fund_token = None, None, None

    def _end_clause(self, separator: str, end: int) -> None:
        clause, level = self.clause, self.level
        if clause.nothing and not clause.stated:
            self._nothing()
        if (clause.base is not None and not clause.stated) or clause.base is not None:
            level.base = clause.base
        if clause.noun is not None and not clause.stated and not clause.nothing:
            noun = self._whole_noun()
            if noun is not None and not level.reason:
                if separator in ("、", ",") and not clause.direction:
                    level.waiting.append(noun)
                if separator in ("。", ":", "") or not level.current:
                    self._speak_of(noun)
                    if separator == ":":
                        level.label = noun
                elif separator in (",", ";") and not clause.among and clause.base is None:
                    level.current = noun
        if clause.stated and separator != "、":
            level.waiting = []
        if separator == ":" and clause.stated and not level.reason:
            level.whole = level.current
        if separator == ";":
            level.reason = False
            level.shared = []
            if level.current is not None and level.current.aside:
                level.current = level.head
            level.last_changed = []
        if separator == "。":
            self._end_sentence()
        self.clause = _Clause(end)
        if separator in ("、",):
            self.clause.respectively = clause.respectively
            self.clause.each = clause.each
            self.clause.direction = clause.direction if level.shared else 0

    def _end_sentence(self) -> None:
        level = self.level
        level.reason, level.base = False, None
        level.current = level.head
        level.whole, level.list_time, level.listed = self.setting.whole, None, []
        level.waiting, level.shared = [], []
        self.sentence_start = True
        self.sentence_among = False

    def _open(self, token: Token) -> None:
        self._finish_noun()
        self.stack.append(self.level)
        upper = self.level
        upper_clause = self.clause
        self.level = _Level(
            upper.head, upper.current, upper.whole, upper.label, upper_clause.base or upper.base, False, [], []
        )
        self.level.last_sign = upper.last_sign
        self.clause = _Clause(token.end)

    def _close(self, token: Token) -> None:
        if not self.stack:
            return
        self._end_clause(")", token.end)
        self.level = self.stack.pop()
        self.clause = _Clause(token.end)
        self.sentence_start = False

    # ---- what is stated

    def _other_words(self, start: int, end: int) -> str:
        """What stands in `plain[start:end]` beside tokens, ordinals and fillers."""
        left: list[str] = []
        position = start
        for token in self.tokens[max(bisect_left(self.token_starts, start) - 1, 0) :]:
            if token.start >= end:
                break
            if token.end > start:
                left.append(self.plain[position : max(token.start, position)])
                position = max(position, token.end)
        left.append(self.plain[position:end])
        return "".join(_CJK.findall("\n".join(_fillers().sub("", _ORDINAL.sub("", part)) for part in left)))

    def _amount(self, number: int, token: Token) -> None:
        assert token.amount is not None
        unit = token.amount.unit or self._shared_unit(number)
        if unit in PERCENT_UNITS:
            self._percent(token, unit)
        elif unit in MONEY_UNITS:
            self.unit = unit
            self._money(number, token, unit)
        else:
            self._count(number, token, unit)
        self.clause.last_end = token.end

    def _shared_unit(self, number: int) -> str:
        """The unit of a number that shares it with the numbers behind it; a bare zero takes the last one printed."""
        for token in self.tokens[number + 1 : number + 40]:
            if token.kind == "amount" and token.amount is not None and token.amount.unit is not None:
                return token.amount.unit
            if token.kind != "amount" and token.code != "、":
                break
        return self.unit

    def _money(self, number: int, token: Token, unit: str) -> None:
        clause, level = self.clause, self.level
        if clause.base_open and not clause.direction_than:
            self._base_amount(number, token, unit)
            return
        if clause.direction and self.plain[clause.direction_end : token.start] in ("到", "至", "为", "到了"):
            # 减少到2万元 says how much is left.
            clause.direction, clause.year = 0, None
        nouns = self._targets(token)
        sign = clause.direction
        if not nouns:
            if not level.reason:
                self.not_understood.append(token)
            clause.stated = True
            return
        if any(noun.aside for noun in nouns):
            clause.stated = True
            return
        for noun in nouns:
            if not noun.measures:
                continue
            base = clause.base or level.base
            if sign:
                code = compared_with(base, self.setting.fiscal_year, self.setting.report_type)
                if code is None:
                    self.not_understood.append(token)
                    continue
                self._state(noun, "change", token, unit, sign=sign, code=code)
                self.changed.add(_key(noun))
            else:
                self._state(noun, "level", token, unit)
        if sign:
            level.last_sign = sign
            level.last_changed = nouns
            clause.direction = 0 if not level.shared else sign
        self._after(nouns)

    def _base_amount(self, number: int, token: Token, unit: str) -> None:
        """An amount inside a comparison base: last year's figure, when a direction follows it (比上年的9万元减少1万元)."""
        clause = self.clause
        following = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        noun = self._whole_noun() or self.level.current
        if noun is None or clause.base is None or self.level.reason or following is None or not noun.measures:
            self.not_understood.append(token)
            return
        if following.kind not in ("increase", "decrease", "unchanged"):
            self.not_understood.append(token)
            return
        year, phase = (
            base_year(clause.base, self.setting.fiscal_year),
            base_phase(clause.base, self.setting.report_type),
        )
        self._speak_of(noun)
        self._state(noun, "level", token, unit, phase=phase, year=year)
        clause.noun, clause.stated = noun, False

    def _targets(self, token: Token) -> list[Noun]:
        """What an amount of money speaks of; nothing where the words before it are not understood."""
        clause, level = self.clause, self.level
        if level.shared:
            return [level.shared.pop(0)]
        noun = self._whole_noun() if not clause.stated else None
        if clause.each and (level.waiting or noun is not None):
            if noun is not None and noun not in level.waiting:
                level.waiting.append(noun)
            return list(level.waiting)
        if clause.each and clause.direction and noun is None and len(level.listed) > 1:
            return list(level.listed)
        if noun is not None:
            if level.reason and not self._told_in_reason(noun):
                return []
            behind = self._other_words(max(noun.end, clause.last_end), token.start)
            return [noun] if len(behind) <= _OTHER_WORDS_BEHIND or noun.aside else []
        if level.current is None or self._other_words(max(clause.start, clause.last_end), token.start):
            return []
        if level.reason:
            # Behind a purpose or a reason, a comparison speaks again of what it was told of, if it had none before.
            again = clause.direction and clause.base is not None and (level.purpose or not self._has_changed(level.current))
            return [level.current] if again else []
        if clause.direction:
            return [level.current]
        return [level.current] if self._may_stand_alone(level.current, token) else []

    def _told_in_reason(self, noun: Noun) -> bool:
        """Whether a reason names a change of a part of what is explained: 主要是项目支出增加20万元."""
        whole = self.level.head or self.level.current
        if not self.clause.direction or whole is None or whole.is_item or noun.is_item or noun.generic:
            return False
        return noun.belongs_to(whole)

    def _has_changed(self, noun: Noun) -> bool:
        """Whether a change of `noun` against the clause's base was stated in this passage."""
        code = compared_with(self.clause.base, self.setting.fiscal_year, self.setting.report_type)
        return any(
            statement.kind == "change" and statement.compared_with == code and _key(statement.noun) == _key(noun)
            for statement in self.statements[-12:]
        )

    def _may_stand_alone(self, noun: Noun, token: Token) -> bool:
        """Whether a level without its own subject is of `noun`: 2026年预算安排3万元 below the heading 公务接待费."""
        clause = self.clause
        if clause.among or not self.plain[clause.start : token.start]:
            return False
        phase, year = clause.phase or self.setting.phase, clause.year or self.setting.fiscal_year
        return (_key(noun), phase, year) not in self.levels

    def _after(self, nouns: list[Noun]) -> None:
        clause, level = self.clause, self.level
        clause.stated = True
        level.listed += [noun for noun in nouns if noun not in level.listed]
        if not level.reason:
            self._speak_of(nouns[-1])

    def _percent(self, token: Token, unit: str) -> None:
        clause, level = self.clause, self.level
        noun = self._whole_noun() or level.current
        if level.reason or noun is None or noun.aside or not noun.measures:
            return
        if clause.mode == "share":
            self._state(noun, "share_percent", token, unit)
        elif clause.mode == "completion":
            code = "current_adjusted_budget" if clause.completion_phase == "adjusted_budget" else "current_budget"
            self._state(noun, "completion_percent", token, unit, code=code, phase=self.setting.phase)
        elif clause.direction or (
            self.stack and clause.noun is None and not self._other_words(clause.start, token.start)
        ):
            sign = clause.direction or level.last_sign
            code = compared_with(clause.base or level.base, self.setting.fiscal_year, self.setting.report_type)
            if code is None or (clause.noun is None and self._other_words(clause.start, token.start)):
                return
            self._state(noun, "change_percent", token, unit, sign=sign, code=code)
        clause.stated = clause.stated or clause.noun is not None

    def _count(self, number: int, token: Token, unit: str) -> None:
        clause, level = self.clause, self.level
        if clause.base_open or (level.reason and not level.purpose):
            return
        noun = self._whole_noun()
        if noun is not None and noun.generic and level.current is not None and unit in dict(level.current.counts):
            noun = level.current
        if level.reason and noun is not None and noun is not level.current:
            return
        if noun is not None and noun.aside:
            clause.stated = True
            return
        whole = level.whole or level.head
        kind = self._kind_of_whole(token, unit, noun, whole)
        if kind is not None:
            noun = kind
        elif noun is None or noun.count_measure(unit) is None:
            noun = self._counted_behind(number, token, unit) or (
                level.current if noun is None and not self._other_words(clause.start, token.start) else None
            )
        measure = noun.count_measure(unit) if noun is not None else None
        if noun is None or measure is None:
            return
        self._state(noun, "count", token, unit)
        clause.stated = True
        if kind is None:
            self._speak_of(noun)

    def _kind_of_whole(self, token: Token, unit: str, noun: Noun | None, whole: Noun | None) -> Noun | None:
        """A kind of what is counted as a whole: 共有车辆3辆，其中：其他用车1辆; 实有人员9人，其中行政5人."""
        clause = self.clause
        if whole is None or self.level.whole is None or whole.count_measure(unit) is None:
            return None
        measure = whole.count_measure(unit)
        own = noun.count_measure(unit) if noun is not None else None
        label = _FRONT.sub("", _ORDINAL.sub("", self.plain[max(clause.start, clause.last_end) : token.start]))
        is_vehicle = measure in ("vehicles_count", "vehicles_bought") and "用车" in label
        is_staff = measure is not None and measure.startswith("staff_") and own in (None, measure)
        if not label or len(label) > 24 or not (is_vehicle or is_staff):
            return None
        start = token.start - len(label)
        return replace(whole, start=start, end=token.start, subject_name=label, item=None)

    def _counted_behind(self, number: int, token: Token, unit: str) -> Noun | None:
        """What is counted where the number comes first: 共7个项目纳入绩效目标管理."""
        if not self.plain.startswith("项目", token.end):
            return None
        for following in self.tokens[number + 1 : number + 4]:
            if following.kind == "subject":
                noun = self._named(following)
                if noun is not None and noun.count_measure(unit) is not None:
                    return replace(noun, start=token.start)
            if following.kind == "separator":
                break
        return None

    def _unchanged(self, token: Token) -> None:
        """持平, 无变化 and the like: a change of zero, told in words."""
        clause, level = self.clause, self.level
        clause.base_open = False
        word = self.plain[token.start : token.end]
        base = clause.base or level.base
        if level.reason or (clause.base is None and word in ("相同", "一致", "不变")):
            return
        start = min(base.start, token.start) if clause.base is not None and base is not None else token.start
        noun = self._whole_noun()
        if clause.each and level.listed and noun is None:
            nouns = list(level.listed)
        elif noun is not None:
            nouns = [noun]
        elif level.current is not None and not self._other_words(clause.start, start):
            nouns = [level.current]
        else:
            return
        code = compared_with(base, self.setting.fiscal_year, self.setting.report_type)
        for noun in nouns:
            if noun.aside or not noun.measures or code is None or _key(noun) in self.changed:
                continue
            words = replace(token, start=start)
            self._state(noun, "change", words, self.unit, code=code, in_words=True)
            self.changed.add(_key(noun))
        if nouns and not clause.each:
            self._speak_of(nouns[-1])
        clause.stated = True

    def _nothing(self) -> None:
        """没有使用政府性基金预算拨款安排的支出 and the like: nothing of what is named, told in words."""
        clause, level = self.clause, self.level
        if level.reason or self.stack or clause.base is not None or clause.among:
            return
        if clause.year not in (None, self.setting.fiscal_year):
            return
        end = self.plain.find("。", clause.start)
        text = self.plain[clause.start : end if end >= 0 else len(self.plain)]
        text = re.split(r"[,;:]", text)[0]
        if len(text) > _LONGEST_LABEL or re.search(r"空表|结转|无法|变化|重点|绩效|单列", text):
            return
        nouns: list[Noun] = []
        noun = clause.noun
        if (
            clause.fund is not None
            and clause.fund_token is not None
            and (noun is None or noun.generic or len(noun.measures) == 2)
        ):
            token = clause.fund_token
            if "收入" in text or "收支" in text:
                revenue = of_fund_alone(token, clause.fund, Noun(0, 0, ("revenue_grand_total",)))
                nouns += [revenue] if revenue is not None else []
            if "支出" in text or "收支" in text:
                nouns.append(Noun(token.start, token.end, ("expenditure_total",), fund=clause.fund))
        elif noun is not None and noun.measures and not noun.generic and not noun.is_item:
            nouns = [self._whole_noun() or noun]
        word = _NOTHING.search(text)
        if word is None:
            return
        for noun in nouns:
            found = Token("nothing", clause.start + word.start(), clause.start + len(text))
            self._state(noun, "nil", found, None, in_words=True)
        clause.stated = bool(nouns)

    def _state(
        self,
        noun: Noun,
        kind: Kind,
        token: Token,
        unit: str | None,
        *,
        sign: int = 0,
        code: str | None = None,
        phase: str | None = None,
        year: int | None = None,
        in_words: bool = False,
    ) -> None:
        clause = self.clause
        number = token.amount.number if token.amount is not None else None
        start = token.start
        negative = number is not None and sign and _NEGATIVE_BEFORE.search(self.plain[max(start - 1, 0) : start])
        if negative:
            sign = -sign
        listed_phase, listed_year = self.level.list_time or (self.setting.phase, self.setting.fiscal_year)
        year = year or clause.year or (listed_year if kind == "level" else self.setting.fiscal_year)
        phase = phase or clause.phase or (listed_phase if kind == "level" else self.setting.phase)
        if kind == "level":
            self.levels.add((_key(noun), phase, year))
            self.level.last_time = (phase, year)
        label = noun.start if noun.start < start else clause.start
        self.statements.append(
            Statement(
                noun,
                kind,
                start,
                token.end,
                label,
                number,
                unit,
                phase,
                year,
                sign if sign else 1,
                code,
                self.level.whole if self.level.whole is not noun else None,
                self.as_of,
                None,
                in_words,
            )
        )


def _key(noun: Noun) -> Key:
    """What makes two nouns of one passage the same thing."""
    name = noun.item.name if noun.item is not None else noun.subject_name
    return (noun.measures, noun.fund, noun.qualifier, name)


def _without_remarks(tokens: list[Token]) -> list[Token]:
    """The tokens without brackets that hold no amount: remarks, template choices and parts of names."""
    kept: list[Token] = []
    opened: list[int] = []
    for token in tokens:
        if token.kind == "open":
            opened.append(len(kept))
        elif token.kind == "close":
            if not opened:
                continue
            first = opened.pop()
            if not any(inner.kind == "amount" for inner in kept[first:]):
                del kept[first:]
                continue
        kept.append(token)
    # A bracket that never closes opens nothing.
    for place in reversed(opened):
        del kept[place]
    return kept
