"""A page drawn by pdfium as a picture of Qt."""

from PySide6.QtGui import QImage

from cdtt_app.documents.preview import PageImage


def as_qimage(image: PageImage) -> QImage:
    """A copy that owns its pixels; may be made on any thread."""
    shape = QImage.Format.Format_Grayscale8 if image.grey else QImage.Format.Format_RGB32
    return QImage(image.data, image.width, image.height, image.stride, shape).copy()
