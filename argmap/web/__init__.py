"""The site: debates in a browser."""

from wsgiref.types import WSGIApplication

from flask import Flask

from argmap import marks, resources
from argmap.library import Library
from argmap.model import STANCES
from argmap.recent import Recent
from argmap.web import (
    about,
    assets,
    claims,
    debates,
    delivery,
    exporting,
    fonts,
    guarding,
    history,
    home,
    markup,
    opening,
    outline,
    problems,
    refusals,
    search,
    sources,
    timeline,
)
from argmap.web.editing import hints, notices, offers, text
from argmap.web.editing import views as editing_views
from argmap.web.guarding import Editing
from argmap.web.stances import SILENT

BLUEPRINTS = (
    home.bp,
    about.bp,
    search.bp,
    debates.bp,
    outline.bp,
    claims.bp,
    sources.bp,
    timeline.bp,
    problems.bp,
    exporting.bp,
    fonts.bp,
)

EDITING_BLUEPRINTS = (editing_views.bp, text.bp, hints.bp, history.bp)

SIGN_CENTER = (7.0, 7.0)
DERIVED = 2_000
"""How many parts of pages and derived values are kept; what is asked for rarely is made again."""


def create_app(library: Library, *, editing: Editing | None = None) -> Flask:
    """Return the site of a folder of debates, which offers edits if it is told how."""
    app = Flask("argmap", template_folder=resources.templates(), static_folder=resources.static())
    app.extensions[opening.EXTENSION] = opening.Site(
        library=library, made=Recent(DERIVED, weigh=lambda _: 1)
    )
    _set_up_templates(app)
    assets.register(app)
    guarding.register(app, editing)
    for bp in BLUEPRINTS if editing is None else (*BLUEPRINTS, *EDITING_BLUEPRINTS):
        app.register_blueprint(bp)
    refusals.register(app)
    app.after_request(delivery.secured)
    answers: WSGIApplication = delivery.Delivery(
        app.wsgi_app, state=library.state, build=assets.build()
    )
    if editing is not None:
        answers = guarding.Gate(answers, editing)
    app.wsgi_app = delivery.at_once(answers, library.glance)  # type: ignore[method-assign,assignment] # Flask's documented way
    return app


def _set_up_templates(app: Flask) -> None:
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals["stance_words"] = (*STANCES, SILENT)
    app.jinja_env.globals["notice_of"] = notices.notice
    app.jinja_env.globals["is_edited"] = lambda: guarding.editing() is not None
    app.jinja_env.filters["as_sentence"] = notices.sentence
    app.jinja_env.globals["offer"] = offers.of_debate
    app.jinja_env.globals["stance_sign"] = lambda word: markup.drawn(
        marks.draw(word, SIGN_CENTER, color="currentColor")
    )
