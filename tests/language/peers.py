#!/usr/bin/env python3
"""Peers of `hirelog check` on labelled sentences: scrubadub on contact data, alex on traits and on blame.

    python3 -m pip install scrubadub==2.0.1
    npm install --prefix /tmp/alex alex@11.0.1
    python3 tests/language/peers.py FOLDER [PATH-OF-ALEX]

FOLDER has privacy.tsv, protected.tsv and blame.tsv: tests/sentences/six and its like. A sentence
counts as found if the peer reports anything in it, of whatever kind.
"""

import pathlib
import subprocess
import sys
import tempfile


def sentences(path):
    """Whether there is something to find, and the sentence."""
    for line in path.read_text(encoding="utf-8").splitlines():
        label, *_, text = line.split("\t")
        yield label != "clean", text


def scrubadub(texts):
    import scrubadub as peer

    scrubber = peer.Scrubber(locale="en_GB")
    return [any(True for _ in scrubber.iter_filth(text)) for text in texts]


def alex(program, texts):
    """One file a sentence, one run for all of them."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, text in enumerate(texts):
            path = pathlib.Path(folder) / f"{number:04}.txt"
            path.write_text(text + "\n", encoding="utf-8")
            paths.append(path)
        command = [program, "--text", "--quiet", *map(str, paths)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        # Its report is on standard error, and names each file in which it warns.
        return [path.name in run.stderr for path in paths]


def figures(name, rows, found):
    hits = sum(sought and one for (sought, _), one in zip(rows, found))
    cried = sum(not sought and one for (sought, _), one in zip(rows, found))
    wanted = sum(sought for sought, _ in rows)
    precision = f"{100 * hits / (hits + cried):5.1f}" if hits + cried else "   - "
    print(f"{name:24} precision {precision}  recall {100 * hits / wanted:5.1f}  "
          f"found {hits} of {wanted}, {cried} false of {len(rows) - wanted} clean")


def main(folder, program="alex"):
    folder = pathlib.Path(folder)
    for family, name, peer in [
        ("privacy", "scrubadub", scrubadub),
        ("protected", "alex", lambda texts: alex(program, texts)),
        ("blame", "alex", lambda texts: alex(program, texts)),
    ]:
        rows = list(sentences(folder / f"{family}.tsv"))
        figures(f"{family}, {name}", rows, peer([text for _, text in rows]))


if __name__ == "__main__":
    main(*sys.argv[1:])
