"""Hands work to the queue within the same transaction as the fact: one row, ids only, never personal data."""

from procrastinate.contrib.django import app


def enqueue(task: str, **ids: int) -> None:
    """Defer a task by its name (see work/tasks.py); it exists exactly when the transaction commits."""
    app.configure_task(task, allow_unknown=True).defer(**ids)
