"""Writes specimens from the command line: `python -m pipelines.specimens FOLDER --documents 100 --faults 10`."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipelines.specimens.families import COMPOSERS, WITHHELD
from pipelines.specimens.writers import WRITERS
from pipelines.specimens.writing import DEFAULT_DEPARTMENTS, DEFAULT_YEARS, Plan, write_specimens


def main() -> None:
    """Write what is asked for and tell how many documents there are."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.specimens", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0, help="how many documents carry a planted fault, at most")
    parser.add_argument("--departments", type=int, default=DEFAULT_DEPARTMENTS, help="departments a county")
    parser.add_argument("--years", type=int, nargs="+", default=list(DEFAULT_YEARS))
    parser.add_argument(
        "--families", nargs="+", choices=list(COMPOSERS), default=[name for name in COMPOSERS if name not in WITHHELD]
    )
    parser.add_argument("--formats", nargs="+", choices=list(WRITERS), default=list(WRITERS))
    asked = vars(parser.parse_args())
    folder: Path = asked.pop("folder")
    plan = Plan(**asked)
    faults = sum(specimen.fault is not None for specimen in write_specimens(folder, plan))
    print(f"{plan.size} documents in {folder / 'documents'}, {faults} with a fault; the truth in {folder / 'truth'}")


if __name__ == "__main__":
    main()
