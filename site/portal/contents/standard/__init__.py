"""Plain pages about the site itself."""

from portal.contents.standard.about import ABOUT
from portal.contents.standard.accessibility import ACCESSIBILITY
from portal.contents.standard.guide import GUIDE
from portal.contents.standard.licence import LICENCE

STANDARD = (ABOUT, GUIDE, LICENCE, ACCESSIBILITY)
