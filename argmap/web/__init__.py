"""The site: debates in a browser."""

from wsgiref.types import WSGIApplication

from flask import Flask

from argmap import marks, resources
from argmap.library import Library
from argmap.model import STANCES
from argmap.recent import Recent
from argmap.stores.shared import Shared
from argmap.web import (
    about,
    admission,
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
    outline,
    problems,
    refusals,
    search,
    site,
    sources,
    suggestions,
    timeline,
)
from argmap.web.access import Access
from argmap.web.accounts import account, entering, joining, people, person
from argmap.web.api import explained, table
from argmap.web.editing import hints, notices, offers, text
from argmap.web.editing import views as editing_views
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
    editing_views.bp,
    text.bp,
    hints.bp,
    history.bp,
    suggestions.bp,
    entering.bp,
    joining.bp,
    account.bp,
    people.bp,
    person.bp,
    table.bp,
    explained.bp,
)

READING = Access()
"""Everybody reads, under any name, and nobody changes anything."""

SIGN_CENTER = (7.0, 7.0)
DERIVED = 2_000
"""How many parts of pages and derived values are kept; what is asked for rarely is made again."""


def create_app(
    library: Library, *, access: Access = READING, shared: Shared | None = None
) -> Flask:
    """Return the site of a store of debates, which lets in those whom it is told to.

    With `shared`, several processes take over each other's pages.
    """
    app = Flask("argmap", template_folder=resources.templates(), static_folder=resources.static())
    app.extensions[site.EXTENSION] = site.Site(
        library=library, made=Recent(DERIVED, weigh=lambda _: 1)
    )
    _set_up_templates(app)
    assets.register(app)
    guarding.register(app, access)
    for bp in BLUEPRINTS:
        app.register_blueprint(bp)
    refusals.register(app)
    app.after_request(delivery.secured)
    answers: WSGIApplication = delivery.Delivery(
        app.wsgi_app,
        state=library.state,
        audience=lambda environ: admission.arrival_of(environ).audience,
        is_stranger=lambda environ: admission.arrival_of(environ).viewer is None,
        build=assets.build(),
        shared=shared,
    )
    answers = admission.Admission(answers, access, library)
    app.wsgi_app = delivery.at_once(answers, library.glance)  # type: ignore[method-assign,assignment] # Flask's documented way
    return app


def _set_up_templates(app: Flask) -> None:
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_env.globals["stance_words"] = (*STANCES, SILENT)
    app.jinja_env.globals["notice_of"] = notices.notice
    app.jinja_env.globals["suggestion_notice"] = notices.suggestion
    app.jinja_env.globals["viewer"] = guarding.viewer
    app.jinja_env.globals["may"] = guarding.may
    app.jinja_env.globals["has_accounts"] = guarding.has_accounts
    app.jinja_env.filters["as_sentence"] = notices.sentence
    app.jinja_env.globals["offer"] = offers.of_debate
    app.jinja_env.globals["stance_sign"] = lambda word: markup.drawn(
        marks.draw(word, SIGN_CENTER, color="currentColor")
    )
