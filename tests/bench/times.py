"""Measures whether the time of an answer tells that an address is known to the portal.

Signing in, signing up, and both ways back in are asked for a known and for an unknown address in
turn, over HTTP, from the form to the answer; the limits are forgotten before each try.
"""

import argparse
import os
import sys
import time
from http import HTTPStatus
from statistics import median

from tests.bench import page
from tests.bench.clients import Page, ask
from tests.bench.stand import Stand, stand

NAME = "times"
# What differs less than this differs no more than two answers for the same address do.
MOST_APART, MOST_MILLISECONDS = 0.1, 10
PASSWORD = "Eels-Sing-At-Low-Tide-7"
FLOWS = {
    "/accounts/login/": "login password",
    "/accounts/signup/": "name email password1 password2",
    "/accounts/password/reset/": "email",
    "/accounts/login/code/": "email",
}
WARMING = 3
PATIENCE = 120


def main(arguments: list[str]) -> int:
    """Run it, print the figures, and say by the exit code whether they are good enough."""
    options = _parse(arguments)
    with stand() as built:
        report, is_well = _measure(built, options.tries)
    print(report)
    if options.write:
        command = f"./portal bench {NAME} {' '.join(arguments)}"
        page.write(NAME, "What the time of an answer tells", command, report)
    return 0 if is_well else 1


def _measure(built: Stand, tries: int) -> tuple[str, bool]:
    import django  # noqa: PLC0415 its settings are those of the stand

    django.setup()
    from tests.factories.accounts import UserFactory  # noqa: PLC0415

    for number in range(tries + WARMING):
        UserFactory.create(email=_address("known", number), password=PASSWORD)
    lines, is_well = [], True
    for path, fields in FLOWS.items():
        asked: dict[str, list[float]] = {"known": [], "unknown": []}
        for number in range(tries + WARMING):
            for who, times in asked.items():
                email = _address(who, number, path if who == "unknown" else "")
                times.append(_milliseconds(built.port, path, fields.split(), email))
        known, unknown = (sorted(times[WARMING:]) for times in asked.values())
        middles = (median(known), median(unknown))
        apart = (max(middles) - min(middles)) / max(middles)
        is_close = max(middles) - min(middles) <= MOST_MILLISECONDS
        is_well = is_well and (is_close or apart <= MOST_APART)
        lines.append(
            f"{path:<26} known {_told(known)}; unknown {_told(unknown)}; {apart:.0%}"
        )
    lines.append(
        f"{tries} tries each, medians at most {MOST_APART:.0%} or {MOST_MILLISECONDS} ms apart; "
        f"load of the machine at the end {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return "\n".join(lines), is_well


def _address(who: str, number: int, path: str = "") -> str:
    """An address that is asked for once in each flow; nobody unknown is known to the next."""
    return f"{who}{path.replace('/', '.')}{number}@example.org".replace("..", ".")


def _milliseconds(port: int, path: str, fields: list[str], email: str) -> float:
    """From sending the form to the whole answer, which says the same to everybody."""
    from django.core.cache import cache  # noqa: PLC0415

    from gmp_portal.accounts.models import Tally  # noqa: PLC0415

    Tally.objects.all().delete()
    cache.clear()
    shown = _shown(port, path)
    values = {"login": email, "email": email, "name": "Somebody", "password": "wrong"}
    values |= {"password1": PASSWORD, "password2": PASSWORD}
    typed = shown.hidden() | {name: values[name] for name in fields}
    cookies = f"csrftoken={shown.cookie('csrftoken')}"
    began = time.perf_counter()
    answer = ask(port, "POST", path, typed, cookies)
    took = (time.perf_counter() - began) * 1000
    expected = (HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.OK, HTTPStatus.FOUND)
    assert answer.status in expected, f"{path} answered {answer.status}"
    return took


def _shown(port: int, path: str) -> Page:
    """The form, as soon as the portal answers."""
    for _try in range(PATIENCE):
        try:
            shown = ask(port, "GET", path, {}, "")
        except OSError:
            time.sleep(0.5)
        else:
            return shown
    raise TimeoutError(path)


def _told(times: list[float]) -> str:
    p95 = times[int(len(times) * 0.95) - 1]
    return f"p50 {median(times):.0f} ms, p95 {p95:.0f} ms"


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./portal bench times", description=__doc__)
    parser.add_argument("--tries", type=int, default=60)
    parser.add_argument("--write", action="store_true", help="put the result into proof.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
