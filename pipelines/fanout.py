"""The same work over many tasks: one after the other, or in a pool of processes that survives a killed worker."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Literal, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Mode = Literal["serial", "process"]

IN_FLIGHT_PER_WORKER = 2


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Task, Result]):
    """A task with its result, or with the reason why its worker died."""

    task: Task
    result: Result | None
    failure: str | None = None


def worker_count() -> int:
    """How many processes this machine gives us."""
    return max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def fan_out(
    work: Callable[[Task], Result], tasks: Iterable[Task], mode: Mode = "process", workers: int | None = None
) -> Iterator[Outcome[Task, Result]]:
    """Outcomes as they come, in no promised order; tasks are drawn as workers get free, so any number streams.

    `work` and its tasks must pickle in `process` mode. An exception of `work` is our bug and is raised here; a worker
    that dies (out of memory, a crash in a C library) costs only the task that killed it.
    """
    if mode == "serial":
        for task in tasks:
            yield Outcome(task, work(task))
        return
    waiting = iter(tasks)
    width = workers or worker_count()
    suspects = yield from _run_pool(work, waiting, width)
    # A broken pool does not say which task broke it: each unfinished one is tried again alone.
    while suspects:
        for task in suspects:
            yield _run_alone(work, task)
        suspects = yield from _run_pool(work, waiting, width)


def _pool(width: int) -> ProcessPoolExecutor:
    # "spawn" starts clean: neither DuckDB's nor Polars' threads survive a fork.
    return ProcessPoolExecutor(max_workers=width, mp_context=multiprocessing.get_context("spawn"))


def _run_pool(
    work: Callable[[Task], Result], waiting: Iterator[Task], width: int
) -> Generator[Outcome[Task, Result], None, list[Task]]:
    """Yield outcomes until the tasks end or the pool breaks; return the tasks that were under way when it broke."""
    under_way: dict[Future[Result], Task] = {}
    drawn: list[Task] = list(islice(waiting, 1))
    if not drawn:
        return []
    with _pool(width) as pool:
        try:
            while drawn or under_way:
                while drawn:
                    under_way[pool.submit(work, drawn[0])] = drawn[0]
                    drawn.pop()
                    if len(under_way) < width * IN_FLIGHT_PER_WORKER:
                        drawn = list(islice(waiting, 1))
                done, _ = wait(under_way, return_when=FIRST_COMPLETED)
                for future in done:
                    result = future.result()
                    yield Outcome(under_way.pop(future), result)
                drawn = list(islice(waiting, 1))
        except BrokenProcessPool:
            return [*under_way.values(), *drawn]
    return []


def _run_alone(work: Callable[[Task], Result], task: Task) -> Outcome[Task, Result]:
    with _pool(1) as pool:
        try:
            pool.submit(os.getpid).result()
        except BrokenProcessPool as broken:
            # Not the task's fault: were it blamed, a sick machine would mark every file as damaged.
            raise RuntimeError("worker processes cannot be started on this machine") from broken
        try:
            return Outcome(task, pool.submit(work, task).result())
        except BrokenProcessPool:
            return Outcome(task, None, "the process reading it died")
