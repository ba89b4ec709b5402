"""How fast specimens are written, a format at a time on one core, and that memory does not grow with their number.

python tests/benchmarks/write_specimens.py [DOCUMENTS]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from pipelines.specimens.writers import WRITERS
from pipelines.specimens.writing import Plan, write_specimens


def main() -> None:
    """Print documents a second and peak memory for each format and for all of them together."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(f"{'format':8}{'documents':>11}{'a CPU second':>14}{'KiB each':>10}{'peak MiB':>10}")
    for formats in (*((extension,) for extension in WRITERS), tuple(WRITERS)):
        with tempfile.TemporaryDirectory() as folder:
            begun = time.process_time()
            plan = Plan(seed=1, documents=documents, formats=formats, faults=documents // 20)
            written = sum(1 for _ in write_specimens(Path(folder), plan))
            seconds = time.process_time() - begun
            size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / written / 1024
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        name = formats[0] if len(formats) == 1 else "all"
        print(f"{name:8}{written:>11}{written / seconds:>14.1f}{size:>10.1f}{peak:>10.0f}")


if __name__ == "__main__":
    main()
