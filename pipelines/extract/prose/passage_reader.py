"""The grammar of prose about figures: takes a passage's tokens one by one and yields what the passage states."""

from __future__ import annotations

import re
from dataclasses import replace

from pipelines.extract.prose.clauses import Clause, Depth
from pipelines.extract.prose.comparisons import Base
from pipelines.extract.prose.discourse import WINDOW, Discourse
from pipelines.extract.prose.fillers import ORDINAL
from pipelines.extract.prose.nouns import Noun
from pipelines.extract.prose.stated_amounts import amount, nothing, unchanged
from pipelines.extract.prose.statements import Reading, Setting
from pipelines.extract.prose.tokens import PERCENT_UNITS, Token, TokenKind, tokenise
from schemas.phrase_declarations import wording

_LONGEST_LABEL = 60
_SENTENCES = re.compile(r"[。;]|,.*,")
_NO_SHARE = ("用", "有", "地", "据")
_TIMES: frozenset[TokenKind] = frozenset({"year", "previous_year", "phase", "plain_budget", "same_period"})
_DIRECTIONS: frozenset[TokenKind] = frozenset({"increase", "decrease", "more_than", "less_than"})


def read_passage(plain: str, setting: Setting) -> Reading:
    """What the passage with this plain text states in its setting."""
    return _PassageReader(plain, setting).read()


class _PassageReader:
    def __init__(self, plain: str, setting: Setting) -> None:
        self.plain = plain
        self.discourse = Discourse(plain, without_remarks(tokenise(plain)), setting)
        self.outside: list[Depth] = []

    def read(self) -> Reading:
        discourse = self.discourse
        for number, token in enumerate(discourse.tokens):
            self._take(number, token)
        self._end_clause("", len(self.plain))
        depth = discourse.depth
        whole = (depth.whole or depth.head) if self.plain.endswith(":") else None
        statements, unexplained = tuple(discourse.statements), tuple(discourse.not_understood)
        above = discourse.numbering.above(depth)
        as_of = discourse.as_of if self.plain.endswith(":") else None
        return Reading(statements, unexplained, self._own_label(), whole, depth.head, above, as_of)

    def _own_label(self) -> Noun | None:
        """What a short passage without figures names, as headings and labels do."""
        return self.discourse.first_noun if self._is_heading() else None

    def _is_heading(self) -> bool:
        discourse = self.discourse
        if len(self.plain) > _LONGEST_LABEL or _SENTENCES.search(self.plain[:-1]):
            return False
        return not discourse.statements and not discourse.not_understood

    def _take(self, number: int, token: Token) -> None:
        discourse, clause, kind = self.discourse, self.discourse.clause, token.kind
        match kind:
            case "separator":
                self._end_clause(token.code, token.end)
            case "open":
                self._open(token)
            case "close":
                self._close(token)
            case "amount":
                amount(discourse, number, token)
            case "range":
                discourse.not_understood.append(token)
                discourse.depth.lost, clause.stated = True, True
            case "subject" | "item" | "equipment":
                discourse.take_noun(token)
            case "fund" if not clause.base_open and clause.mode is None:
                clause.fund, clause.fund_token = token.code, token
            case "unchanged":
                unchanged(discourse, token)
            case "compared":
                clause.base_open = False
            case "among":
                self._among(token)
            case "share" if not self.plain.startswith(_NO_SHARE, token.end):
                discourse.finish_noun()
                clause.mode = "share"
            case "completion":
                clause.mode = "completion"
            case "respectively":
                discourse.wait()
                discourse.depth.shared = list(discourse.depth.waiting) or self._listed_for(number)
            case "each":
                clause.each = True
            case "remark" if clause.direction and token.start == clause.direction_end:
                # 增加(减少)3万元: a template's choice that nobody made.
                clause.both_directions = clause.both_directions or _holds_a_direction(
                    self.plain[token.start : token.end]
                )
                clause.direction_end = token.end
            case "reason" | "purpose":
                discourse.depth.reason, discourse.depth.purpose = True, kind == "purpose"
            case "limit":
                clause.limited = True
            case "nothing":
                clause.nothing = True
            case "date" if not self.plain.endswith(wording().before_base, 0, token.start):
                discourse.as_of = token.date
            case _ if kind in _TIMES:
                self._time(token)
            case _ if kind in _DIRECTIONS:
                self._direction(token)

    def _listed_for(self, number: int) -> list[Noun]:
        """As many of the things told last as amounts follow: 甲3万元，乙5万元，分别比上年减少1万元和2万元."""
        follow = 0
        for token in self.discourse.tokens[number + 1 : number + WINDOW]:
            if token.kind in ("subject", "item") or (token.kind == "separator" and token.code in (";", "。")):
                break
            follow += token.amount is not None and token.amount.unit not in PERCENT_UNITS
        listed = self.discourse.depth.listed
        return listed[-follow:] if 2 <= follow <= len(listed) else []

    # ---- times, directions and lists

    def _time(self, token: Token) -> None:
        """A year or a phase: of the comparison base where one is open or opens here, else of the clause's figures."""
        clause, setting = self.discourse.clause, self.discourse.setting
        if token.kind == "same_period":
            clause.base = Base(token.start, previous=True)
            return
        if token.kind == "plain_budget" and self.plain.startswith(wording().no_phase, token.end):
            return
        opens = self.plain.endswith(wording().before_base, 0, token.start)
        opens = opens or (clause.direction_than and clause.direction != 0)
        if clause.base_open or opens:
            base = clause.base if clause.base_open and clause.base is not None else Base(token.start - 1)
            clause.base, clause.base_open = _with_words(base, token), True
        elif token.kind == "year":
            clause.year = int(token.code)
        elif token.kind == "previous_year":
            clause.year = setting.fiscal_year - 1
        elif token.kind == "phase" or setting.report_type == "final_accounts":
            phase = token.code or "budget"
            if clause.mode is not None:
                # 占年初预算的95% and 完成年初预算的95% are one thing.
                clause.mode, clause.completion_phase = "completion", phase
            else:
                clause.phase = phase

    def _direction(self, token: Token) -> None:
        clause = self.discourse.clause
        between = self.plain[clause.direction_end : token.start] if clause.direction else None
        if between in ("/", "或", "或者", "、"):
            # 增加/减少: a template's choice that nobody made; the first word stands, doubtful.
            clause.both_directions, clause.direction_end = True, token.end
            return
        clause.base_open = False
        clause.direction = 1 if token.kind in ("increase", "more_than") else -1
        clause.direction_end = token.end
        clause.direction_than = token.kind in ("more_than", "less_than")
        clause.direction_open = self.plain[token.start : token.end] in wording().needs_base
        clause.mode = None

    def _among(self, token: Token) -> None:
        """其中, 包括: what follows are parts of what was spoken of, or of the sentence before at a sentence's start."""
        discourse, depth = self.discourse, self.discourse.depth
        discourse.finish_noun()
        if depth.lost:
            # Of what was not understood: its parts are not either.
            depth.current, depth.whole, depth.of_unknown = None, None, True
        else:
            depth.of_unknown = False
            whole = depth.current if depth.current is not None and not discourse.sentence_start else depth.head
            depth.whole = whole or discourse.setting.before or depth.whole
        depth.listed, depth.list_time, depth.earlier = [], depth.last_time, None
        depth.reason = False
        if not self.outside:
            discourse.numbering.begin(self.plain, token.end, depth, discourse.clause.start)
        depth.numbered = ORDINAL.match(self.plain, token.end + self.plain.startswith(":", token.end)) is not None
        discourse.clause.among = True
        discourse.segment_start = token.end
        discourse.sentence_among = discourse.sentence_among or discourse.sentence_start

    # ---- clauses, sentences and brackets

    def _end_clause(self, separator: str, end: int) -> None:
        discourse, clause, depth = self.discourse, self.discourse.clause, self.discourse.depth
        if clause.nothing and not clause.stated:
            nothing(discourse, inside_brackets=bool(self.outside))
        if clause.base is not None:
            depth.base = clause.base
        named = clause.noun is not None or (separator == "、" and clause.fund is not None)
        if named and not clause.stated and not clause.nothing and not depth.reason:
            self._leave_noun(separator, end)
        if clause.stated and separator != "、":
            depth.waiting = []
        if separator == ":" and clause.stated and not depth.reason:
            depth.whole = depth.current
        if separator == ":" or (not separator and not self.outside and self._is_heading()):
            discourse.numbering.head(depth.current if clause.stated else clause.noun, clause.start, depth)
        if separator != ",":
            depth.enumerated = False
        elif clause.stated and clause.enumerates:
            depth.enumerated = depth.whole is not None and depth.whole is not discourse.setting.whole
        if separator in (";", ":", "。"):
            discourse.segment_start = end
        if separator == ";":
            depth.reason, depth.shared, depth.last_changed = False, [], []
            if depth.current is not None and depth.current.aside:
                depth.current = depth.head
        elif separator == "。":
            self._end_sentence(end)
        following = Clause(end)
        if separator == "、":
            following.each, following.joined = clause.each, bool(depth.waiting)
            following.enumerates = clause.stated and clause.direction == 0
            following.direction = clause.direction if depth.shared else 0
            following.mode = clause.mode if depth.shared else None
        if not self.outside:
            discourse.numbering.begin(self.plain, end, depth)
        following.after_label = separator == ":" and clause.noun is not None and not clause.stated
        discourse.clause = following

    def _leave_noun(self, separator: str, end: int) -> None:
        """A clause ends with a noun that has no amount: a label, or one of several that share what follows."""
        discourse, clause, depth = self.discourse, self.discourse.clause, self.discourse.depth
        noun = discourse.whole_noun()
        if noun is None:
            return
        if separator == "," and self.plain.endswith("中", 0, end - 1):
            # “三公”经费支出中，公务接待费…: what follows are its parts.
            discourse.speak_of(noun)
            depth.whole = noun
            return
        if separator in ("、", ",") and not clause.direction and len(depth.waiting) < WINDOW:
            depth.waiting.append(noun)
        if separator in ("。", ":", "") or depth.current is None:
            discourse.speak_of(noun)
            if separator == ":":
                depth.label = noun
        elif separator in (",", ";") and not clause.among and clause.base is None:
            depth.current = noun

    def _end_sentence(self, end: int) -> None:
        discourse, depth = self.discourse, self.discourse.depth
        named, last = discourse.clause.noun, depth.current
        if named is not None and not discourse.clause.stated and last is not None and last.is_item:
            # 其中：1.甲支出(项)。年初预算为9万元: the item ends its sentence and is told of in the next.
            depth.head = last if last.start == named.start else depth.head
        # A first sentence that states nothing is a heading that runs into the text.
        discourse.running = None if discourse.statements else discourse.running or depth.head
        depth.reason, depth.base, depth.of_unknown = False, None, False
        depth.earlier, depth.timed = None, False
        # 其中：(一)甲3万元。(二)乙4万元。 A numbered list goes on as long as its numbers do.
        depth.numbered = depth.numbered and ORDINAL.match(self.plain, end) is not None
        depth.current, depth.whole = depth.head, depth.whole if depth.numbered else discourse.setting.whole
        depth.list_time, depth.listed = None, []
        depth.waiting, depth.shared, depth.last_changed = [], [], []
        if not depth.numbered:
            discourse.numbering.end_list(depth.whole)
        discourse.sentence_start, discourse.sentence_among = True, depth.numbered

    def _open(self, token: Token) -> None:
        discourse = self.discourse
        discourse.finish_noun()
        outer = discourse.depth
        self.outside.append(outer)
        discourse.depth = Depth(
            head=outer.head,
            current=outer.current,
            # 收入9万元(含上年结转2万元): a part of it.
            whole=outer.current if self.plain.startswith("含", token.end) else outer.whole,
            label=outer.label,
            base=discourse.clause.base or outer.base,
            last_sign=outer.last_sign,
            last_changed=outer.last_changed,
            last_time=outer.last_time,
            list_time=outer.list_time,
            lost=outer.lost,
            earlier=outer.earlier,
            timed=outer.timed,
            foreign=outer.foreign,
            of_unknown=outer.of_unknown,
        )
        discourse.clause = Clause(token.end)

    def _close(self, token: Token) -> None:
        if not self.outside:
            return
        self._end_clause(")", token.end)
        self.discourse.depth = self.outside.pop()
        self.discourse.clause = Clause(token.end)
        self.discourse.sentence_start = False


def _holds_a_direction(text: str) -> bool:
    """Whether a bracket holds one of the direction words and nothing else."""
    kind, _ = wording().words.get(text[1:-1], (None, ""))
    return kind in _DIRECTIONS or text[1:-1] in ("增", "减")


def _with_words(base: Base, token: Token) -> Base:
    """`base` with what a year or phase says of it."""
    match token.kind:
        case "year":
            return replace(base, year=int(token.code))
        case "previous_year":
            return replace(base, previous=True)
        case "phase":
            return replace(base, phase=token.code)
        case _:
            return replace(base, plain_budget=True)


def without_remarks(tokens: list[Token]) -> list[Token]:
    """The tokens, each bracket that states nothing made one: a remark, a template's choice or part of a name."""
    kept: list[Token] = []
    opened: list[tuple[int, int]] = []
    amounts = 0
    for token in tokens:
        if token.kind == "open":
            opened.append((len(kept), amounts))
        elif token.kind == "close":
            if not opened:
                continue
            first, before = opened.pop()
            if amounts == before:
                remark = Token("remark", kept[first].start, token.end)
                del kept[first:]
                kept.append(remark)
                continue
        elif token.kind in ("amount", "unchanged"):
            amounts += 1
        kept.append(token)
    # A bracket that never closes opens nothing.
    unclosed = {place for place, _ in opened}
    return [token for place, token in enumerate(kept) if place not in unclosed] if unclosed else kept
