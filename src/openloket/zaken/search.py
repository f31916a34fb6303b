"""Searching zaken by words: one index that row-level security does not switch off."""

from django.db import migrations

# PostgreSQL uses an index under row-level security only for operators that can't leak rows ("leakproof").
# `tsvector @@ tsquery` never raises on its contents, but is not marked so; only a superuser may mark it.
# Without the mark search stays correct and grows slower with the archive; `openloket doctor` says so.
INDEXED_SEARCH_UNDER_ROW_LEVEL_SECURITY = migrations.RunSQL(
    """
    DO $$ BEGIN
        ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF;
    EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE 'search runs without its index: a superuser may mark ts_match_vq leakproof';
    END $$;
    """,
    migrations.RunSQL.noop,
)
