"""A question that is asked of all organisations in one statement, with the rights of who asks."""

from django.db import migrations

# SECURITY INVOKER: it may do nothing that its caller may not. Row-level security holds for each turn, also
# where the owner of the tables is no superuser. Planned once for all, as for most organisations the answer
# is no: therefore never by reading a whole table, and not with the numbers of whichever comes first.
FUNCTION = migrations.RunSQL(
    """
    CREATE FUNCTION openloket_organisations_with(question text) RETURNS SETOF bigint
    LANGUAGE plpgsql SECURITY INVOKER SET enable_seqscan TO off AS $$
    DECLARE
        before text := COALESCE(current_setting('openloket.organisation', true), '');
        one bigint;
        found_one boolean;
    BEGIN
        IF EXISTS (SELECT FROM pg_prepared_statements WHERE name = 'openloket_question') THEN
            DEALLOCATE openloket_question;  -- of a call that was cut short
        END IF;
        EXECUTE 'PREPARE openloket_question AS SELECT EXISTS (' || question || ')';
        PERFORM set_config('openloket.organisation', '0', true);
        EXECUTE 'EXECUTE openloket_question' INTO found_one;
        FOR one IN SELECT id FROM tenancy_organisation ORDER BY id LOOP
            PERFORM set_config('openloket.organisation', one::text, true);
            EXECUTE 'EXECUTE openloket_question' INTO found_one;
            IF found_one THEN
                RETURN NEXT one;
            END IF;
        END LOOP;
        PERFORM set_config('openloket.organisation', before, true);
        DEALLOCATE openloket_question;
    END $$;
    """,
    "DROP FUNCTION openloket_organisations_with(text);",
)


class Migration(migrations.Migration):
    """One function; it reads nothing that its caller could not."""

    dependencies = [("tenancy", "0008_return_pattern")]

    operations = [FUNCTION]
