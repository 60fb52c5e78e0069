"""Import through its window: real files into a real database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QWidget

from tests.ui.dialogs.hands import CTRL, child, press
from tests.ui.dialogs.transfer_hands import Gate, gate, host, reach, show
from tests.ui.dragging import drop
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.dialogs.import_dialog import ImportDialog, Step
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.notice import Notice

__all__ = ["gate", "host", "reach"]

BUYERS = "买家编号,昵称,手机号,微信openId,会员号,备注\n" + "".join(
    f"{n},王小明{n},1380013{n:04d},oOne{n},{8812 if n == 3 else ''},<b>老客户</b>\n" for n in range(1, 4)
)
MEMBERS = "会员号,姓名,手机号,性别\n8812,王晓明,13800130001,男\n8813,李雪,13800130002,女\n"
BAD = BUYERS + "4,又一个,,oOne1,,\nfive,李雪,13800138000,oFive,,\n"
MANY = "昵称,微信openId\n" + "".join(f"王,oMany{n}\n" for n in range(3000))


@pytest.fixture
def backend_and_session(tmp_path: Path) -> Iterator[tuple[Backend, Session]]:
    source = open_source(f"sqlite:///{tmp_path / 'shop.db'}")
    session = open_session(source, SourceInfo("sqlite", "shop.db", ""), device=new_device())
    yield source.backend, session
    session.close()


@pytest.fixture
def dialog(host: QWidget, operations: Operations, runner: Runner, theme: Theme, icons: Icons, qtbot) -> ImportDialog:
    dialog = ImportDialog(theme=theme, icons=icons, operations=operations, runner=runner, parent=host)
    show(dialog, qtbot)
    return dialog


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "买家.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def button(dialog: QWidget, name: str = "submitButton") -> QPushButton:
    return child(dialog, QPushButton, name)


def notice(dialog: QWidget) -> Notice:
    return child(dialog, Notice, "toolNotice")


def counts(dialog: ImportDialog) -> list[int]:
    return [child(dialog, QWidget, f"{name}Card").count for name in ("new", "changed", "same", "refused")]


def names(backend: Backend) -> list[str]:
    return [buyer.name for buyer in backend.search("").buyers]


def test_by_keyboard_from_the_file_to_the_review(
    dialog: ImportDialog, reach: Callable, file: Callable, backend: Backend, session: Session, qtbot
) -> None:
    session.transfer.run(session.transfer.inspect(file(MEMBERS, "会员.csv")))
    dialog.read_file(file(BUYERS, encoding="gb18030"))
    reach(Step.COLUMNS)
    assert child(dialog, QLabel, "fileLabel").text() == "买家.csv"
    assert child(dialog, ComboBox, "encodingCombo").currentData() == "gb18030"
    assert dialog.mapping_page.table.mapping == {"id": 0, "name": 1, "phone": 2, "open_id": 3, "member_id": 4}
    press(dialog, Qt.Key.Key_Return)
    reach(Step.VERDICT)
    assert counts(dialog) == [3, 0, 0, 0]
    assert button(dialog).text() == "Import 3 rows"
    assert names(backend) == []
    with qtbot.waitSignal(dialog.imported) as imported:
        press(dialog, Qt.Key.Key_Return, CTRL)
    assert imported.args == [3]
    reach(Step.DONE)
    assert names(backend) == ["王小明3", "王小明2", "王小明1"]
    pairs = child(dialog, Notice, "samePhoneNotice")
    qtbot.waitUntil(pairs.isVisible)
    assert pairs.text.startswith("2 buyers have the phone of a member")
    with qtbot.waitSignals([dialog.review_requested, dialog.closed]):
        button(dialog, "reviewButton").click()


def test_refused_rows_are_said_and_left_out_only_when_asked_to(
    dialog: ImportDialog, reach: Callable, file: Callable, backend: Backend, qtbot
) -> None:
    path = file(BAD)
    dialog.read_file(path)
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    assert counts(dialog) == [3, 0, 0, 2]
    table = dialog.verdict_page.table.model()
    shown = [[table.index(row, column).data() for column in range(3)] for row in range(table.rowCount())]
    assert shown == [
        ["5", "The openId is in row 2 already", "4, 又一个, oOne1"],
        ["6", "Number: not a number", "five, 李雪, 138****8000, oFive"],
    ]
    assert not button(dialog).isEnabled()
    button(dialog, "errorListButton").click()
    qtbot.waitUntil(lambda: "买家.csv.errors.csv" in dialog.message.text)
    assert "5,The openId is in row 2 already,open_id,2," in path.with_name("买家.csv.errors.csv").read_text("utf-8-sig")
    check = child(dialog, QCheckBox, "skipBadCheck")
    assert check.hasFocus()
    press(dialog, Qt.Key.Key_Space)
    assert button(dialog).text() == "Import 3 rows"
    press(dialog, Qt.Key.Key_Return, CTRL)
    reach(Step.DONE)
    assert len(names(backend)) == 3
    left_out = child(dialog, Notice, "errorFileNotice")
    qtbot.waitUntil(left_out.isVisible)
    assert "买家.csv.errors.csv" in left_out.text


def test_nobodys_numbers_or_address_can_be_read_in_somebodys_file(
    dialog: ImportDialog, reach: Callable, file: Callable
) -> None:
    """Neither among the columns nor in a refused row; a spreadsheet may have grouped the ID number."""
    row = "王小明,138 0013 8000,11010519491231002X,110105 19491231 002X,浙江省杭州市西湖区龙井路88号,31日\n"
    dialog.read_file(file(f"姓名,手机号,证件号,备注,地址,生日\n{row}"))
    reach(Step.COLUMNS)
    columns = " ".join(label.text() for label in dialog.mapping_page.table.findChildren(QLabel))
    dialog.go_on()
    reach(Step.VERDICT)
    refused = dialog.verdict_page.table.model().index(0, 2).data()
    for shown in (columns, refused):
        assert "138****8000" in shown
        assert "浙江省杭州市西湖区****" in shown
        for whole in ("138 0013 8000", "19491231", "龙井路"):
            assert whole not in shown


def test_rows_are_in_although_the_list_of_the_others_cannot_be_written(
    dialog: ImportDialog, reach: Callable, file: Callable, backend: Backend, qtbot
) -> None:
    path = file(BAD)
    path.with_name("买家.csv.errors.csv").mkdir()  # in the way
    dialog.read_file(path)
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    dialog.verdict_page.skip_check.setChecked(True)
    dialog.go_on()
    reach(Step.DONE)
    qtbot.waitUntil(lambda: notice(dialog).isVisible())
    assert dialog.step is Step.DONE
    assert dialog.done_page.text.startswith("Imported 3 rows")
    assert len(names(backend)) == 3


def test_unknown_members_are_counted(dialog: ImportDialog, reach: Callable, file: Callable) -> None:
    dialog.read_file(file(BUYERS))
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    assert child(dialog, QLabel, "unknownMessage").text().startswith("1 member numbers have no member here")


def test_a_person_corrects_kind_and_columns(dialog: ImportDialog, reach: Callable, file: Callable) -> None:
    dialog.read_file(file("编号,称呼,号\n1,王小明,13800138000\n"))
    reach(Step.COLUMNS)
    table = dialog.mapping_page.table
    assert table.mapping == {"id": 0}
    assert not button(dialog).isEnabled()
    assert dialog.message.text
    dialog.mapping_page.kind.setCurrentIndex(0)
    choose(table.findChildren(ComboBox)[1], "name")
    assert button(dialog).isEnabled()
    choose(table.findChildren(ComboBox)[2], "name")
    assert table.mapping == {"id": 0, "name": 2}
    choose(table.findChildren(ComboBox)[1], "name")
    choose(table.findChildren(ComboBox)[2], "phone")
    dialog.go_on()
    reach(Step.VERDICT)
    assert counts(dialog) == [1, 0, 0, 0]
    press(dialog, Qt.Key.Key_Return, CTRL)
    reach(Step.DONE)


def test_a_sheet_of_thousands_of_columns_opens_at_once(dialog: ImportDialog, reach: Callable, file: Callable) -> None:
    headers = [f"c{n}" for n in range(5000)]
    headers[4000] = "手机号"
    dialog.read_file(file(",".join(headers) + "\n" + ",".join("1" for _ in headers) + "\n"))
    reach(Step.COLUMNS)
    assert len(dialog.mapping_page.table.findChildren(ComboBox)) == 201
    assert dialog.mapping_page.table.mapping == {"phone": 4000}
    assert dialog.mapping_page.table.verticalScrollBar().isEnabled()


def test_a_few_columns_have_nothing_to_scroll(dialog: ImportDialog, reach: Callable, file: Callable) -> None:
    dialog.read_file(file("昵称,微信openId\n王,oA\n"))
    reach(Step.COLUMNS)
    assert not dialog.mapping_page.table.verticalScrollBar().isEnabled()


def choose(combo: ComboBox, field: str) -> None:
    index = combo.findData(field)
    combo.setCurrentIndex(index)
    combo.activated.emit(index)


def test_another_encoding_reads_the_file_again(dialog: ImportDialog, reach: Callable, file: Callable, qtbot) -> None:
    dialog.read_file(file("姓名,電話\n王小明,0912345678\n", encoding="big5"))
    reach(Step.COLUMNS)
    combo = child(dialog, ComboBox, "encodingCombo")
    choose(combo, "big5hkscs")
    qtbot.waitUntil(lambda: "name" in dialog.mapping_page.table.mapping)
    choose(combo, "utf-8-sig")
    qtbot.waitUntil(lambda: notice(dialog).isVisible())
    assert notice(dialog).text.startswith("This is not a table\n")
    assert dialog.step is Step.COLUMNS


def test_numbers_of_the_sample_are_masked_and_nothing_is_rich_text(
    dialog: ImportDialog, reach: Callable, file: Callable
) -> None:
    dialog.read_file(file(BUYERS.replace("1380013000", "身份证 11010519491231002X 电话1380013000")))
    reach(Step.COLUMNS)
    texts = [label.text() for label in dialog.mapping_page.table.findChildren(QLabel)]
    shown = "\n".join(texts)
    assert "110***********002X" in shown
    assert "138****0001" in shown
    assert "11010519491231002X" not in shown
    assert "<b>老客户</b>" in texts
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (b"", "This file is empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "This is Excel's old format"),
        (b"PK\x03\x04 no zip", "This file is damaged"),
        (b"\x00\x01\x02\xff", "This is not a table"),
        (None, "This file cannot be opened"),
    ],
)
def test_a_wrong_file_gets_one_sentence(
    dialog: ImportDialog, tmp_path: Path, content: bytes, title: str, qtbot
) -> None:
    path = tmp_path / "a.csv"
    if content is not None:
        path.write_bytes(content)
    dialog.read_file(path)
    qtbot.waitUntil(lambda: notice(dialog).isVisible())
    assert notice(dialog).text.split("\n")[0] == title
    assert dialog.step is Step.CHOOSE


def test_a_file_may_be_dropped_anywhere_until_rows_are_moved(
    dialog: ImportDialog, reach: Callable, file: Callable, request: pytest.FixtureRequest, qtbot
) -> None:
    assert not drop(dialog.choose_page, file(BUYERS), file(MEMBERS, "会员.csv"))
    assert drop(dialog.choose_page, file(BUYERS))
    reach(Step.COLUMNS)
    assert drop(dialog, file(MANY, "more.csv"))
    qtbot.waitUntil(lambda: child(dialog, QLabel, "fileLabel").text() == "more.csv")
    gate: Gate = request.getfixturevalue("gate")
    dialog.go_on()
    qtbot.waitUntil(gate.reached.is_set)
    assert not drop(dialog, file(BUYERS))
    gate.let_through()
    reach(Step.VERDICT)


def test_excel_files(dialog: ImportDialog, reach: Callable, tmp_path: Path) -> None:
    path = tmp_path / "会员.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["会员号", "姓名", "手机号", "性别"])
        sheet.write_row(1, 0, [8812, "王晓明", 13800138000, "男"])
    drop(dialog.choose_page, path)
    reach(Step.COLUMNS)
    assert dialog.mapping_page.kind.currentData() == "members"
    assert child(dialog, ComboBox, "encodingCombo").isHidden()
    dialog.go_on()
    reach(Step.VERDICT)
    assert counts(dialog) == [1, 0, 0, 0]


def test_the_file_dialog_blocks_nothing(dialog: ImportDialog, reach: Callable, file: Callable) -> None:
    button(dialog, "chooseButton").click()
    chooser = dialog.findChild(QFileDialog)
    assert chooser.isVisible()
    chooser.fileSelected.emit(str(file(BUYERS)))
    reach(Step.COLUMNS)
    chooser.close()


def test_stopped_in_the_middle_nothing_is_written_and_the_counter_goes_on(
    dialog: ImportDialog,
    reach: Callable,
    file: Callable,
    backend: Backend,
    session: Session,
    operations: Operations,
    request: pytest.FixtureRequest,
    qtbot,
) -> None:
    dialog.read_file(file(MANY))
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    gate: Gate = request.getfixturevalue("gate")
    dialog.go_on()
    qtbot.waitUntil(gate.reached.is_set)
    assert dialog.step is Step.RUNNING
    written: list[object] = []
    operations.save_buyer(
        WxBuyingUser(name="排队"),
        operation_id="queued",
        owner=dialog,
        on_success=written.append,
        on_error=written.append,
    )
    found: list[object] = []
    operations.read(lambda now: now.desk.search(""), owner=dialog, on_success=found.append, on_error=found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].buyers == ()
    assert written == []
    dialog.close()
    assert dialog.isVisible()
    assert "Press Esc again" in dialog.message.text
    button(dialog, "cancelButton").click()
    assert button(dialog, "cancelButton").text() == "Stopping…"
    gate.let_through()
    reach(Step.VERDICT)
    assert notice(dialog).text == "Stopped\nNothing was written."
    qtbot.waitUntil(lambda: bool(written))
    assert names(backend) == ["排队"]
    assert session.journal.entries()[0].count is None


def test_a_trial_can_be_stopped(dialog: ImportDialog, reach: Callable, file: Callable, gate: Gate, qtbot) -> None:
    dialog.read_file(file(MANY))
    reach(Step.COLUMNS)
    dialog.go_on()
    qtbot.waitUntil(gate.reached.is_set)
    assert dialog.step is Step.TRYING
    press(dialog, Qt.Key.Key_Escape)
    press(dialog, Qt.Key.Key_Escape)
    gate.let_through()
    reach(Step.COLUMNS)
    assert notice(dialog).text.startswith("Stopped")


def test_closing_the_program_stops_the_import(
    dialog: ImportDialog, reach: Callable, file: Callable, runner: Runner, session: Session, request, qtbot
) -> None:
    dialog.read_file(file(MANY))
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    gate: Gate = request.getfixturevalue("gate")
    dialog.go_on()
    qtbot.waitUntil(gate.reached.is_set)
    runner.closing.connect(gate.let_through)
    assert runner.close(timeout=20)
    assert session.transfer.counts().buyers == 0


def test_what_changed_since_the_trial_is_not_written_over(
    dialog: ImportDialog, reach: Callable, file: Callable, session: Session, backend: Backend
) -> None:
    dialog.read_file(file("编号,昵称,手机号,微信openId,会员号\n1,王小明,,oA,8812\n"))
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    session.transfer.run(session.transfer.inspect(file("昵称,微信openId,会员号\n王小明,oA,9999\n", "other.csv")))
    dialog.go_on()
    reach(Step.VERDICT)
    assert counts(dialog) == [0, 0, 0, 1]
    assert notice(dialog).text.startswith("Nothing was written\n")
    assert backend.get_by_open_id("oA").member_id == 9999


def test_a_file_that_was_changed_since_the_trial_is_chosen_again(
    dialog: ImportDialog, reach: Callable, file: Callable, backend: Backend
) -> None:
    dialog.read_file(file(BUYERS))
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    file(BUYERS + "4,李雪,,oFour,,\n")
    dialog.go_on()
    reach(Step.CHOOSE)
    assert notice(dialog).text.startswith("This file was changed meanwhile\nNothing was written.")
    assert names(backend) == []


def test_another_source_since_the_trial_is_tried_first(
    dialog: ImportDialog, reach: Callable, file: Callable, operations: Operations, qtbot
) -> None:
    dialog.read_file(file(BUYERS))
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    session = operations.session
    operations.attach(None)
    dialog.go_on()
    assert notice(dialog).text.startswith("No data source is open")
    source = open_source("sqlite://")
    other = open_session(source, SourceInfo("memory", "", ""), device=new_device())
    operations.attach(other)
    dialog.go_on()
    reach(Step.VERDICT)
    assert names(source.backend) == []
    dialog.go_on()
    reach(Step.DONE)
    assert len(names(source.backend)) == 3
    assert session.transfer.counts().buyers == 0
    operations.attach(session)
    other.close()


def test_steps_back_and_another_file(dialog: ImportDialog, reach: Callable, file: Callable) -> None:
    dialog.read_file(file(BUYERS))
    reach(Step.COLUMNS)
    dialog.go_on()
    reach(Step.VERDICT)
    dialog.go_back()
    assert dialog.step is Step.COLUMNS
    dialog.go_back()
    assert dialog.step is Step.CHOOSE
    assert button(dialog, "chooseButton").hasFocus()


def test_esc_closes_it(dialog: ImportDialog, qtbot) -> None:
    with qtbot.waitSignal(dialog.closed):
        press(dialog, Qt.Key.Key_Escape)
