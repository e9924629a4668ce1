"""The program: `argmap`, or `python -m argmap`."""

import gc
import sys

from argmap import cli


def main() -> int:
    """Run a command line and return its exit code.

    A command ends before there is garbage worth a search for it; that would take a tenth of its time, and the search
    before the end, through all that is frozen here, as long again. `serve` turns it on.
    """
    gc.disable()
    code = cli.main()
    gc.freeze()
    return code


if __name__ == "__main__":
    sys.exit(main())
