"""Measurements: how long argmap takes, each figure as a ratio to something simple in the same run."""
