"""DuckDB and pandas read what hirelog exports, and count as hirelog counts.

Usage: counts.py HIRELOG LOG UNTIL
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pandas

hirelog, log, until = sys.argv[1:]


def run(*arguments):
    command = [hirelog, "-C", log, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


patterns = json.loads(run("patterns", f"until:{until}", "--format", "json"))
window = patterns["window"]
since, until = window["since"], window["until"]
expected = {(ball["party"], ball["slug"]): ball["n"] for ball in patterns["balls"] if ball["n"] > 0}
assert expected, "there is nothing to compare"

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

print(f"duckdb {duckdb.__version__} and pandas {pandas.__version__}: {len(expected)} counts, as hirelog counts them")
