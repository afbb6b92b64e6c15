"""System packages are installed only when somebody has agreed."""

import os
import pty
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from gmp_portal.launcher import paths

SCRIPT = paths.ROOT / "gmp_portal" / "launcher" / "packages.sh"
LINE = "apt-get update && apt-get install --no-install-recommends libpango-1.0-0"
# Whatever is asked of it, the stand-in notes its name and its arguments.
NOTE = 'printf "%s %s\\n" "$(basename "$0")" "$*" >>"$CALLS"\n'
SHOW = 'echo "$consent:"'
INSTALLED = 'for name; do echo "$name installed"; done\n'


@pytest.fixture
def machine(tmp_path):
    """A Debian on which Pango is missing, and whose programs only note what they are asked."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (tmp_path / "calls").touch()
    write(programs / "apt-get", NOTE)
    write(programs / "dpkg-query", "shift 3\n" + without("libpango-1.0-0"))
    write(programs / "id", "echo 0\n")
    write(programs / "apt-cache", "exit 1\n")
    return tmp_path


@pytest.fixture
def plain_user(machine):
    """Nobody is root, and sudo wants a password, which it can only ask for at a terminal."""
    write(machine / "programs" / "id", "echo 1000\n")
    write(machine / "programs" / "sudo", '[ "$1" != -n ] || exit 1\n"$@"\n')
    return machine


def without(package: str) -> str:
    return f'for name; do [ "$name" = {package} ] || echo "$name installed"; done\n'


def write(program: Path, text: str) -> None:
    program.write_text(f"#!/bin/sh\n{text}")
    program.chmod(0o755)


def run(machine, commands: str, **environ: str) -> subprocess.CompletedProcess:
    """The script's functions, with nobody at a terminal."""
    return subprocess.run(
        ["sh", "-euc", script(machine, commands)],
        env=surroundings(machine, environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=20,
    )


def script(machine, commands: str) -> str:
    return f"root={shlex.quote(str(machine))}; . {shlex.quote(str(SCRIPT))}; {commands}"


def surroundings(machine, environ: dict[str, str]) -> dict[str, str]:
    around = {name: value for name, value in os.environ.items() if name != "CI"}
    path = f"{machine / 'programs'}:{around['PATH']}"
    return around | {"PATH": path, "CALLS": str(machine / "calls")} | environ


def at_a_terminal(machine, commands: str, answer: str) -> str:
    """What somebody at a terminal reads who answers like this; Control-D ends the input."""
    ours, theirs = pty.openpty()
    os.write(ours, answer.encode())

    subprocess.run(
        ["sh", "-euc", script(machine, commands)],
        env=surroundings(machine, {}),
        stdin=theirs,
        stderr=theirs,
        timeout=20,
    )

    os.close(theirs)
    said = os.read(ours, 65536).decode()
    os.close(ours)
    return said.replace("\r\n", "\n")


def installed(machine) -> list[str]:
    """What apt-get was told to install in the system; a trial or our own folder is neither."""
    return [
        line.partition("--no-install-recommends ")[2]
        for line in (machine / "calls").read_text().splitlines()
        if re.match(r"apt-get install\b", line)
    ]


def test_nothing_is_installed_unasked_and_the_line_to_run_is_told(machine):
    ran = run(machine, "set_up_libraries")

    assert ran.returncode == 0
    assert installed(machine) == []
    assert f"To install: {LINE}\n" in ran.stderr


def test_without_consent_the_libraries_are_looked_for_in_a_folder_of_our_own(machine):
    run(machine, "set_up_libraries")

    asked = (machine / "calls").read_text().splitlines()
    assert asked
    assert all(f"Dir::State::Lists={machine}/var/sys/lists" in line for line in asked)


@pytest.mark.parametrize(
    ("before", "environ"),
    [("consent=yes;", {}), ("", {"CI": "true"})],
    ids=["--yes", "CI"],
)
def test_consent_given_beforehand_installs(machine, before, environ):
    ran = run(machine, f"{before} set_up_libraries", **environ)

    assert installed(machine) == ["libpango-1.0-0"]
    assert "To install" not in ran.stderr


def test_other_values_of_ci_are_no_consent(machine):
    run(machine, "set_up_libraries", CI="false")

    assert installed(machine) == []


def test_test_tools_are_not_installed_unasked(machine):
    write(machine / "programs" / "dpkg-query", "shift 3\n" + without("gettext"))

    ran = run(machine, "set_up_test_tools")

    assert installed(machine) == []
    assert "Tests that need these are skipped: gettext" in ran.stderr


def test_python_is_not_installed_unasked(machine):
    ran = run(machine, "install_python || echo none")

    assert ran.stdout == "none\n"
    assert installed(machine) == []
    assert "apt-get install --no-install-recommends python3 python3-venv\n" in ran.stderr


def test_python_is_installed_with_consent(machine):
    run(machine, "consent=yes; install_python")

    assert installed(machine) == ["python3 python3-venv"]


def test_plain_user_is_told_to_use_sudo(machine):
    write(machine / "programs" / "id", "echo 1000\n")

    ran = run(machine, "install_line gettext")

    assert ran.stdout.startswith("sudo apt-get update && sudo apt-get install ")


@pytest.mark.parametrize("verb", ["set_up_libraries", "install_python || true"])
def test_who_may_not_install_is_not_asked_but_told_the_line(plain_user, verb):
    ran = run(plain_user, f"consent=yes; {verb}")

    assert installed(plain_user) == []
    assert "To install: sudo apt-get update && sudo apt-get install" in ran.stderr
    assert "--yes" not in ran.stderr


def test_at_a_terminal_sudo_may_ask_for_the_password(plain_user):
    said = at_a_terminal(plain_user, "set_up_libraries", "y\n")

    assert "Install libpango-1.0-0 now? [y/N] " in said
    assert installed(plain_user) == ["libpango-1.0-0"]


def test_line_is_told_when_installing_fails(machine):
    write(machine / "programs" / "apt-get", f'{NOTE}[ "$1" != install ]\n')

    ran = run(machine, "consent=yes; set_up_libraries")

    assert installed(machine) == ["libpango-1.0-0"]
    assert f"To install: {LINE}\n" in ran.stderr


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("y\n", ["libpango-1.0-0"]), ("Yes\n", ["libpango-1.0-0"]), ("\n", []), ("n\n", [])],
)
def test_at_a_terminal_the_answer_decides(machine, answer, expected):
    said = at_a_terminal(machine, "set_up_libraries", answer)

    assert f"To install: {LINE}" in said
    assert "Install libpango-1.0-0 now? [y/N] " in said
    assert installed(machine) == expected


def test_who_said_no_is_not_asked_again_but_told_the_line(machine):
    write(machine / "programs" / "dpkg-query", "shift 3\n" + without("gettext"))
    at_a_terminal(machine, "set_up_test_tools", "n\n")

    said = at_a_terminal(machine, "set_up_test_tools", "y\n")

    assert "[y/N]" not in said
    assert "To install: apt-get update" in said
    assert installed(machine) == []
    run(machine, "consent=yes; set_up_test_tools")
    assert installed(machine) == ["gettext"]


def test_no_is_an_answer_for_the_packages_named_and_no_others(machine):
    write(machine / "programs" / "dpkg-query", "shift 3\n" + without("gettext"))
    at_a_terminal(machine, "set_up_test_tools", "n\n")
    write(machine / "programs" / "dpkg-query", "exit 1\n")

    said = at_a_terminal(machine, "CHROMIUM=x; set_up_test_tools", "y\n")

    others = "poppler-utils gettext jing gir1.2-ical-3.0 python3-gi"
    assert f"Install {others} now? [y/N] " in said
    assert installed(machine) == [others]


def test_silence_is_no_answer_to_remember(machine):
    at_a_terminal(machine, "set_up_libraries", "\x04")

    assert "[y/N]" in at_a_terminal(machine, "set_up_libraries", "\x04")


def test_every_test_tool_that_is_missing_is_told_though_the_browser_is_here(plain_user):
    write(plain_user / "programs" / "dpkg-query", "exit 1\n")

    ran = run(plain_user, "CHROMIUM=/opt/browser; set_up_test_tools")

    assert "skipped: poppler-utils gettext" in ran.stderr


@pytest.mark.parametrize(
    ("consent", "calls"), [("consent=yes;", "unpacked nginx\n"), ("", "")]
)
def test_nginx_is_only_unpacked_where_debian_would_start_it(machine, consent, calls):
    """And only for whoever agreed to what is fetched."""
    stand_in = 'unpack_packages() { echo "unpacked $*" >>$CALLS; }'

    ran = run(machine, f"{stand_in}; have() {{ false; }}; {consent} unpack_test_tools")

    assert (machine / "calls").read_text() == calls
    assert ("skipped without --yes: nginx" in ran.stderr) is not bool(consent)


def test_nginx_is_not_fetched_twice(machine):
    program = machine / "var" / "sys" / "usr" / "sbin" / "nginx"
    program.parent.mkdir(parents=True)
    write(program, "")

    run(machine, "unpack_packages() { echo unpacked >>$CALLS; }; unpack_test_tools")

    assert (machine / "calls").read_text() == ""


def test_unpacked_libraries_are_compared_one_by_one(machine):
    write(machine / "programs" / "dpkg-query", "shift 3\n" + without("fontconfig"))
    (machine / "var" / "sys").mkdir(parents=True)
    kept = machine / "var" / "sys" / "complete"
    kept.write_text("libpango-1.0-0\n")

    run(machine, "unpack_packages() { echo unpacked >>$CALLS; }; set_up_libraries")
    run(machine, "unpack_packages() { echo unpacked >>$CALLS; }; set_up_libraries")

    assert (machine / "calls").read_text() == "unpacked\n"
    assert kept.read_text() == "libpango-1.0-0\nfontconfig\n"


@pytest.mark.parametrize(
    ("candidate", "offered"),
    [
        ("3.11.2-1+b1", "python3 python3-venv"),
        ("3.14.1-0ubuntu1", "python3 python3-venv"),
        ("3.9.2-3", "python3.12 python3.12-venv"),
        ("3.15.0-1", "python3.12 python3.12-venv"),
        ("(none)", "python3 python3-venv"),
    ],
)
def test_python_is_the_newest_that_the_lists_offer(machine, candidate, offered):
    write(
        machine / "programs" / "apt-cache",
        f'[ "$1" != policy ] || echo "  Candidate: {candidate}"\n'
        # The newest one has no module for virtual environments here.
        'case "$*" in policy*|*3.13|*3.12*|*3.11*) ;; *) exit 100 ;; esac\n',
    )

    run(machine, "consent=yes; install_python")

    assert installed(machine) == [offered]


def test_complete_machine_is_left_alone(machine):
    write(machine / "programs" / "dpkg-query", f"shift 3\n{INSTALLED}")
    write(machine / "programs" / "nginx", "")

    ran = run(machine, "set_up_libraries; set_up_test_tools")

    assert (ran.stderr, (machine / "calls").read_text()) == ("", "")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("demo --port 8080 --yes --fresh", "yes: demo --port 8080 --fresh"),
        ("demo --fresh", ": demo --fresh"),
        ("manage --yes flush --yes", "yes: manage flush --yes"),
        ("manage flush --yes", ": manage flush --yes"),
        ("test --yes", "yes: test"),
    ],
)
def test_script_takes_the_consent_and_hands_the_rest_on(tmp_path, arguments, expected):
    (tmp_path / "gmp_portal" / "launcher").mkdir(parents=True)
    text = (paths.ROOT / "portal").read_text()
    # Everything but the set-up and the start of Python.
    text = text.replace("case $verb in", "case none in").replace("usage >&2; exit 2", ":")
    write(tmp_path / "portal", text.replace('exec "$python" -m gmp_portal.launcher', SHOW))
    (tmp_path / "gmp_portal" / "launcher" / "packages.sh").touch()

    ran = subprocess.run(
        [tmp_path / "portal", *arguments.split()], capture_output=True, text=True
    )

    assert ran.stdout.strip() == expected


def test_image_has_the_libraries_that_the_script_brings():
    listed = re.search(r'^libraries="([^"]+)"', SCRIPT.read_text(), re.MULTILINE)
    image = (paths.ROOT / "Dockerfile").read_text()

    assert [name for name in listed.group(1).split() if name not in image] == []
