"""What a passage speaks of at each point: its clause, its sentence, its brackets, and the statements made so far."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from pipelines.extract.prose.clauses import Clause, Depth, Key
from pipelines.extract.prose.comparisons import compared_with
from pipelines.extract.prose.fillers import ORDINAL, without_fillers
from pipelines.extract.prose.nouns import (
    EXPENDITURE,
    EXPENDITURE_GRAND,
    Noun,
    of_equipment,
    of_fund_alone,
    of_item,
    of_subject,
    with_fund,
)
from pipelines.extract.prose.numbering import Numbering
from pipelines.extract.prose.stated_times import is_too_early, note_time, phase_of_word, time_of_level
from pipelines.extract.prose.statements import Kind, Setting, Statement
from pipelines.extract.prose.tokens import Date, Token
from schemas.phrase_declarations import wording

_EVALUATIONS = ("tracked", "self_evaluated", "evaluated")
# 所属林业站的收入: of one body among those that the disclosure is of.
_OTHER_BODY = re.compile(
    r"(?:所属|下属|直属)(?!各?(?:预算|事业|二级)?单位)[\u4e00-\u9fff]{1,20}(?:[局站所队院校园馆处社圃场]|中心)(?:的|20\d\d年度?)?$"
)
_PLANNED = re.compile(r"购置|新增|拟|计划")
_ABOUT = ("约", "近")
_CARRIED = ("结转", "结余")
# How far from a word the grammar looks for what it goes with; sentences are shorter, endless text must not cost more.
WINDOW = 80
_MOST_LISTED = 40
_SECTION_FUNDS = {
    "general_public_expenditure": "general_public",
    "government_fund": "government_fund",
    "state_capital": "state_capital",
}


def key_of(noun: Noun) -> Key:
    """What makes two nouns of one passage the same thing."""
    name = noun.item.name if noun.item is not None else noun.subject_name
    return (noun.measures, noun.fund, noun.qualifier, name)


class Discourse:
    """The state of reading one passage."""

    def __init__(self, plain: str, tokens: list[Token], setting: Setting) -> None:
        self.plain = plain
        self.tokens = tokens
        self.setting = setting
        self._token_starts = [token.start for token in tokens]
        self.depth = Depth(head=setting.label, current=setting.label, whole=setting.whole, label=setting.label)
        self.numbering = Numbering.below(setting.above, self.depth)
        self.clause = Clause(0)
        self.numbering.begin(plain, 0, self.depth)
        self.segment_start = 0
        self.sentence_start = True
        self.sentence_among = False
        self.as_of: Date | None = setting.as_of
        self.unit = "万元"
        self.first_noun: Noun | None = None
        self.running: Noun | None = None
        self.aside_end = 0
        self.levels: set[tuple[Key, str, int]] = set()
        self.changed: set[Key] = set()
        self.statements: list[Statement] = []
        self.not_understood: list[Token] = []

    # ---- words

    def other_words(self, start: int, end: int) -> str:
        """What stands in `plain[start:end]` beside tokens, ordinals and fillers."""
        left: list[str] = []
        position = start
        first = max(bisect_left(self._token_starts, start) - 1, 0)
        for number in range(first, bisect_left(self._token_starts, end)):
            token = self.tokens[number]
            if token.end > start:
                left.append(self.plain[position : max(token.start, position)])
                position = max(position, token.end)
        left.append(self.plain[position:end])
        return "".join(without_fillers(part) for part in left)

    def bare_front(self, end: int) -> bool:
        """Whether the clause says nothing of its own before `end`: what it speaks of was named earlier."""
        return not self.other_words(max(self.clause.start, self.clause.last_end), end)

    # ---- nouns

    def take_noun(self, token: Token) -> None:
        """A subject, item or equipment: it becomes what the clause speaks of, or gives way to a more precise one."""
        clause, current = self.clause, self.depth.current
        if clause.base_open or clause.mode is not None or self._names_a_phase_only(token):
            return
        noun = self.named(token)
        if noun is None:
            return
        before = clause.noun
        if before is not None and not clause.stated:
            if self.plain[before.end : noun.start] in ("和", "及", "与", "以及"):
                self.wait()
            elif noun.generic:
                self._note_phase(token)
                return
            elif before.outranks(noun):
                return
        if noun.generic and ((current is not None and current.aside) or self._is_of_something_else(token, noun)):
            return
        if token.kind == "subject" and noun.generic:
            self._note_phase(token)
        if noun.measures == ("performance_amount",) or noun.count_measure("个") == "performance_projects":
            noun = self._of_evaluation(noun, token)
        clause.noun = self._meant(noun)
        clause.nouns += 1
        clause.stated = False

    def _of_evaluation(self, noun: Noun, token: Token) -> Noun:
        """Money and projects under targets or evaluation, narrowed by what the sentence says is done with them."""
        if noun.qualifier is not None:
            return noun
        if noun.measures and "整体支出" in self._segment_before(token):
            return replace(noun, qualifier="whole_department")
        for spoken in (self.clause.noun, self.depth.current, self.depth.head):
            if spoken is not None and spoken.qualifier in _EVALUATIONS:
                return replace(noun, qualifier=spoken.qualifier, fund=noun.fund or spoken.fund)
        return noun

    def _is_of_something_else(self, token: Token, noun: Noun) -> bool:
        """Whether bare 支出 ends a name that is not known: 残疾人康复支出 is not the body's expenditure."""
        if noun.side is None:
            return False
        number = bisect_left(self._token_starts, token.start)
        begin = max(self.tokens[number - 1].end if number else 0, token.start - WINDOW)
        words = self.other_words(begin, token.start)
        if _OTHER_BODY.search(self.plain, max(self.clause.start, token.start - WINDOW), token.start):
            self.clause.limited = True
        if noun.end - noun.start != 2:
            narrowed = bool(words) and self.plain.endswith(wording().narrows_total, 0, token.start)
            self.clause.limited = self.clause.limited or narrowed
            return self.clause.limited
        return self.clause.limited or (bool(words) and self.clause.fund is None)

    def _segment_before(self, token: Token) -> str:
        return self.plain[max(self.segment_start, token.start - WINDOW) : token.start]

    def named(self, token: Token) -> Noun | None:
        """The noun that a token names here; None where its words mean something else."""
        if token.item is not None:
            return of_item(token, token.item, (self.depth.label, self.depth.whole))
        if token.threshold is not None:
            return of_equipment(token, token.threshold, planned=self._is_planned(token.start))
        if self.plain.endswith(wording().narrowed_by, 0, token.start):
            return None
        chosen = None
        for subject in token.subjects:
            if subject.alone and not self.bare_front(token.start):
                continue
            if subject.section is not None and subject.section != self.setting.section:
                continue
            if subject.under is not None:
                whole = self.depth.whole or self.depth.head
                if whole is None or subject.under not in whole.measures:
                    continue
            if chosen is None or chosen.section is None or subject.section is not None:
                chosen = subject
        if chosen is None:
            return None
        noun = of_subject(token, chosen, self.setting.report_type)
        if noun.side is not None and not chosen.generic and self.plain.startswith(_CARRIED, token.end):
            # 基本支出结转5万元 is no expenditure.
            self.clause.limited = True
            return None
        heads = self.plain.startswith(":", token.end)
        is_part = chosen.part or (chosen.alone and not heads and self._lists(chosen.measures))
        return replace(noun, subject_name=self.plain[token.start : token.end]) if is_part else noun

    def _lists(self, measures: tuple[str, ...]) -> bool:
        """Whether the list here is one of these measures' own parts."""
        wholes = (whole for whole in (self.depth.whole, self.depth.label) if whole is not None)
        before = self.setting.before
        return any(whole.measures == measures and whole is not before for whole in wholes)

    def _is_planned(self, end: int) -> bool:
        """Whether the sentence up to `end` speaks of what is to be bought, not of what there is."""
        first = max(end - 2 * WINDOW, 0)
        sentence = self.plain[max(self.plain.rfind("。", first, end) + 1, first) : end]
        return _PLANNED.search(sentence) is not None and "共有" not in sentence

    def _meant(self, noun: Noun) -> Noun:
        """Bare 收入, 支出 and 收支 mean what was spoken of: 收入预算9万元…。收入较上年增加1万元."""
        head = self.depth.head
        if self.clause.fund or head is None:
            return noun
        if len(noun.measures) == 2:
            return replace(head, start=noun.start, end=noun.end) if len(head.measures) == 2 else noun
        if not noun.generic or noun.side is None:
            return noun
        if noun.end - noun.start != 2:
            # 2.政府采购。支出总额9万元: a run-in heading says what the total is of.
            runs_in = head is self.running and head.side is None and len(head.measures) == 1 and not head.aside
            return replace(head, start=noun.start, end=noun.end) if runs_in else noun
        current = self.depth.current
        if current is not None and current.measures and self.plain.endswith(("共", "共计"), 0, noun.start):
            # 国内接待8批次，共计支出5万元: for what was counted.
            return replace(current, start=noun.start, end=noun.end)
        for spoken in (head, *self.depth.listed):
            if spoken.generic and not spoken.is_item and spoken.side == noun.side:
                return replace(spoken, start=noun.start, end=noun.end)
        # 费用支出较上年减少 under 公务接待费 speaks of that.
        told_of = head.measures and not head.aside and len(head.measures) == 1 and head.side in (None, noun.side)
        return replace(head, start=noun.start, end=noun.end) if told_of else noun

    def _note_phase(self, token: Token) -> bool:
        """Whether `token` is a word that says of which phase its clause speaks."""
        phase = phase_of_word(self.plain, token, self.clause, self.depth, self.setting)
        self.clause.phase = phase or self.clause.phase
        return phase is not None

    def _names_a_phase_only(self, token: Token) -> bool:
        """支出决算为… after 年初预算为… says which phase, of what was spoken of before."""
        clause, current = self.clause, self.depth.current
        if current is None or clause.noun is not None or clause.fund or current.aside or current.side == "revenue":
            return False
        if token.start - clause.start > WINDOW:
            return False
        if not any(subject.generic and subject.measures[:1] == (EXPENDITURE_GRAND,) for subject in token.subjects):
            return False
        return not self.other_words(clause.start, token.start) and self._note_phase(token)

    def whole_noun(self) -> Noun | None:
        """The clause's noun with the fund that its words or its whole name; a fund alone is a part of its whole."""
        clause, depth = self.clause, self.depth
        noun = clause.noun
        if noun is None:
            if clause.fund is None or clause.fund_token is None:
                return None
            spoken = depth.current
            if spoken is not None and spoken.is_carried and depth.whole is not None and spoken.is_part_of(depth.whole):
                # 收入9万元，其中：上年结转1万元，一般公共预算8万元: a source beside what is carried over, not of it.
                spoken = depth.whole
            whole = spoken or depth.whole or self._whole_of_section(clause.fund)
            return of_fund_alone(clause.fund_token, clause.fund, whole)
        if noun.fund is not None:
            return noun
        if clause.fund is not None and clause.fund_token is not None:
            whole = depth.whole if depth.whole is not self.setting.whole else None
            if whole is None and depth.current is not None and depth.current.measures == ("performance_amount",):
                whole = depth.current
            if whole is not None and whole.side is None and whole.measures and noun.generic and noun.side:
                # 三公经费9万元（其中：一般公共预算支出9万元）: the fund's part of that, not the fund's expenditure.
                return of_fund_alone(clause.fund_token, clause.fund, whole)
            narrowed = with_fund(noun, clause.fund)
            if clause.fund_token is not None and clause.fund_token.start < noun.start:
                narrowed = replace(narrowed, start=clause.fund_token.start)
            return narrowed
        whole = depth.whole
        if whole is None and depth.head is not None and noun.is_part_of(depth.head):
            whole = depth.head
        head = depth.head
        named = head.named_fund if head is not None else None
        if whole is None and head is not None and named is not None and not (clause.among or self.sentence_start):
            if head.shares_fund_with(noun) and (noun.side is None or head.is_carried or len(depth.listed) <= 1):
                return with_fund(noun, named)
            clause.doubtful = clause.doubtful or head.shares_fund_with(noun)
        return noun if whole is None or whole.fund is None else replace(noun, fund=whole.fund)

    def _whole_of_section(self, fund: str) -> Noun | None:
        """In a section about one fund's expenditure, the fund alone (一般公共预算当年拨款9万元) is its expenditure."""
        if _SECTION_FUNDS.get(self.setting.section or "") == fund:
            return Noun(0, 0, (EXPENDITURE,))
        # 收入预算9万元。 below it: (一)一般公共预算拨款8万元
        before = self.setting.before
        return (
            before if before is not None and before.side and not before.is_item and ORDINAL.match(self.plain) else None
        )

    def speak_of(self, noun: Noun) -> None:
        """From here on `noun` is spoken of; the first of a sentence that is no list is its head."""
        depth = self.depth
        if self.first_noun is None:
            self.first_noun = noun
        if self.sentence_start and not self.sentence_among:
            depth.head, depth.whole = noun, self.setting.whole
            self.changed.clear()
        self.sentence_start = False
        depth.current, depth.lost = noun, False

    def last_spoken_of(self) -> Noun | None:
        """What words without a subject speak of; None where that is not known."""
        depth = self.depth
        if depth.lost:
            return None
        # 其中甲3万元、乙4万元，比上年增加2万元: the whole, not the last of its parts.
        return depth.whole if depth.enumerated else depth.current

    def finish_noun(self) -> None:
        """A noun that ends without an amount of its own becomes what is spoken of."""
        clause = self.clause
        if clause.noun is not None and not clause.stated:
            noun = self.whole_noun()
            if noun is not None:
                self.speak_of(noun)
                clause.noun = noun

    def wait(self) -> None:
        """A noun that ends without an amount waits for one that it shares with others."""
        noun = self.whole_noun()
        if noun is not None and not self.clause.stated and len(self.depth.waiting) < _MOST_LISTED:
            self.depth.waiting.append(noun)
            self.clause.joined = True
            self.clause.noun, self.clause.fund, self.clause.fund_token = None, None, None

    def list_nouns(self, nouns: list[Noun]) -> None:
        """`nouns` have their amounts: they are listed, and the last is what is spoken of."""
        depth = self.depth
        self.clause.stated = True
        if len(depth.listed) < _MOST_LISTED:
            depth.listed += [noun for noun in nouns if noun not in depth.listed]
        if not depth.reason:
            self.speak_of(nouns[-1])

    # ---- statements

    def base_code(self) -> str | None:
        """The code of the comparison base that the clause or its sentence names, else of the usual one."""
        return compared_with(self.clause.base or self.depth.base, self.setting.fiscal_year, self.setting.report_type)

    def _is_about(self, token: Token) -> bool:
        """Whether the number is rounded by its words: 约3万元, 5万元左右."""
        return self.plain.endswith(_ABOUT, 0, token.start) or self.plain.startswith("左右", token.end)

    def has_changed(self, noun: Noun) -> bool:
        """Whether a change of `noun` against the clause's base was stated a moment ago."""
        code = self.base_code()
        return any(
            statement.kind == "change" and statement.compared_with == code and key_of(statement.noun) == key_of(noun)
            for statement in self.statements[-12:]
        )

    def time_of_level(self) -> tuple[str, int]:
        """Phase and year of an amount here."""
        return time_of_level(self.plain, self.clause, self.depth, self.setting)

    def state(
        self,
        noun: Noun,
        kind: Kind,
        token: Token,
        unit: str | None,
        *,
        sign: int = 1,
        code: str | None = None,
        time: tuple[str, int] | None = None,
        shared: bool = False,
    ) -> None:
        """Record a statement of `noun`: the number of `token`, or its words where it has none."""
        clause, depth = self.clause, self.depth
        number = token.amount.number if token.amount is not None else None
        if number is not None and kind == "change" and self.plain[token.start - 1 : token.start] in ("-", "−"):
            # 减少-1万元 and 增加-1万元 are one and the same: the number is the difference, the word a template's.
            sign = -1
        if time is None:
            usual = (clause.phase or self.setting.phase, clause.year or self.setting.fiscal_year)
            time = self.time_of_level() if kind == "level" else usual
        if kind == "level":
            own = (self.setting.phase, self.setting.fiscal_year)
            # Parts belong to the main amount, not to last year's or the planned one told beside it.
            depth.last_time = own if (key_of(noun), *own) in self.levels else time
            note_time(time, clause, depth, self.setting)
            self.levels.add((key_of(noun), *time))
        self.statements.append(
            Statement(
                noun,
                kind,
                token.start,
                token.end,
                noun.start if noun.elsewhere is None and noun.start < token.start else clause.start,
                number,
                unit,
                *time,
                sign,
                code,
                depth.whole if depth.whole is not noun else None,
                self.as_of,
                clause.doubtful
                or (number is not None and self._is_about(token))
                or is_too_early(kind, time, self.setting)
                or (clause.both_directions and number is not None and bool(number.strip("0.,"))),
                shared,
            )
        )
