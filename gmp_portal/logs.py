"""Structured logs: one JSON line per event with the request's id, readable text when relaxed."""

import logging.config
import re
from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


# What opens an account or a calendar, and the addresses that a mail server repeats when it
# refuses them.
_SECRETS = (
    (
        re.compile(
            r"(/(?:password/reset/key|confirm-email|calendar/own|mails/choices|letters/confirm|letters/end)/)[^/\s\"']+"
        ),
        r"\1[hidden]",
    ),
    (re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "[address]"),
)


def without_secrets(_logger: object, _method: str, event: Any) -> Any:
    """Blot out keys and addresses, wherever they stand in a line."""
    return {name: _blotted(value) for name, value in event.items()}


def _blotted(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {str(_blotted(key)): _blotted(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_blotted(inner) for inner in value]
    text = value if isinstance(value, str) else repr(value)
    for pattern, stand_in in _SECRETS:
        text = pattern.sub(stand_in, text)
    return text


def logging_config(*, level: str, machine: bool) -> dict[str, Any]:
    """Say how log lines look: JSON for machines, plain text for people."""
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if machine
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "portal": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    without_secrets,
                    renderer,
                ],
                "foreign_pre_chain": _SHARED,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "portal"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["console"], "level": level, "propagate": False},
            "django_structlog": {"level": level},
            # Our own lines tell of each job, with its request.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }


# One list for all times: Celery sets logging up again, and loggers keep the list they began with.
_PROCESSORS = [
    *_SHARED,
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
]


def configure(config: dict[str, Any]) -> None:
    """Set up logging and structlog together; Django calls this once at start."""
    logging.config.dictConfig(config)
    structlog.configure(
        processors=_PROCESSORS,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
