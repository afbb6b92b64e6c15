"""Programs are started, watched, started again and stopped, and never left behind."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from gmp_portal.launcher import paths, processes
from gmp_portal.launcher.processes import Child, StartError
from gmp_portal.launcher.supervisor import Supervisor
from gmp_portal.launcher.watch import Watch


def child(folder, code: str) -> Child:
    """A Python program with its log in the folder given."""
    return Child(
        "sample", [sys.executable, "-c", code], folder / "sample.log", dict(os.environ)
    )


def lives(pid: int) -> bool:
    """Tell whether the process still runs; one that only waits to be buried does not."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        return not status.exists() or ") Z " not in status.read_text()
    except (ProcessLookupError, FileNotFoundError):
        return False


def wait_for(condition, seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_program_that_ignores_the_signal_is_ended_all_the_same(tmp_path):
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True);"
    )
    program = child(tmp_path, f"{deaf} time.sleep(60)")
    program.start()
    wait_for(lambda: "up" in program.tail())

    program.stop(patience=0.2)

    assert program.exit_code == -signal.SIGKILL


def test_stop_takes_the_children_of_a_program_along(tmp_path):
    parent = (
        "import subprocess, sys; sub = subprocess.Popen(['sleep', '60']);"
        "print(sub.pid, flush=True); sub.wait()"
    )
    program = child(tmp_path, parent)
    program.start()
    wait_for(lambda: program.tail().strip().isdigit())
    grandchild = int(program.tail())

    program.stop()

    wait_for(lambda: not lives(grandchild))


def test_stopping_what_never_started_is_harmless(tmp_path):
    program = child(tmp_path, "")

    program.stop()

    assert program.exit_code is None


def test_failed_step_shows_its_last_lines(tmp_path):
    command = [sys.executable, "-c", "import sys; print('the reason'); sys.exit(3)"]

    with pytest.raises(StartError) as refusal:
        processes.run_logged("Step", command, environ=os.environ, log=tmp_path / "step.log")

    assert "Step failed (exit code 3)" in str(refusal.value)
    assert "the reason" in str(refusal.value)


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells children of the death"
)
@pytest.mark.parametrize("user", ["[]", "processes.unprivileged()"])
def test_killing_the_launcher_ends_its_programs(tmp_path, user):
    launcher = (
        "import os, sys, time; from pathlib import Path;"
        "from gmp_portal.launcher import processes;"
        f"log = Path({str(tmp_path)!r}) / 'log'; env = dict(os.environ);"
        f"c = processes.Child('sample', ['sleep', '60'], log, env, as_user={user});"
        "c.start(); print(c.pid, flush=True); time.sleep(60)"
    )
    program = child(tmp_path, launcher)
    program.environ = {**os.environ, "PYTHONPATH": str(paths.ROOT)}
    program.start()
    wait_for(lambda: program.tail().strip().isdigit())
    pid = int(program.tail())
    # setpriv must have had its turn before the launcher dies.
    wait_for(lambda: Path(f"/proc/{pid}/comm").read_text() == "sleep\n")

    os.kill(program.pid, signal.SIGKILL)

    wait_for(lambda: not lives(pid))
    program.stop()


def test_folders_of_killed_runs_are_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(paths.tempfile, "gettempdir", lambda: str(tmp_path))
    for name, pid in (("sample-dead", 2**22 + 1), ("sample-alive", os.getpid())):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pid").write_text(str(pid))

    paths.remove_stale("sample-")

    assert [path.name for path in tmp_path.iterdir()] == ["sample-alive"]


@dataclass
class Script:
    """Stands for a program: it ends when it is told to."""

    exit_code: int | None = None
    starts: int = 0
    buried: int = 0
    name = "The worker"
    log = Path("var/demo/log/worker.log")
    way_of_ending = Child.way_of_ending

    def start(self) -> None:
        self.starts += 1
        self.exit_code = None

    def end_leftovers(self) -> None:
        self.buried += 1


def test_supervisor_starts_a_part_again_at_once_and_says_so_in_a_sentence():
    program = Script(exit_code=-signal.SIGKILL)
    supervisor = Supervisor(program)

    said = supervisor.look(100)

    assert said == "The worker was ended by SIGKILL and is started again now."
    assert (program.starts, program.buried) == (0, 1)
    assert supervisor.look(100) == ""
    assert program.starts == 1


def test_supervisor_waits_longer_each_time_and_then_says_where_the_log_is():
    program = Script()
    supervisor = Supervisor(program)
    now, said = 100.0, []

    for _time in range(9):
        program.exit_code = 1
        said.append(supervisor.look(now))
        assert supervisor.due_at is not None
        now = supervisor.due_at
        assert supervisor.look(now - 0.1) == ""
        supervisor.look(now)

    again = [line.partition("again ")[2].partition(".")[0] for line in said]
    assert again == ["now", *(f"in {pause} s" for pause in (1, 2, 4, 8, 16, 32, 60, 60))]
    assert ["worker.log" in line for line in said] == [False] * 4 + [True] * 5
    assert "stopped (exit code 1)" in said[4]
    assert said[4].endswith("That is the 5th time in a row: see var/demo/log/worker.log")
    assert program.starts == 9


def test_supervisor_does_not_keep_a_part_waiting_that_somebody_killed():
    program = Script(exit_code=-signal.SIGKILL)
    supervisor = Supervisor(program, failures=4, started_at=100)

    assert " in 2 s. That is the 5th time in a row" in supervisor.look(101)


def test_supervisor_forgets_the_ends_of_a_part_that_ran_well():
    program = Script(exit_code=1)
    supervisor = Supervisor(program, failures=5, started_at=100)

    assert (
        supervisor.look(106) == "The worker stopped (exit code 1) and is started again now."
    )


def test_supervisor_has_no_news_while_the_program_runs():
    assert Supervisor(Script()).look(100) == ""


def test_supervisor_ends_what_a_killed_program_left_behind(tmp_path):
    parent = (
        "import subprocess, sys; sub = subprocess.Popen(['sleep', '60']);"
        "print(sub.pid, flush=True); sub.wait()"
    )
    program = child(tmp_path, parent)
    program.start()
    wait_for(lambda: program.tail().strip().isdigit())
    grandchild = int(program.tail())
    supervisor = Supervisor(program)

    os.kill(program.pid, signal.SIGKILL)
    wait_for(lambda: program.exit_code is not None)
    supervisor.look(100)
    supervisor.look(100)

    wait_for(lambda: not lives(grandchild))
    assert program.exit_code is None
    program.stop()


def _watch(code: str) -> Watch:
    return Watch([sys.executable, "-c", code], dict(os.environ))


def test_supervisor_ends_a_part_that_lives_and_does_not_answer_with_all_its_children(
    tmp_path,
):
    # As PostgreSQL does, each child has a session of its own.
    parent = (
        "import subprocess, sys;"
        "sub = subprocess.Popen(['sleep', '60'], start_new_session=True);"
        "print(sub.pid, flush=True); sub.wait()"
    )
    program = child(tmp_path, parent)
    program.start()
    wait_for(lambda: program.tail().strip().isdigit())
    first, grandchild = program.pid, int(program.tail())
    supervisor = Supervisor(program, _watch("import time; time.sleep(60)"))

    said = [supervisor.look(now) for now in (100, 129, 131)]

    assert said == ["", "", "sample did not answer for 30 s and is started again now."]
    assert program.exit_code == -signal.SIGKILL
    wait_for(lambda: not lives(grandchild))
    assert [supervisor.look(now) for now in (131, 132, 160)] == ["", "", ""]
    assert program.pid != first
    assert program.exit_code is None
    supervisor.watch.begin_anew()
    program.kill()


@pytest.mark.parametrize(("code", "is_silent"), [(0, False), (2, True)])
def test_a_part_is_silent_only_while_no_question_is_answered(code, is_silent):
    watch = _watch(f"raise SystemExit({code})")

    seen = []
    for now in (100, 104, 105, 140):
        seen.append(watch.is_silent(now))
        wait_for(lambda: watch.asked is None or watch.asked.exit_code is not None)

    assert seen == [False, False, False, is_silent]


def test_a_launcher_that_was_stopped_for_a_while_takes_nobody_for_silent():
    watch = _watch("")
    watch.is_silent(100)
    wait_for(lambda: watch.asked.exit_code is not None)

    assert not watch.is_silent(101)
    assert not watch.is_silent(500)
    watch.begin_anew()


def test_killing_what_never_started_is_harmless(tmp_path):
    program = child(tmp_path, "")

    program.kill()

    assert program.exit_code is None
