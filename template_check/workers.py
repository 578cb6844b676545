"""Work spread over processes: each worker has a pipe of its own, and one that does not answer is replaced.

A run of few tasks needs no worker. The order of the results is that of the tasks, so that the output is the same bytes
however many processes there are.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    task: int | None = None
    deadline: float = 0.0


class Pool(Generic[Task, Result]):
    """`jobs` processes that each run `work(setup(), task)` for one task at a time.

    `work` and `setup` must be importable functions where processes are spawned. A task that has no answer after
    `patience(task)` seconds, or whose process dies, gives `on_loss(task, timed_out)` instead.
    """

    def __init__(
        self,
        setup: Callable[[], Any],
        work: Callable[[Any, Task], Result],
        on_loss: Callable[[Task, bool], Result],
        patience: Callable[[Task], float],
        jobs: int,
    ) -> None:
        self._setup, self._work, self._on_loss, self._patience = setup, work, on_loss, patience
        self._jobs = jobs
        self._context = _context()
        self._workers: list[_Worker] = []

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """Each task's index and result, as they come. Every process has ended when the iterator has."""
        waiting = iter(range(len(tasks)))
        try:
            for _ in range(min(self._jobs, len(tasks))):
                worker = self._start()
                self._workers.append(worker)
                self._give(worker, tasks, waiting)
            while busy := [worker for worker in self._workers if worker.task is not None]:
                next_deadline = min(worker.deadline for worker in busy)
                ready = wait([worker.pipe for worker in busy], max(0.0, next_deadline - time.monotonic()))
                for worker in busy:
                    index = worker.task
                    if index is None:
                        continue
                    if worker.pipe in ready:
                        try:
                            result = worker.pipe.recv()
                        except (EOFError, OSError):
                            yield index, self._on_loss(tasks[index], False)
                            self._replace(worker)
                        else:
                            if isinstance(result, BaseException):
                                raise result
                            yield index, result
                    elif time.monotonic() >= worker.deadline:
                        yield index, self._on_loss(tasks[index], True)
                        self._replace(worker)
                    else:
                        continue
                    self._give(worker, tasks, waiting)
        finally:
            for worker in self._workers:
                self._end(worker)

    def _give(self, worker: _Worker, tasks: Sequence[Task], waiting: Iterator[int]) -> None:
        worker.task = next(waiting, None)
        if worker.task is not None:
            task = tasks[worker.task]
            worker.deadline = time.monotonic() + self._patience(task)
            try:
                worker.pipe.send(task)
            except OSError:
                worker.deadline = 0.0

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        others = [worker.pipe for worker in self._workers] + [ours]
        forked = self._context.get_start_method() == "fork"
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, others if forked else (), self._setup, self._work), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _replace(self, worker: _Worker) -> None:
        self._end(worker)
        fresh = self._start()
        worker.process, worker.pipe, worker.task = fresh.process, fresh.pipe, None

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.pipe.close()
        if worker.task is not None:
            worker.process.kill()
        worker.process.join(1.0)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()


def _context() -> BaseContext:
    # A forked worker has everything imported already. With other threads alive, or where the system has no fork, a new
    # process is started instead.
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def _serve(
    pipe: Connection, inherited: Sequence[Connection], setup: Callable[[], Any], work: Callable[[Any, Any], Any]
) -> None:
    # The parent answers Ctrl-C for all: it closes the pipes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in inherited:
        connection.close()
    state = setup()
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            result = work(state, task)
        except Exception as error:
            result = error
        pipe.send(result)
