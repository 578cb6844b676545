"""Workers: every task gets a result, whatever happens to the process that ran it."""

import os
import time

import pytest

from template_check.workers import Pool


def nothing():
    return None


def work(_, task):
    if task == "die":
        os._exit(9)
    if task == "hang":
        time.sleep(60)
    if task == "raise":
        raise ValueError(task)
    return task.upper()


def lost(task, timed_out):
    return f"{task} {'timed out' if timed_out else 'died'}"


def patience(task):
    return 0.5


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_a_dead_or_hanging_worker_costs_its_own_task_only(jobs):
    pool = Pool(nothing, work, lost, patience, jobs)

    results = dict(pool.run(["a", "die", "b", "hang", "c", "die"]))

    assert results == {0: "A", 1: "die died", 2: "B", 3: "hang timed out", 4: "C", 5: "die died"}


def test_no_process_is_left_when_the_run_is_given_up():
    pool = Pool(nothing, work, lost, lambda task: 60, 2)
    run = pool.run(["a", "hang", "hang", "hang"])
    next(run)

    run.close()

    assert [worker.process.is_alive() for worker in pool._workers] == [False, False]


def test_an_exception_in_a_worker_comes_out_in_the_run():
    with pytest.raises(ValueError, match="raise"):
        list(Pool(nothing, work, lost, patience, 1).run(["raise"]))
