"""Edits: changes of a debate as values, what they make of it, and how those of several people come together.

    values                      every change that people make; `codec` writes them as records, `wording` in words
    applying                    what an edit makes of a debate: `claims` and `records`, by `places`, `structure`, `texts`
    merging                     what two people make of one debate: `settling` values and `turning` steps, `lists` and
                                `proposals` for orders and texts, `renaming` and `consistency` before and after
    differences                 what changed between two revisions, each a `difference`: `identity` and `pairing` say
                                what is the same, `rearrangement` what hangs elsewhere, `spans` which words changed
"""
