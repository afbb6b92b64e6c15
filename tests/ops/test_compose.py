"""The compose file describes a whole installation, and every part of it can be watched."""

import re
import subprocess

import pytest
import yaml

from gmp_portal.launcher import health, paths

COMPOSE = yaml.safe_load((paths.ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]


def test_all_parts_of_the_portal_are_there():
    assert set(SERVICES) == {
        "postgres",
        "redis",
        "mail",
        "prepare",
        "proxy",
        "web",
        "worker",
        "pump",
    }
    assert SERVICES["postgres"]["image"] == "postgres:18"
    assert SERVICES["redis"]["image"] == "redis:8"


def test_several_copies_can_run_side_by_side():
    assert "name" not in COMPOSE
    assert all("container_name" not in service for service in SERVICES.values())


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"prepare"}))
def test_every_lasting_service_tells_whether_it_is_well(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_what_dies_is_started_again(name):
    # What prepares the tables ends when it is done.
    lasting = "on-failure" if name == "prepare" else "unless-stopped"
    assert SERVICES[name]["restart"] == lasting


@pytest.mark.parametrize("name", ["web", "worker", "pump"])
def test_programs_wait_for_the_tables(name):
    waits = SERVICES[name]["depends_on"]

    assert waits["prepare"]["condition"] == "service_completed_successfully"
    assert set(waits) <= set(SERVICES)


@pytest.mark.parametrize(("demo", "loads"), [("0", "load_seed"), ("1", "load_demo")])
def test_an_installation_begins_with_its_records_and_a_demonstration_with_samples(
    tmp_path, demo, loads
):
    [shell, flags, script] = SERVICES["prepare"]["command"]
    (tmp_path / "python").write_text('#!/bin/sh\necho "$2 $3"\n')
    (tmp_path / "python").chmod(0o755)

    ran = subprocess.run(
        [shell, flags, script.replace("$$", "$")],
        env={"PATH": f"{tmp_path}:/bin:/usr/bin", "DEMO": demo},
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout.split() == [
        "migrate",
        "createcachetable",
        "secure_database",
        "--if-possible",
        loads,
    ]


@pytest.mark.parametrize("name", ["web", "worker", "pump"])
def test_what_runs_does_not_know_the_owner_of_the_tables(name):
    environment = SERVICES[name]["environment"]

    assert "portal_running@" in environment["DATABASE_URL"]
    assert not [key for key in environment if key.startswith("OWNER")]
    assert "POSTGRES_PASSWORD" not in str(environment)
    assert "POSTGRES_PASSWORD" in SERVICES["prepare"]["environment"]["OWNER_PASSWORD"]


def test_web_never_waits_for_the_broker():
    assert "redis" not in SERVICES["web"]["depends_on"]


def test_health_checks_named_exist():
    for service in SERVICES.values():
        test = service.get("healthcheck", {}).get("test", [])
        if "gmp_portal.launcher.health" in test:
            assert set(test[test.index("gmp_portal.launcher.health") + 1 :]) <= set(
                health.CHECKS
            )


def test_only_the_proxy_and_the_sample_mailbox_can_be_reached():
    reached = {name for name, service in SERVICES.items() if "ports" in service}

    assert reached == {"proxy", "mail"}
    assert SERVICES["web"]["environment"]["BEHIND_PROXY"] == "${BEHIND_PROXY:-1}"


def test_the_proxy_is_told_everything_that_its_configuration_asks_for(tmp_path):
    """The image fills in what begins like this; the hosts come from those of the portal."""
    [mount] = SERVICES["proxy"]["volumes"]
    source, target, mode = mount.split(":")
    asked = set(re.findall(r"\$\{(\w+)\}", (paths.ROOT / source).read_text()))
    [shell, flags, script] = SERVICES["proxy"]["command"]
    script = script.replace("exec /docker-entrypoint.sh", "printenv PORTAL_HOSTS #")

    ran = subprocess.run(
        [shell, flags, script.replace("$$", "$")],
        env={"PATH": "/bin:/usr/bin", "ALLOWED_HOSTS": "a.example.org,b.example.org"},
        capture_output=True,
        text=True,
        check=True,
    )

    told = {name for name in SERVICES["proxy"]["environment"] if name.startswith("PORTAL_")}
    assert asked == told | {"PORTAL_HOSTS"}
    assert (target, mode) == ("/etc/nginx/templates/default.conf.template", "ro")
    assert ran.stdout == "a.example.org b.example.org\n"


def test_ports_are_open_on_this_machine_only():
    published = [port for service in SERVICES.values() for port in service.get("ports", [])]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_image_runs_without_rights_and_from_the_lock():
    said = (paths.ROOT / "Dockerfile").read_text()

    assert "\nUSER portal\n" in said
    assert "--require-hashes -r requirements.txt" in said


def test_broker_check_passes_on_the_server_of_this_run(capsys, monkeypatch):
    monkeypatch.setattr(health.sys, "argv", ["health", "broker"])

    assert health.main() == 0


def test_broker_check_fails_with_a_wrong_password(monkeypatch, capsys):
    address = health.os.environ["REDIS_URL"].replace("redis://:", "redis://:wrong")
    monkeypatch.setenv("REDIS_URL", address)
    monkeypatch.setattr(health.sys, "argv", ["health", "broker"])

    assert health.main() == 1
    assert "Redis does not answer" in capsys.readouterr().err
