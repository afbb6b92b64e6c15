"""Migrations that run back and forth within a test."""

from collections.abc import Iterator, Sequence

from django.db import connection
from django.db.migrations import Migration, operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation

from tests.tracing import untraced

Key = tuple[str, str]
# One operation of a migration, and the models before and after it.
Step = tuple[operations.base.Operation, ProjectState, ProjectState]
# They touch a single table, whatever refers to it.
OF_ONE_TABLE = (
    *(operations.CreateModel, operations.DeleteModel),
    *(operations.AddField, operations.RemoveField),
    *(operations.AddConstraint, operations.RemoveConstraint),
    *(operations.AddIndex, operations.RemoveIndex),
)


@untraced
def migrate(targets: Sequence[Key]) -> None:
    """Migrate within the transaction of the test, however long a busy machine reckons."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(targets)
    steps = dict(_steps(executor, {migration for migration, _is_backwards in plan}))
    for migration, is_backwards in plan:
        if is_backwards:
            _undo(executor, migration, steps[migration])
        else:
            _do(executor, migration, steps[migration])


def latest() -> list[Key]:
    """Where all apps stand now."""
    targets: list[Key] = MigrationExecutor(connection).loader.graph.leaf_nodes()
    return targets


def _steps(
    executor: MigrationExecutor, wanted: set[Migration]
) -> Iterator[tuple[Migration, list[Step]]]:
    """The operations of these migrations between the states that lie around them.

    Django makes every model for a state, which takes most of the time of a migration, and makes
    them anew for each operation. These states make none before it is asked for.
    """
    graph, applied = executor.loader.graph, executor.loader.applied_migrations
    state = executor._create_project_state()
    for migration, _is_backwards in executor.migration_plan(graph.leaf_nodes(), True):
        if migration in wanted:
            steps: list[Step] = []
            for operation in migration.operations:
                before, state = state, state.clone()
                operation.state_forwards(migration.app_label, state)
                steps.append((operation, before, state))
            state = state.clone()
            yield migration, steps
        elif (migration.app_label, migration.name) in applied:
            migration.mutate_state(state, preserve=False)


def _do(executor: MigrationExecutor, migration: Migration, steps: Sequence[Step]) -> None:
    with connection.schema_editor(atomic=migration.atomic) as editor:
        for operation, before, after in steps:
            _make_few_models(migration, operation, before, after)
            operation.database_forwards(migration.app_label, editor, before, after)
    executor.record_migration(migration)


def _undo(executor: MigrationExecutor, migration: Migration, steps: Sequence[Step]) -> None:
    with connection.schema_editor(atomic=migration.atomic) as editor:
        for operation, before, after in reversed(steps):
            assert operation.reversible, (migration, operation)
            _make_few_models(migration, operation, before, after)
            operation.database_backwards(migration.app_label, editor, after, before)
    executor.recorder.record_unapplied(migration.app_label, migration.name)


def _make_few_models(
    migration: Migration, operation: operations.base.Operation, *states: ProjectState
) -> None:
    """Leave only the model of the table, with those it refers to, where no other is needed."""
    if isinstance(operation, OF_ONE_TABLE):
        name = getattr(operation, "model_name", "") or operation.name
        key = (migration.app_label, name.lower())
        for state in states:
            state.apps = StateApps(state.real_apps, _referred(state, key))
    else:
        for state in states:
            state.__dict__.pop("apps", None)


def _referred(state: ProjectState, first: Key) -> dict[Key, ModelState]:
    """The first model and all that it needs in order to be made."""
    models: dict[Key, ModelState] = {}
    waiting = {first} & state.models.keys()
    while waiting:
        key = waiting.pop()
        models[key] = state.models[key]
        waiting |= set(_needs(models[key])) & state.models.keys() - models.keys()
    return models


def _needs(model: ModelState) -> Iterator[Key]:
    own = (model.app_label, model.name_lower)
    for base in model.bases:
        if isinstance(base, str):
            yield resolve_relation(base, *own)
    for field in model.fields.values():
        if remote := field.remote_field:
            yield resolve_relation(remote.model, *own)
            if through := getattr(remote, "through", None):
                yield resolve_relation(through, *own)
