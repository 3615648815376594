"""A program over a data frame of PySpark: `pip install pyspark pyarrow`, and Java.

`mapInArrow` hands each worker batches of rows; the program is pickled into the workers.
"""

import sys
import time

import pyarrow
from pyspark.sql import SparkSession, functions

from swift_rasp import gallery
from swift_rasp.arrow import over

rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
run = over(gallery.add())


def added(batches):
    """Each batch with the column that the program makes of it."""
    for batch in batches:
        sums = run(batch["text"]).cast(pyarrow.list_(pyarrow.int64()))
        yield pyarrow.RecordBatch.from_arrays([batch["text"], sums], ["text", "sums"])


spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
numbers = functions.format_string("%07d+%07d", "id", "id")
frame = spark.range(rows).select(numbers.alias("text"))
for _ in range(2):
    start = time.perf_counter()
    result = frame.mapInArrow(added, "text string, sums array<bigint>")
    total = result.select(functions.sum(functions.expr("aggregate(sums, 0L, (a, b) -> a + b)")))
    print(total.first()[0], f"{time.perf_counter() - start:.1f} s")
