"""Runs argmap as `python -m argmap`."""

import sys

from argmap import cli

sys.exit(cli.main())
