"""A program as a function of SQL, over a table of DuckDB: `pip install duckdb pyarrow`."""

import sys

import duckdb

from swift_rasp import gallery
from swift_rasp.arrow import over

rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
run = over(gallery.add())
connection = duckdb.connect()
connection.create_function("added", lambda texts: run(texts), ["VARCHAR"], "BIGINT[]", type="arrow")
connection.execute(
    "create table sums as select format('{:07d}+{:07d}', i, i) as text from range(?) rows(i)",
    [rows],
)
print(
    connection.execute(
        "select text, added(text) from sums order by text limit 2 offset 5"
    ).fetchall()
)
print(connection.execute("select sum(list_sum(added(text))) from sums").fetchone())
