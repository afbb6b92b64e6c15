"""The sentence at start as long as whoever runs the portal could rewrite its ledger."""

import structlog
from django.db import Error, connection

from gmp_portal.ledger import grants

REMEDY = "Run manage.py secure_database and follow what it says (ADR 27)."

logger = structlog.get_logger(__name__)


def warn() -> None:
    """Say it in the log; a database that is away is no reason not to start."""
    try:
        if grants.owns_the_ledger():
            logger.warning("the_running_role_owns_the_ledger", remedy=REMEDY)
    except Error:
        logger.warning("ledger_ownership_unknown")
    finally:
        connection.close()
