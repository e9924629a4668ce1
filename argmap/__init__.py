"""Maps of policy debates: claims, supports and objections drawn beside viewpoint summaries."""

__version__ = "0.1.0"
