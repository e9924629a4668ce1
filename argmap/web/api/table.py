"""Table: every operation of the API."""

from http import HTTPStatus

from flask import url_for
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.stores.suggestions import STATES
from argmap.web import guarding
from argmap.web.api import answers, changes, debates, description, inputs, suggestions
from argmap.web.api.operations import LARGEST_NUMBER, Operation, blueprint

OK, CREATED, ACCEPTED = HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED

AT = addresses.API
DEBATE = f"{AT}/debates/{{debate}}"
CHANGE = f"{DEBATE}/history/{{number}}"
SUGGESTION = f"{AT}/suggestions/{{number}}"

LONGEST_WORDS = 200
MOST_LISTED = 100
LISTED = 50

LIMIT = inputs.whole("limit", "How many at most.", most=MOST_LISTED, default=LISTED)
KEY = inputs.text(
    "key",
    "Makes the same request count once, however often it is sent: up to 64 letters, digits, - and _.",
    pattern=inputs.KEY_PATTERN,
)
REVISION = inputs.text(
    "revision",
    "The revision that the edit was made on; left out, the present one.",
    pattern=inputs.REVISION_PATTERN,
)
KEY_HEADER = {
    "Idempotency-Key": inputs.in_quotes("key", KEY.about, pattern=inputs.HEADER_KEY_PATTERN)
}
MATCH = {
    "If-Match": inputs.in_quotes(
        "revision",
        "The revision that the text was made on, in quotes, as the ETag of a text tells it.",
        pattern=inputs.TAG_PATTERN,
        is_required=True,
    )
}
ONE_DEBATE = inputs.text("debate", "Only in this debate.")


def index() -> Response:
    """Send where everything begins, and who asks."""
    asker = guarding.viewer()
    record = {
        "debates": url_for("api.debates"),
        "search": url_for("api.search"),
        "suggestions": url_for("api.suggestions"),
        "description": url_for("api.description"),
        "refusals": addresses.REFUSALS,
        "asker": {"name": asker.name, "role": asker.role} if asker else None,
    }
    return answers.read(record)


def described() -> Response:
    """Send the description of the API."""
    document = description.document(
        OPERATIONS, has_accounts=guarding.has_accounts(), is_private=guarding.access().is_private
    )
    return answers.read(document)


OPERATIONS = (
    Operation(
        name="index",
        method="GET",
        path=AT,
        summary="What there is",
        answer=index,
        answers={OK: "index"},
    ),
    Operation(
        name="description",
        method="GET",
        path=f"{AT}/openapi.json",
        summary="The description of the API",
        answer=described,
        answers={OK: "description"},
    ),
    Operation(
        name="debates",
        method="GET",
        path=f"{AT}/debates",
        summary="All debates",
        answer=debates.debates,
        answers={OK: "debates"},
    ),
    Operation(
        name="debate",
        method="GET",
        path=DEBATE,
        summary="A whole debate",
        answer=debates.debate,
        answers={OK: "debate"},
    ),
    Operation(
        name="claims",
        method="GET",
        path=f"{DEBATE}/claims",
        summary="The claims of a debate",
        answer=debates.claims,
        answers={OK: "claims"},
    ),
    Operation(
        name="claim",
        method="GET",
        path=f"{DEBATE}/claims/{{claim}}",
        summary="One claim",
        answer=debates.claim,
        answers={OK: "one-claim"},
    ),
    Operation(
        name="problems",
        method="GET",
        path=f"{DEBATE}/problems",
        summary="What is wrong in a debate",
        answer=debates.problems,
        answers={OK: "problems"},
    ),
    Operation(
        name="text",
        method="GET",
        path=f"{DEBATE}/text",
        summary="The text of a debate",
        answer=debates.text,
        answers={OK: None},
    ),
    Operation(
        name="search",
        method="GET",
        path=f"{AT}/search",
        summary="Where words occur",
        answer=debates.search,
        answers={OK: "hits"},
        parameters=(
            inputs.text("q", "The words to look for.", most=LONGEST_WORDS, is_required=True),
            ONE_DEBATE,
            inputs.text("viewpoint", "Only claims that a viewpoint with this id has a stance on."),
        ),
    ),
    Operation(
        name="edit",
        method="POST",
        path=f"{DEBATE}/edits",
        summary="Make an edit, or suggest it",
        answer=changes.edit,
        answers={OK: "submission", CREATED: "submission", ACCEPTED: "suggestion"},
        needs="suggesting",
        members=(inputs.edit("edit", "What is to be changed.", is_required=True), REVISION, KEY),
        headers=KEY_HEADER,
    ),
    Operation(
        name="put_text",
        method="PUT",
        path=f"{DEBATE}/text",
        summary="Put a whole text, or suggest it",
        answer=changes.put_text,
        answers={OK: "submission", ACCEPTED: "suggestion"},
        needs="suggesting",
        takes_text=True,
        headers=MATCH | KEY_HEADER,
    ),
    Operation(
        name="history",
        method="GET",
        path=f"{DEBATE}/history",
        summary="The changes of a debate",
        answer=changes.history,
        answers={OK: "changes"},
        needs="account",
        parameters=(
            inputs.whole(
                "before", "Only changes before the one with this serial.", most=LARGEST_NUMBER
            ),
            LIMIT,
        ),
    ),
    Operation(
        name="change",
        method="GET",
        path=CHANGE,
        summary="One change",
        answer=changes.change,
        answers={OK: "change"},
        needs="account",
    ),
    *(
        Operation(
            name=name,
            method="POST",
            path=f"{CHANGE}/{name}",
            summary=summary,
            answer=answer,
            answers={OK: "submission", CREATED: "submission"},
            needs="editing",
            members=(KEY,),
            headers=KEY_HEADER,
        )
        for name, summary, answer in (
            ("undo", "Take a change back", changes.undo),
            ("redo", "Make an undone change anew", changes.redo),
            ("again", "Make a lost change again", changes.again),
            ("restore", "Go back to the text after a change", changes.restore),
        )
    ),
    Operation(
        name="suggestions",
        method="GET",
        path=f"{AT}/suggestions",
        summary="Suggestions",
        answer=suggestions.suggestions,
        answers={OK: "suggestions"},
        needs="account",
        parameters=(
            ONE_DEBATE,
            inputs.choice("state", "Only those in this state.", STATES),
            inputs.whole(
                "before", "Only suggestions before the one with this number.", most=LARGEST_NUMBER
            ),
            LIMIT,
        ),
    ),
    Operation(
        name="suggestion",
        method="GET",
        path=SUGGESTION,
        summary="One suggestion",
        answer=suggestions.suggestion,
        answers={OK: "one-suggestion"},
        needs="account",
    ),
    Operation(
        name="accept",
        method="POST",
        path=f"{SUGGESTION}/accept",
        summary="Accept a suggestion, changed or as it is",
        answer=suggestions.accept,
        answers={OK: "submission", CREATED: "submission"},
        needs="deciding",
        members=(
            inputs.edit("edit", "What is to be changed in the place of what was suggested."),
            REVISION,
            KEY,
        ),
        headers=KEY_HEADER,
    ),
    Operation(
        name="return",
        method="POST",
        path=f"{SUGGESTION}/return",
        summary="Return a suggestion",
        answer=suggestions.send_back,
        answers={OK: "suggestion"},
        needs="deciding",
        members=(inputs.text("comment", "Why it comes back.", is_required=True),),
    ),
    Operation(
        name="withdraw",
        method="POST",
        path=f"{SUGGESTION}/withdraw",
        summary="Withdraw a suggestion of one's own",
        answer=suggestions.withdraw,
        answers={OK: "suggestion"},
        needs="suggesting",
        members=(),
    ),
)

bp = blueprint(OPERATIONS)
