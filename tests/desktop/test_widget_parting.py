"""Widgets that leave take nothing with them that they still stand in."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from desktop.widgets.form import Form, scrolled
from desktop.widgets.parting import clear, part_with


class _Page(QWidget):
    """A page whose form is the last to know it."""

    def __init__(self) -> None:
        super().__init__()
        self.place = QVBoxLayout(self)
        form = Form()
        form.buttons("Simpan", cancel=self.hide)
        form.submitted.connect(lambda: self.told("submitted"))
        self.form = form
        self.place.addWidget(scrolled(form))

    def told(self, word: str) -> None:
        self.setObjectName(word)


@pytest.fixture(autouse=True)
def nothing_collected(themed: QApplication) -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def destroy_what_left() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_page_that_only_its_form_knows_outlives_the_form() -> None:
    page = _Page()
    page.show()
    known = weakref.ref(page)
    order: list[str] = []
    page.form.destroyed.connect(lambda: order.append("form"))
    page.destroyed.connect(lambda: order.append("page"))
    clear(page.place)
    del page.form, page
    assert known() is not None
    destroy_what_left()
    assert order == ["form", "page"]
    assert known() is None


def test_a_page_taken_off_a_stack_outlives_what_it_parted_with_before() -> None:
    stack = QStackedWidget()
    page = _Page()
    stack.addWidget(page)
    order: list[str] = []
    page.form.destroyed.connect(lambda: order.append("form"))
    page.destroyed.connect(lambda: order.append("page"))
    clear(page.place)
    stack.removeWidget(page)
    part_with(page)
    del page.form, page
    assert order == []
    destroy_what_left()
    assert order == ["form", "page"]


def test_what_leaves_is_gone_from_sight_at_once_and_from_its_parent_later() -> None:
    page = _Page()
    page.show()
    form = page.form
    assert form.isVisible()
    clear(page.place)
    assert page.place.count() == 0
    assert not form.isVisible()
    destroy_what_left()
    assert page.findChildren(Form) == []
