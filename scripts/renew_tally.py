"""Writes the output of `argmap tally` for the shipped debates into docs/writing-debates.md.

    python scripts/renew_tally.py

Run this again after a change of the debates, and commit what it writes.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "writing-debates.md"
BEGIN = "<!-- argmap tally -->\n"
END = "<!-- end of argmap tally -->\n"


def main() -> None:
    """Replace what stands between the two markers of the page."""
    count = [sys.executable, "-m", "argmap", "tally", str(ROOT / "debates")]
    tables = subprocess.run(count, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise SystemExit(f"{PAGE.name} has no two markers to write between.")
    PAGE.write_text(f"{before}{BEGIN}\n{tables}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
