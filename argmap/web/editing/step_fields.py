"""Step fields: how much a step carries, and how it reasons."""

from argmap import schemes
from argmap.edits import texts
from argmap.model import Debate, Step, walk_steps
from argmap.schemes import Scheme
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
    """Return the field for the argumentation scheme of a step: the known ones, and other words of this debate."""
    value = step.scheme if step else ""
    own = sorted(word for word in {*_used(debate), value} if word and word not in schemes.BY_ID)
    return Field(
        name=SCHEME,
        label="Scheme",
        look="scheme",
        hint="The kind of inference; each has questions that test it.",
        value=value,
        choices=(
            Choice(value="", text="none"),
            *map(_choice, schemes.BY_ID.values()),
            *(Choice(value=word, text=word.replace("-", " ")) for word in own),
        ),
        read=lambda text: texts.line(text, "scheme"),
        script="scheme",
    )


def _choice(scheme: Scheme) -> Choice:
    return Choice(
        value=scheme.id,
        text=scheme.name,
        description=scheme.description,
        questions=scheme.questions,
    )


def _used(debate: Debate) -> set[str]:
    """Return the schemes that the debate's steps have."""
    return {
        step.scheme
        for claim in debate.claims.values()
        for step in walk_steps(claim.steps)
        if step.scheme
    }
