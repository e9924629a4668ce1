"""Editing: the forms by which debates are changed in a browser, with and without scripts."""
