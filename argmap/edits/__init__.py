"""Edits: changes of a debate as values, what they make of it, and how those of several people come together.

- `values`: every change that people make; `codec` writes them as records, `wording` in words.
- `applying`: what an edit makes of a debate, by `claims` and `records`, with `places`, `structure` and `texts`.
- `merging`: what two people make of one debate; `settling` for values, `lists` for orders, `proposals` for texts,
  `turning`, `renaming` and `consistency` for what claims are to each other.
- `differences`: what changed between two revisions, each a `difference`; `identity` and `pairing` say what is the same,
  `rearrangement` what hangs elsewhere, `spans` which words changed.
"""
