from datetime import datetime, UTC
from django.db import connection
from tests.zaken.making import send, send_many
from openloket.zaken.access import zaak_behind
from django.test.utils import CaptureQueriesContext
def test_plan(duinstede, now):
    z=send(duinstede, now); send_many(duinstede, 20000, now)
    with connection.cursor() as c:
        c.execute("ANALYZE")
    with CaptureQueriesContext(connection) as seen: zaak_behind(z.submission_id,"")
    with connection.cursor() as c:
        c.execute("EXPLAIN (ANALYZE) "+seen[0]["sql"])
        print("\n".join(r[0] for r in c.fetchall()))
    assert 0
