"""Writing specimens: any number of invented disclosures into a folder, each from its own number and the seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.specimens.bodies import body
from pipelines.specimens.content import Disclosure
from pipelines.specimens.dossier import Dossier, ReportType
from pipelines.specimens.families import APART, COMPOSERS, WITHHELD, compose
from pipelines.specimens.faults import may_carry, plant
from pipelines.specimens.kinds import kinds
from pipelines.specimens.places import COUNTIES_PER_PROVINCE, PROVINCES
from pipelines.specimens.truth import TruthFile, truth_line
from pipelines.specimens.writers import WRITERS

DOCUMENTS, TRUTH = "documents", "truth"
REPORT_TYPES: tuple[ReportType, ...] = ("budget", "final_accounts")
DEFAULT_DEPARTMENTS = 16
DEFAULT_YEARS = (2020, 2021, 2022, 2023, 2024, 2025)
_TYPE_NAMES = {"budget": "预算", "final_accounts": "决算"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written. Document `i` of `size` is fixed by the plan and `i` alone.

    `faults` says how many of the documents carry a planted fault, at most: layouts scored apart carry none where others
    are written beside them. `families` and `formats` are drawn from evenly, but every fourth county is of a family
    scored apart where one is among them.
    """

    seed: int = 1
    documents: int | None = None
    counties: int = 12
    departments: int = DEFAULT_DEPARTMENTS
    years: Sequence[int] = DEFAULT_YEARS
    report_types: Sequence[ReportType] = REPORT_TYPES
    families: Sequence[str] = field(default_factory=lambda: tuple(name for name in COMPOSERS if name not in WITHHELD))
    formats: Sequence[str] = field(default_factory=lambda: tuple(WRITERS))
    faults: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.departments <= len(kinds()):
            raise ValueError(f"a county has 1 to {len(kinds())} departments, not {self.departments}")
        if self.size > self.per_county * COUNTIES_PER_PROVINCE * PROVINCES:
            raise ValueError(f"{self.size} documents need more counties than can be invented: add departments or years")

    @property
    def per_county(self) -> int:
        """How many documents a whole county has."""
        return self.departments * len(self.years) * len(self.report_types)

    @property
    def size(self) -> int:
        """How many documents there are."""
        return self.documents if self.documents is not None else self.counties * self.per_county

    def is_faulty(self, index: int) -> bool:
        """Whether document `index` carries a fault: one of each `faults`-th part of the documents, drawn.

        The fault's kind follows from the part's number; a document that can carry it is taken where a draw finds one.
        """
        if not self.faults:
            return False
        part = index * self.faults // self.size
        first, end = -(-part * self.size // self.faults), -(-(part + 1) * self.size // self.faults)
        draw = random.Random(f"{self.seed}/part/{part}")
        drawn = [draw.randrange(first, end) for _ in range(40)]
        fitting = (
            other for other in drawn if may_carry(part, self.family(other // self.per_county), self.type_of(other))
        )
        known = (other for other in drawn if not self.is_apart(other) or set(self.families) <= set(APART))
        return index == next(fitting, next(known, None))

    def is_apart(self, index: int) -> bool:
        """Whether document `index` is of a layout scored apart."""
        return self.family(index // self.per_county) in APART

    def type_of(self, index: int) -> ReportType:
        """Budget or final account."""
        return self.report_types[index % len(self.report_types)]

    def family(self, county_number: int) -> str:
        """The template that the offices of a county use."""
        known = [family for family in self.families if family not in APART]
        apart = [family for family in self.families if family in APART]
        if apart and (not known or county_number % 4 == 3):
            return apart[county_number // (4 if known else 1) % len(apart)]
        return known[(county_number - county_number // 4) % len(known)]


@dataclass(frozen=True, slots=True)
class Specimen:
    """One written file: its number, its path below `documents`, the sha256 of its bytes, and the fault it carries."""

    index: int
    path: str
    document_id: str
    fault: dict[str, Any] | None


def disclosure(plan: Plan, index: int) -> tuple[Disclosure, dict[str, Any] | None]:
    """Document `index` before it is a file, and the fault planted in it."""
    county_number, rest = divmod(index, plan.per_county)
    kind_number, rest = divmod(rest, len(plan.years) * len(plan.report_types))
    year, report_type = divmod(rest, len(plan.report_types))
    dossier = Dossier(body(plan.seed, county_number, kind_number), plan.years[year], plan.report_types[report_type])
    composed = compose(plan.family(county_number), dossier)
    fault = None
    if plan.is_faulty(index):
        number = index * plan.faults // plan.size
        fault = plant(composed, number, random.Random(f"{plan.seed}/{index}/fault"))
    return composed, fault


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document in memory: what is told of it, its bytes and its line of truth."""

    specimen: Specimen
    content: bytes
    truth: str


def render(plan: Plan, index: int) -> Rendered:
    """Document `index` as it will be written."""
    composed, fault = disclosure(plan, index)
    extension = random.Random(f"{plan.seed}/{index}/format").choice(list(plan.formats))
    content = WRITERS[extension](composed)
    department = composed.printed_name.removeprefix(composed.county)
    path = (
        f"{composed.province}/{composed.division_code}_{composed.county}/"
        f"{composed.fiscal_year}_{department}_{_TYPE_NAMES[composed.report_type]}.{extension}"
    )
    document_id = hashlib.sha256(content).hexdigest()
    line = truth_line(composed, document_id, path, fault)
    return Rendered(Specimen(index, path, document_id, fault), content, line)


def write_specimens(folder: Path, plan: Plan, indexes: range | None = None) -> Iterator[Specimen]:
    """Write the plan's documents (or those of `indexes`, from a county's first on) and yield each as it is written.

    Files go to `documents/<province>/<division code>_<county>/`, truth to `truth/<division code>.jsonl.gz`. Processes
    may share a folder when each takes whole counties. Nothing is kept in memory from one document to the next.
    """
    (folder / TRUTH).mkdir(parents=True, exist_ok=True)
    open_county, truth = -1, None
    try:
        for index in indexes if indexes is not None else range(plan.size):
            rendered = render(plan, index)
            target = folder / DOCUMENTS / rendered.specimen.path
            if index // plan.per_county != open_county:
                if truth is not None:
                    truth.close()
                target.parent.mkdir(parents=True, exist_ok=True)
                truth = TruthFile(folder / TRUTH / f"{target.parent.name.split('_')[0]}.jsonl.gz")
                open_county = index // plan.per_county
            target.write_bytes(rendered.content)
            assert truth is not None
            truth.add(rendered.truth)
            yield rendered.specimen
    finally:
        if truth is not None:
            truth.close()


DEMO_COUNTIES = 12


def demo_plan(seed: int = 7) -> Plan:
    """Twelve counties, eight departments, two years, every format: what the demonstration reads."""
    return Plan(seed=seed, counties=DEMO_COUNTIES, departments=8, years=(2024, 2025), faults=36)


def write_demo(folder: Path, seed: int = 7, counties: range = range(DEMO_COUNTIES)) -> Iterator[Specimen]:
    """Write the demonstration's documents of these counties; two processes may each take a part of them."""
    plan = demo_plan(seed)
    return write_specimens(folder, plan, range(counties.start * plan.per_county, counties.stop * plan.per_county))
