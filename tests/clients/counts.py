"""DuckDB, pandas and Spark read what hirelog exports, and count as hirelog counts.

Usage: counts.py HIRELOG LOG UNTIL
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas
import pyspark
from pyspark.sql import SparkSession

hirelog, log, until = sys.argv[1:]


def run(*arguments):
    command = [hirelog, "-C", log, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


patterns = json.loads(run("patterns", f"until:{until}", "--format", "json"))
window = patterns["window"]
since, until = window["since"], window["until"]
expected = {(ball["party"], ball["slug"]): ball["n"] for ball in patterns["balls"] if ball["n"] > 0}
assert expected, "there is nothing to compare"
rates = {(ball["party"], ball["slug"]): (ball["n"], ball["of"]) for ball in patterns["balls"]}
settings = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
spark = SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
spark.sparkContext.setLogLevel("ERROR")

with tempfile.TemporaryDirectory() as folder:
    for form in ("csv", "jsonl"):
        balls = Path(folder, f"balls.{form}")
        balls.write_text(run("export", "--by", "ball", "--format", form), encoding="utf-8", newline="")
        whole = Path(folder, f"log.{form}")
        whole.write_text(run("export", "--format", form), encoding="utf-8", newline="")

        reader = "read_csv" if form == "csv" else "read_json"
        rows = duckdb.sql(
            f"select party, slug, count(distinct id) from {reader}('{balls}') "
            f"where date between '{since}' and '{until}' group by all"
        ).fetchall()
        counted = {(party, slug): count for party, slug, count in rows}
        assert counted == expected, (form, "duckdb", counted, expected)
        total = duckdb.sql(
            f"select count(*) from {reader}('{whole}') where date between '{since}' and '{until}'"
        ).fetchall()[0][0]
        assert total == window["post_mortems"], (form, "duckdb", total)

        frame = pandas.read_csv(balls) if form == "csv" else pandas.read_json(balls, lines=True, dtype=False)
        frame = frame[(frame["date"] >= since) & (frame["date"] <= until)]
        counted = frame.groupby(["party", "slug"])["id"].nunique().to_dict()
        assert counted == expected, (form, "pandas", counted, expected)
        frame = pandas.read_csv(whole) if form == "csv" else pandas.read_json(whole, lines=True, dtype=False)
        total = ((frame["date"] >= since) & (frame["date"] <= until)).sum()
        assert total == window["post_mortems"], (form, "pandas", total)

        # Every rate is a group by of the chances.
        chances = Path(folder, f"chances.{form}")
        chances.write_text(run("export", "--by", "chance", "--format", form), encoding="utf-8", newline="")
        grouped = (
            "select party, slug, count(*) filter (where dropped), count(*) from {} "
            f"where date between '{since}' and '{until}' group by party, slug"
        )
        frame = pandas.read_csv(chances) if form == "csv" else pandas.read_json(chances, lines=True, dtype=False)
        frame = frame[(frame["date"] >= since) & (frame["date"] <= until)]
        # An engine that shares its work out reads a folder of files, of several logs say.
        options = {"header": True, "inferSchema": True} if form == "csv" else {}
        spark.read.format(form.replace("jsonl", "json")).options(**options).load(str(chances)).createOrReplaceTempView(
            "chances"
        )
        engines = {
            "duckdb": duckdb.sql(grouped.format(f"{reader}('{chances}')")).fetchall(),
            "pandas": frame.groupby(["party", "slug"])["dropped"].agg(["sum", "count"]).reset_index().values.tolist(),
            "pyspark": [tuple(row) for row in spark.sql(grouped.format("chances")).collect()],
        }
        for engine, rows in engines.items():
            counted = {(party, slug): (n, of) for party, slug, n, of in rows}
            # A ball that the window drops nowhere is told because the one before did.
            assert {key: counted.get(key, (0, 0)) for key in rates} == rates, (form, engine, counted)
            told = {key for key, (n, _) in counted.items() if n > 0}
            assert told == set(expected), (form, engine, told)

spark.stop()
versions = f"duckdb {duckdb.__version__}, pandas {pandas.__version__}, pyspark {pyspark.__version__}"
print(f"{versions}: {len(expected)} counts and {len(rates)} rates, as hirelog counts them")
