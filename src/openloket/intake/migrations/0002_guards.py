"""Row-level security and the rules that keep what was written."""

from django.db import migrations

from openloket.evidence.guards import forbid_updates, protect

# Checked at commit: the receipt can't be switched off, not by a setting and not by a mistake (Awb 2:17).
NOTHING_RECEIVED_WITHOUT_RECEIPT = migrations.RunSQL(
    """
    CREATE FUNCTION openloket_receipt_exists() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        before text := current_setting('openloket.organisation', true);
    BEGIN
        -- Row-level security would hide the receipt from a check that runs after the scope was closed.
        PERFORM set_config('openloket.organisation', NEW.organisation_id::text, false);
        IF NOT EXISTS (SELECT 1 FROM intake_receipt WHERE submission_id = NEW.id) THEN
            RAISE EXCEPTION 'submission % has no receipt', NEW.reference
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        PERFORM set_config('openloket.organisation', before, false);
        RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER never_without_receipt AFTER INSERT ON intake_submission
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION openloket_receipt_exists();
    """,
    "DROP TRIGGER never_without_receipt ON intake_submission; DROP FUNCTION openloket_receipt_exists();",
)


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("evidence", "0002_guards")]

    operations = [
        *protect("intake_draft", "intake_submission", "intake_attachment", "intake_receipt"),
        forbid_updates("intake_submission"),
        NOTHING_RECEIVED_WITHOUT_RECEIPT,
    ]
