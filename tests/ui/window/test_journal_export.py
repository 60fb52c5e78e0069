"""The journal into a file, through the real window."""

from __future__ import annotations

from pathlib import Path

from tests.support.tables import csv_lines
from tests.ui.window.conftest import OUYANG, Clerk
from tests.ui.window.screens import speak
from wxbuyer_gui.domain.models import WxBuyingUser


def test_what_is_chosen_is_written_masked_and_in_the_windows_language(clerk: Clerk, tmp_path: Path) -> None:
    desk = clerk.window.session.desk
    bound = desk.buyer(OUYANG)
    assert bound is not None
    desk.unbind(bound)
    desk.save_buyer(WxBuyingUser(name="赵敏", phone="15800008000", open_id="oGZUI0egBJY1zhBYw2KhdUfw0000"))
    speak(clerk, "zh")
    clerk.press("Ctrl+H")
    clerk.see("exportJournalButton").click()
    path = tmp_path / "记录.csv"
    clerk.choose(path)
    clerk.qtbot.waitUntil(lambda: clerk.sees("toast"))
    lines = csv_lines(path)
    assert lines[0][:5] == ["行号", "时间", "操作员", "批准人", "操作"]
    assert [line[4] for line in lines[1:-1]] == ["新建买家", "解绑会员"]
    assert "158****8000" in lines[1][7]
    assert lines[2][5:8] == [f"#{OUYANG}", "#1", "会员号: #1 → 未绑定"]
    assert "本机操作记录完整" in lines[-1][0]
    text = path.read_text("utf-8-sig")
    assert "15800008000" not in text
    assert "oGZUI0egBJY1zhBYw2KhdUfw0000" not in text
