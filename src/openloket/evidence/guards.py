"""Rules in the database itself: what was written stays written, and only rows of the scope are seen."""

from django.db import migrations

FUNCTION = migrations.RunSQL(
    """
    CREATE FUNCTION openloket_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    """,
    "DROP FUNCTION openloket_refuse_change();",
)


def forbid_updates(table: str) -> migrations.RunSQL:
    """A migration step: a row of `table` is never changed, only removed when its retention has passed."""
    return migrations.RunSQL(
        f"CREATE TRIGGER never_changed BEFORE UPDATE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION openloket_refuse_change();",
        f"DROP TRIGGER never_changed ON {table};",
    )


def forbid_changes(table: str) -> migrations.RunSQL:
    """A migration step: no role, not even the owner, changes or removes a row of `table`."""
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION openloket_refuse_change();"
        f"CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION openloket_refuse_change();",
        f"DROP TRIGGER append_only ON {table}; DROP TRIGGER append_only_whole ON {table};",
    )


def protect(*tables: str) -> list[migrations.RunSQL]:
    """Migration steps for row-level security on `tables`: only rows of the scope are seen and written."""
    return [_policy(table) for table in tables]


def _policy(table: str) -> migrations.RunSQL:
    rows = "organisation_id = NULLIF(current_setting('openloket.organisation', true), '')::bigint"
    return migrations.RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY organisation_scope ON {table} USING ({rows}) WITH CHECK ({rows});",
        f"DROP POLICY organisation_scope ON {table};"
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


LEAF_PLACED_ONCE = migrations.RunSQL(
    """
    CREATE FUNCTION openloket_leaf_placed_once() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' AND OLD.leaf_index IS NULL
           AND NEW.event_id = OLD.event_id AND NEW.leaf_hash = OLD.leaf_hash THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'append-only: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE TRIGGER placed_once BEFORE UPDATE OR DELETE ON evidence_leaf
        FOR EACH ROW EXECUTE FUNCTION openloket_leaf_placed_once();
    CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON evidence_leaf
        FOR EACH STATEMENT EXECUTE FUNCTION openloket_refuse_change();
    """,
    """
    DROP TRIGGER placed_once ON evidence_leaf; DROP TRIGGER append_only_whole ON evidence_leaf;
    DROP FUNCTION openloket_leaf_placed_once();
    """,
)
