"""anonlink on the two files that the judge handed out: match.py SETTINGS WAY PAIRS_OUT FILE FILE

SETTINGS (cryptographic long-term keys by clkhash, 1,024 bits, HKDF, its double hash):
  tutorial   as the final schema of clkhash's tutorial on FEBRL (docs/_static/febrl_schema_v3_final.json): no number of insurance; only FEBRL's columns
  whole      the same strategy on every column: pairs of letters for texts, digits with their place for numbers and dates;
             200 bits for names, birth and documents, 100 for each other column; nothing for what is missing
WAY: pairs (every pair that is alike enough) or one (anonlink's greedy solver, nobody twice)
The likeness (Dice) stands where a probability would: a threshold that the truth chooses is the most generous to the peer.
(github.com/data61/clkhash, github.com/data61/anonlink). Install: pip install clkhash==0.18.3 anonlink==0.15.3
"""

import csv
import io
import json
import resource
import sys
import time

import anonlink
from clkhash import clk
from clkhash.schema import from_json_dict

LEAST = 0.8
HEAVY = ("given_name", "surname", "given_names", "family_names", "date_of_birth", "birth_date", "soc_sec_id", "document")
DIGITS = ("street_number", "postcode", "date_of_birth", "birth_date", "soc_sec_id", "document", "phone", "phone_number", "age")
TUTORIAL = (
    "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state", "date_of_birth",
)


def schema_for(settings, columns):
    def feature(name):
        if name == "id" or (settings == "tutorial" and name not in TUTORIAL):
            return {"identifier": name, "ignored": True}
        placed = name in DIGITS or (settings == "tutorial" and name == "state")
        comparison = {"type": "ngram", "n": 1 if name in DIGITS else 2, "positional": placed}
        return {
            "identifier": name,
            "format": {"type": "string", "encoding": "utf-8"},
            "hashing": {
                "comparison": comparison,
                "strategy": {"bitsPerFeature": 200 if name in HEAVY else 100},
                "hash": {"type": "doubleHash"},
                "missingValue": {"sentinel": ""},
            },
        }

    return from_json_dict(
        {
            "version": 3,
            "clkConfig": {"l": 1024, "kdf": {"type": "HKDF", "hash": "SHA256", "salt": "", "info": "", "keySize": 64}},
            "features": [feature(name) for name in columns],
        }
    )


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        head, *rows = list(csv.reader(file))
    # What one office writes in capitals is the same name: case is folded, as the tutorial's data is.
    return [row[0] for row in rows], head, [[row[0], *(cell.strip().lower() for cell in row[1:])] for row in rows]


def encoded(settings, head, rows):
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    text.seek(0)
    return clk.generate_clk_from_csv(text, "a secret of this run", schema_for(settings, head), validate=False, progress_bar=False)


def main(settings, way, out, one, other):
    files = [read(path) for path in (one, other)]
    started = time.time()
    keys = [encoded(settings, head, rows) for _, head, rows in files]
    concealed = time.time()
    candidates = anonlink.candidate_generation.find_candidate_pairs(keys, anonlink.similarities.dice_coefficient, LEAST)
    likeness, _, (lefts, rights) = candidates
    pairs = zip(lefts, rights, likeness)
    if way == "one":
        alike = {(a, b): p for a, b, p in pairs}
        groups = anonlink.solving.greedy_solve(candidates)
        found = anonlink.solving.pairs_from_groups(groups)
        pairs = ((a, b, alike[(a, b)]) for a, b in found)
    with open(out, "w", encoding="utf-8") as file:
        file.write("id_a,id_b,probability\n")
        for a, b, p in pairs:
            file.write(f"{files[0][0][a]},{files[1][0][b]},{p:.6f}\n")
    compared = time.time()
    gigabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    times = {"concealing": round(concealed - started, 1), "comparing": round(compared - concealed, 1)}
    print(json.dumps({**times, "gigabytes": round(gigabytes, 2)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
