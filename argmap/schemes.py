"""Schemes: the common kinds of inference, each with the questions that test it.

The kinds are those that Douglas Walton, Chris Reed and Fabrizio Macagno describe in *Argumentation Schemes* (Cambridge
University Press, 2008), as far as policy debates use them; names, descriptions and questions are worded for coaches.
A file may use any other word for a scheme.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A kind of inference; an answer that goes against it makes an objection or an undercut."""

    id: str
    name: str
    description: str
    questions: tuple[str, ...]


def find(name: str) -> Scheme | None:
    """Return the scheme that a word of a file means, by its id or its name; `None` for a word of the file's own."""
    words = "-".join(name.casefold().replace("-", " ").split())
    return BY_ID.get(words.removeprefix("argument-from-")) or _BY_NAME.get(words)


_ALL = (
    Scheme(
        id="alternatives",
        name="Alternatives",
        description="Of all that could be done, this is left, or is the least bad.",
        questions=(
            "Are these really all the alternatives?",
            "Could some of them be combined?",
            "Do the faults found in the others count against this one too?",
        ),
    ),
    Scheme(
        id="analogy",
        name="Analogy",
        description="It was so in a similar case, so it is so in this one.",
        questions=(
            "Are the two cases alike in what matters here?",
            "What sets them apart, and does it change the outcome?",
            "Is what is said of the other case true?",
            "Is there a third case, just as similar, that points the other way?",
        ),
    ),
    Scheme(
        id="best-explanation",
        name="Best explanation",
        description="Nothing accounts for the facts as well as this does.",
        questions=(
            "Which other explanations were looked at?",
            "Does it account for all the facts, also the awkward ones?",
            "Is it good by itself, or only better than poor rivals?",
            "Is it too early to decide?",
        ),
    ),
    Scheme(
        id="bias",
        name="Bias",
        description="The speaker has an interest in the outcome, so the word of this speaker carries less.",
        questions=(
            "What shows the interest?",
            "Is the argument wrong, or only the speaker partial?",
            "Do people without that interest say the same?",
        ),
    ),
    Scheme(
        id="cause-to-effect",
        name="Cause to effect",
        description="This brings that about, so that will happen.",
        questions=(
            "By which way does the one lead to the other?",
            "How strong is the evidence for the link?",
            "What else must be in place, and is it?",
            "What could stop the effect, or bring it about anyway?",
        ),
    ),
    Scheme(
        id="commitment",
        name="Commitment",
        description="They have bound themselves to it, by word, treaty or deed.",
        questions=(
            "What exactly did they commit themselves to?",
            "Does it cover this case?",
            "Has it been withdrawn, or has too much changed since?",
        ),
    ),
    Scheme(
        id="consequences",
        name="Consequences",
        description="Good would come of it, so it should be done; or bad, so it should not.",
        questions=(
            "How likely is it that this follows?",
            "What is the evidence for that?",
            "For whom is it good, and for whom bad?",
            "Which other consequences have to be weighed against it?",
        ),
    ),
    Scheme(
        id="correlation-to-cause",
        name="Correlation to cause",
        description="The two come and go together, so one brings about the other.",
        questions=(
            "Do they go together in enough cases to rule out chance?",
            "Could the cause run the other way?",
            "Could a third thing bring about both?",
            "Does the link hold outside the cases that were counted?",
        ),
    ),
    Scheme(
        id="established-rule",
        name="Established rule",
        description="A rule in force demands it in cases like this one.",
        questions=(
            "Does the rule say that, in its own words?",
            "Does this case fall under it?",
            "Is there an exception, or a higher rule that goes against it?",
        ),
    ),
    Scheme(
        id="ethos",
        name="Character",
        description="A good or bad character lends weight to what is said, or takes it away.",
        questions=(
            "Does character bear on this question at all?",
            "Is what is said of the character true?",
            "Is more put on it than it can carry?",
        ),
    ),
    Scheme(
        id="example",
        name="Example",
        description="A case shows that it is so in general.",
        questions=(
            "Is the case told truly and fully?",
            "Is it typical, or was it picked?",
            "Are there cases that show the opposite?",
            "Were there special circumstances?",
        ),
    ),
    Scheme(
        id="exceptional-case",
        name="Exceptional case",
        description="The rule holds, but not for a case as unusual as this.",
        questions=(
            "Is it an exception that the rule knows?",
            "What makes this case so different?",
            "What becomes of the rule once this is let through?",
        ),
    ),
    Scheme(
        id="expert-opinion",
        name="Expert opinion",
        description="Somebody who knows the field says so.",
        questions=(
            "Is it the expert's own field?",
            "What did the expert say, word for word?",
            "Do other experts agree?",
            "What evidence does the expert go by?",
            "Does the expert stand to gain by the answer?",
        ),
    ),
    Scheme(
        id="fairness",
        name="Fairness",
        description="Like cases must be treated alike, and burdens shared as they ought to be.",
        questions=(
            "Are the cases alike in what counts?",
            "By which measure is it fair, and who chose the measure?",
            "Is it unfair to somebody who has not been counted?",
        ),
    ),
    Scheme(
        id="inconsistent-commitment",
        name="Inconsistent commitment",
        description="They say one thing and have said or done another.",
        questions=(
            "Do the two really contradict each other?",
            "Were there reasons for a change of mind?",
            "Does the inconsistency show the claim to be wrong, or only those who make it?",
        ),
    ),
    Scheme(
        id="lack-of-evidence",
        name="Lack of evidence",
        description="Were it so, it would be known; it is not known, so it is not so.",
        questions=(
            "How thoroughly has anybody looked?",
            "Would it have been found if it were there?",
            "Who has to prove it: those who claim it, or those who deny it?",
        ),
    ),
    Scheme(
        id="popular-opinion",
        name="Popular opinion",
        description="Most people hold it, so there is something to it.",
        questions=(
            "What shows that they hold it: who was asked, when, and in which words?",
            "Were they in a position to know?",
            "Does the number of those who hold it bear on whether it is right?",
        ),
    ),
    Scheme(
        id="popular-practice",
        name="Popular practice",
        description="Everybody does it, so it can be done.",
        questions=(
            "Do they, and under the same conditions?",
            "Have they good reasons for it?",
            "Has it served them well?",
        ),
    ),
    Scheme(
        id="position-to-know",
        name="Position to know",
        description="Somebody who is placed to know says so.",
        questions=(
            "Could they know it from where they stand?",
            "Are they honest, and have they a reason to tell it otherwise?",
            "Is that what they said?",
        ),
    ),
    Scheme(
        id="practical-reasoning",
        name="Practical reasoning",
        description="It is a means to an end that we have, so it should be done.",
        questions=(
            "Is the end worth it?",
            "Would it reach the end?",
            "Which other means would, at what cost?",
            "Which other ends does it hurt?",
            "Can it be done at all?",
        ),
    ),
    Scheme(
        id="precedent",
        name="Precedent",
        description="It was decided so before, so it has to be decided so again.",
        questions=(
            "Is this case the same in what decided the other?",
            "Was the earlier decision right?",
            "Are there precedents the other way?",
            "Has something changed since?",
        ),
    ),
    Scheme(
        id="rules",
        name="Rules of the game",
        description="The rules by which the parties live with each other require it.",
        questions=(
            "Whose rules are they, and who agreed to them?",
            "Do the others keep them?",
            "Is what is asked what the rules require, or what one party makes of them?",
        ),
    ),
    Scheme(
        id="sign",
        name="Sign",
        description="This is what one sees when that is so.",
        questions=(
            "What else could it be a sign of?",
            "How often does the sign appear without the thing?",
            "Are there signs that point the other way?",
        ),
    ),
    Scheme(
        id="slippery-slope",
        name="Slippery slope",
        description="The first step leads to a second, and at last to something nobody wants.",
        questions=(
            "Which step leads to which, and how surely?",
            "Which is the weakest link?",
            "Where could one stop on the way?",
            "Is the end as bad as it is painted?",
        ),
    ),
    Scheme(
        id="values",
        name="Values",
        description="Something that we hold dear speaks for it or against it.",
        questions=(
            "Who holds that value, and does it bear on this?",
            "Does the deed serve the value, or only its name?",
            "Which other value stands against it, and why should it yield?",
        ),
    ),
    Scheme(
        id="verbal-classification",
        name="Verbal classification",
        description="It is one of that kind, and what holds of the kind holds of it.",
        questions=(
            "Does the word fit the case?",
            "Would all parties accept the definition?",
            "Does it hold of the whole kind, or only of most of it?",
        ),
    ),
    Scheme(
        id="waste",
        name="Waste",
        description="So much has gone into it that stopping now would throw it away.",
        questions=(
            "Is what was spent lost either way?",
            "Would going on win it back?",
            "What does going on cost, and what else could that buy?",
        ),
    ),
    Scheme(
        id="witness-testimony",
        name="Witness testimony",
        description="Somebody who saw it tells it so.",
        questions=(
            "Could the witness see it, and remember it?",
            "Does the account agree with itself and with known facts?",
            "Do other witnesses tell the same?",
            "Has the witness a reason to tell it otherwise?",
        ),
    ),
)

BY_ID: Mapping[str, Scheme] = MappingProxyType({scheme.id: scheme for scheme in _ALL})
"""The known schemes in alphabetical order."""

_BY_NAME = {scheme.name.casefold().replace(" ", "-"): scheme for scheme in _ALL}
