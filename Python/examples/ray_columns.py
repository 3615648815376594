"""A program over a data set of Ray: `pip install "ray[data]" pyarrow`."""

import sys
import time

import pyarrow
import ray

from swift_rasp import gallery
from swift_rasp.arrow import over

rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
run = over(gallery.add())


def added(table):
    """The table with the column that the program makes of it."""
    sums = run(table["text"]).cast(pyarrow.list_(pyarrow.int64()))
    return table.append_column("sums", sums)


ray.init(num_cpus=2, include_dashboard=False)
texts = pyarrow.table({"text": [f"{i:07d}+{i:07d}" for i in range(rows)]})
start = time.perf_counter()
result = ray.data.from_arrow(texts).repartition(4).map_batches(added, batch_format="pyarrow")
total = sum(
    sum(map(sum, batch["sums"].to_pylist()))
    for batch in result.iter_batches(batch_format="pyarrow")
)
print(total, f"{time.perf_counter() - start:.1f} s")
