"""Step fields: how much a step carries, and how it reasons."""

from argmap.edits import texts
from argmap.model import Debate, Step, walk_steps
from argmap.web.editing import fields
from argmap.web.editing.fields import Choice, Field

RELEVANCE = "relevance"
SCHEME = "scheme"


def relevance_field(step: Step | None = None) -> Field:
    """Return the field for how much a step carries if its premises hold."""
    return Field(
        name=RELEVANCE,
        label="Relevance",
        hint="How much this step carries if its premises hold: 100% is all of it.",
        value=fields.percentage(step.relevance) if step else "100%",
        read=lambda text: fields.share(text, "relevance"),
    )


def scheme_field(debate: Debate, step: Step | None = None) -> Field:
    """Return the field for the argumentation scheme of a step, which proposes known ones."""
    return Field(
        name=SCHEME,
        label="Scheme",
        look="picked",
        hint="How it reasons, such as expert-opinion or analogy.",
        value=step.scheme if step else "",
        choices=tuple(Choice(value=each, text="") for each in sorted(_used(debate))),
        read=lambda text: texts.line(text, "scheme"),
        script="scheme",
    )


def _used(debate: Debate) -> set[str]:
    """Return the schemes that the debate's steps have."""
    return {
        step.scheme
        for claim in debate.claims.values()
        for step in walk_steps(claim.steps)
        if step.scheme
    }
