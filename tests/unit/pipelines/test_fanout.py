"""Fan-out: every task comes back once, in either mode, and a worker that dies costs only its own task."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.fanout import Mode, fan_out


def square(number: int) -> int:
    return number * number


def die_on_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    raise ZeroDivisionError(f"our bug at {number}")


@pytest.mark.parametrize("mode", ["serial", "process"])
def test_every_task_comes_back_once(mode: Mode) -> None:
    outcomes = list(fan_out(square, range(7), mode, workers=2))
    assert sorted((o.task, o.result) for o in outcomes) == [(n, n * n) for n in range(7)]
    assert all(o.failure is None for o in outcomes)


def test_a_killed_worker_costs_only_its_task() -> None:
    outcomes = {o.task: o for o in fan_out(die_on_three, range(8), "process", workers=2)}
    assert sorted(outcomes) == list(range(8))
    assert outcomes[3].failure is not None
    assert [outcomes[n].result for n in range(8) if n != 3] == [0, 1, 2, 4, 5, 6, 7]


@pytest.mark.parametrize("mode", ["serial", "process"])
def test_our_own_bug_is_raised(mode: Mode) -> None:
    with pytest.raises(ZeroDivisionError, match="our bug"):
        list(fan_out(fail, [1], mode, workers=1))


def test_no_tasks_start_no_process() -> None:
    assert list(fan_out(square, [], "process")) == []


def test_tasks_are_drawn_as_workers_get_free() -> None:
    drawn = 0

    def tasks() -> Iterator[int]:
        nonlocal drawn
        for number in range(1_000):
            drawn += 1
            yield number

    outcomes = fan_out(square, tasks(), "process", workers=1)
    next(outcomes)
    assert drawn <= 10
    outcomes.close()  # type: ignore[attr-defined]


CANNOT_START = """
import os
from pipelines.fanout import fan_out

if __name__ == "__mp_main__":
    os._exit(3)  # every worker dies while it starts
try:
    print([outcome.failure for outcome in fan_out(str, ["a"], "process", workers=1)])
except RuntimeError as reason:
    print(reason)
"""


def test_workers_that_cannot_start_blame_no_task(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(CANNOT_START, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "worker processes cannot be started on this machine"
