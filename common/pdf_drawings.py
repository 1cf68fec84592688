"""What is drawn on a page of a document in the page's own coordinates, beside its text."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable
from xhtml2pdf.tags import pisaTag

# In points from the lower left corner of the page.
PageDrawing = Callable[[Canvas], None]

_drawings: ContextVar[Sequence[PageDrawing]] = ContextVar("pdf_drawings")


@contextmanager
def passing(drawings: Sequence[PageDrawing]) -> Iterator[None]:
    """For the document rendered inside."""
    token = _drawings.set(drawings)
    try:
        yield
    finally:
        _drawings.reset(token)


class DrawingTag(pisaTag):
    """<pdf:drawing number="0"></pdf:drawing>: the drawing of that number among those passed along."""

    def start(self, c) -> None:
        c.addPara()
        c.addStory(_Drawing(_drawings.get()[int(self.node.getAttribute("number"))]))


class _Drawing(Flowable):
    """Takes no room in the text."""

    def __init__(self, draw: PageDrawing) -> None:
        super().__init__()
        self._draw = draw

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def drawOn(self, canvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: N802, N803  # named by reportlab
        canvas.saveState()
        self._draw(canvas)
        canvas.restoreState()
