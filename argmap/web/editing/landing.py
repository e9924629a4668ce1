"""Landing: where one comes to after a form was sent, by a redirect, or told as JSON to the script."""

from http import HTTPStatus

from flask import jsonify, redirect
from werkzeug.wrappers import Response

from argmap import addresses
from argmap.web.editing import notices, standing
from argmap.web.editing.sending import Done


def after(done: Done, *, seen: str, back: str, claim: str) -> Response:
    """Send the browser to where the result is seen, or back with a suggestion, or tell the script where that is."""
    if done.suggestion:
        return _suggested(done, back=back, claim=claim)
    href = addresses.with_changed(seen, done.change) if done.change else seen
    if not standing.is_script():
        return redirect(href, HTTPStatus.SEE_OTHER)
    change = notices.recent(done.volume.id, done.change)
    return jsonify(
        href=href,
        change=done.change,
        words=notices.sentence(change.words) if change else "",
        claim=claim,
        undo=addresses.change_of(done.volume.id, done.change, "undo") if done.change else "",
        unfinished=notices.unfinished_source(change) if change else "",
    )


def _suggested(done: Done, *, back: str, claim: str) -> Response:
    """Lead back to where the form came from, or to the suggestion that was accepted."""
    own = addresses.suggestion_of(done.suggestion)
    href = own if done.is_accepted else addresses.with_suggested(back, done.suggestion)
    if not standing.is_script():
        return redirect(href, HTTPStatus.SEE_OTHER)
    return jsonify(
        href=href,
        change=done.change,
        suggestion=own,
        words=notices.suggested(done.words),
        claim=claim,
    )
