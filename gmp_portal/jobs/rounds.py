"""What the pump does again and again: hand out, look after what is out, tick, sleep."""

import time
from collections.abc import Callable

import structlog
from django.db import Error, close_old_connections, connection

from gmp_portal.jobs import clock, leases, pump
from gmp_portal.jobs.leases import Waiting
from gmp_portal.jobs.listening import Listener

logger = structlog.get_logger(__name__)
# A server that starts again is not asked all the time.
PAUSE_SECONDS = 2
# The database tells of new jobs; a look without being told finds what a lost message told.
LOOK_SECONDS = 5
# While jobs are out: so soon is a dead worker noticed.
CARE_SECONDS = 2
# While more jobs are due than may be out.
FULL_SECONDS = 0.1
TICK_SECONDS = 60


class Rounds:
    """One pump, from its start until it is told to stop."""

    def __init__(self, look_seconds: float = LOOK_SECONDS) -> None:
        self.look_seconds = look_seconds
        self.listener = Listener()
        self.is_over = False
        self.next_care = self.next_tick = time.monotonic()
        self.sleep_seconds = 0.0

    def halt(self) -> None:
        """End after what is being done now; a handler of signals calls this."""
        self.is_over = True
        self.listener.wake()

    def go(self) -> None:
        """Go round until told to stop, whatever fails."""
        while not self.is_over:
            goes_well = _survived(self._look)
            if time.monotonic() >= self.next_tick:
                if _survived(clock.tick):
                    self.next_tick = time.monotonic() + TICK_SECONDS
                else:
                    goes_well = False
            # A database that goes away while the pump sleeps wakes it with an error.
            if not (goes_well and _survived(self._sleep)):
                self.listener.rest(PAUSE_SECONDS)
        self.listener.close()

    def _sleep(self) -> None:
        until_tick = max(self.next_tick - time.monotonic(), 0)
        self.listener.wait(min(self.sleep_seconds, until_tick))

    def _look(self) -> None:
        # Listening comes first: of what is written after the look, a message tells.
        self.listener.listen()
        waiting = leases.waiting()
        handed = pump.hand_out(waiting)
        now = time.monotonic()
        if waiting.in_hand and now >= self.next_care:
            pump.look_after()
            self.next_care = now + CARE_SECONDS
        self.sleep_seconds = self._until_next_look(waiting, handed)

    def _until_next_look(self, waiting: Waiting, handed: int) -> float:
        if waiting.due > handed:
            return FULL_SECONDS
        times = [self.look_seconds]
        if waiting.next_due_in is not None:
            times.append(waiting.next_due_in)
        if waiting.in_hand or handed:
            times.append(CARE_SECONDS)
        return min(times)


def _survived(work: Callable[[], object]) -> bool:
    """Whether it went well; whatever happened is logged, and the pump goes on."""
    try:
        work()
    except Exception as error:
        if isinstance(error, Error) and not connection.is_usable():
            logger.warning("database_unreachable", cause=str(error).strip())
            connection.close()
        else:
            logger.exception("pump_failed")
        close_old_connections()
        return False
    return True
