"""The worker process: runs the queue's jobs and the standing duties until it is told to stop."""

import asyncio
import contextlib
import logging
import signal
import threading

from procrastinate import App
from procrastinate.contrib.django import DjangoApp, connector_params
from procrastinate.exceptions import ProcrastinateException
from procrastinate.psycopg_connector import PsycopgConnector

from openloket.work import rounds, tasks
from openloket.work.duties import standing_duties

log = logging.getLogger(__name__)

_HEARTBEAT = 5.0  # seconds
_DEAD_AFTER = 20.0  # seconds without heartbeat
_PATIENCE = 30.0  # seconds for jobs under way to end before the process does
_FAILED_JOBS_KEPT = 24 * 30  # hours


def run(concurrency: int) -> None:
    """Work until SIGTERM or SIGINT: `concurrency` jobs at a time, and every standing duty."""
    stop = threading.Event()
    threads = rounds.start(standing_duties(), stop)
    try:
        asyncio.run(_run_queue(concurrency))
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=_PATIENCE)


async def _run_queue(concurrency: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            await _work(stop, concurrency)
        except Exception:  # such as a database that restarts: the queue is opened anew
            log.exception("the queue stopped; opening it again in a second")
        if not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), timeout=1)


async def _work(stop: asyncio.Event, concurrency: int) -> None:
    """One life of the queue: until told to stop, or until one of its parts fails."""
    app = queue_app(concurrency)
    async with app.open_async():
        parts = [
            asyncio.create_task(
                app.run_worker_async(
                    concurrency=concurrency,
                    install_signal_handlers=False,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=_PATIENCE,
                    update_heartbeat_interval=_HEARTBEAT,
                    stalled_worker_timeout=_DEAD_AFTER,
                )
            ),
            asyncio.create_task(_look_after_jobs(app)),
            asyncio.create_task(stop.wait()),
        ]
        ended, others = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
        for part in others:
            part.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for part in ended:
            part.result()


def queue_app(concurrency: int) -> App:
    """The queue over connections of its own, which listen for new jobs; flows defer through Django's."""
    connector = PsycopgConnector(kwargs=connector_params("default"), min_size=1, max_size=concurrency + 2)
    app = DjangoApp(connector=connector)
    tasks.register(app)
    return app


async def _look_after_jobs(app: App) -> None:
    """Every few seconds: jobs of workers that died go back in the queue; once an hour: old failures go."""
    beats = 0
    while True:
        await release_jobs_of_the_dead(app)
        if beats % 720 == 0:
            await app.job_manager.delete_old_jobs(
                nb_hours=_FAILED_JOBS_KEPT, include_failed=True, include_cancelled=True, include_aborted=True
            )
        beats += 1
        await asyncio.sleep(_HEARTBEAT)


async def release_jobs_of_the_dead(app: App) -> int:
    """Put jobs back whose worker gave no sign of life; what they did half is their own to find out."""
    jobs = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=_DEAD_AFTER))
    for job in jobs:
        # Another worker may just have done the same: the database refuses to put it back twice.
        with contextlib.suppress(ProcrastinateException):
            await app.job_manager.retry_job(job)
    await app.job_manager.prune_stalled_workers(_DEAD_AFTER)
    return len(jobs)
