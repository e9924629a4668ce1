"""Pure YAML: the parser of events for a PyYAML that was built without libyaml."""

from yaml.parser import Parser as EventParser
from yaml.reader import Reader
from yaml.scanner import Scanner


class Parser(Reader, Scanner, EventParser):
    """Reads a text into the same events as libyaml's parser, slowly."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        EventParser.__init__(self)
