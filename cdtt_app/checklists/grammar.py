"""The grammar of expressions: elementpath's XPath 1.0, cut down to what a form may say. Costs an import: import late.

elementpath reads; it does not compute here. Its own XPath 1.0 answers differ from ODK's where a form needs them
(measured with 5.1.4): `/data/a = 5` is false for the answer "5", a blank answer raises in `>= 3`, dates do not compare.
"""

from elementpath import ElementPathError, XPath1Parser
from elementpath.tdop import Parser
from elementpath.xpath_tokens import XPathToken

from cdtt_app.checklists.functions import FUNCTIONS

__all__ = ["ElementPathError", "OdkParser", "XPathToken"]

_KEPT = frozenset(
    (
        *("(start)", "(end)", "(name)", "(string)", "(integer)", "(decimal)", "(float)", "(invalid)", "(unknown)"),
        *("and", "or", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"),
        *("(", ")", ",", "/", "."),
    )
)


class OdkParser(XPath1Parser):
    """Operators, absolute paths, the answer itself (`.`) and the functions of `FUNCTIONS`; no axes, no predicates."""

    def parse(self, source: str) -> XPathToken:
        """Read without the static evaluation of XPath1Parser: the tokens only carry the shape."""
        return Parser.parse(self, source)


for _symbol in frozenset(OdkParser.symbol_table) - _KEPT:
    OdkParser.unregister(_symbol)
for _name, _function in FUNCTIONS.items():
    _arity = _function.least if _function.least == _function.most else (_function.least, _function.most)
    OdkParser.function(_name, nargs=_arity)
