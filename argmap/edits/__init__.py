"""Edits: changes of a debate as values, what they make of it, and how those of several people come together."""
