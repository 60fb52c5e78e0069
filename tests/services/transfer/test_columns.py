import pytest

from wxbuyer_gui.services.transfer.columns import FileKind, doubled, fields, guess_kind, guess_mapping


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        (["id", "tenantId", "openId", "name", "profile", "phone", "memberId"], FileKind.BUYERS),
        (["买家编号", "OpenID", "昵称", "手机号"], FileKind.BUYERS),
        (["会员号", "姓名", "手机号", "性别", "生日", "证件号", "地址"], FileKind.MEMBERS),
        (["Member No.", "Name", "Phone", "Gender", "Date of Birth"], FileKind.MEMBERS),
        (["姓名", "手机号"], FileKind.MEMBERS),
        (["会员号", "微信openId", "姓名", "手机号"], FileKind.BUYERS),
    ],
)
def test_kind_is_guessed_from_the_headers(headers: list[str], kind: FileKind) -> None:
    assert guess_kind(headers) is kind


def test_member_number_means_another_thing_in_each_kind() -> None:
    headers = ["会员号", "姓名", "ＯｐｅｎＩｄ"]
    assert guess_mapping(headers, FileKind.BUYERS) == {"member_id": 0, "name": 1, "open_id": 2}
    assert guess_mapping(headers, FileKind.MEMBERS) == {"id": 0, "name": 1}


def test_decorated_headers_are_recognised() -> None:
    assert guess_mapping(["* 手机号（必填）", "open_id", " Name "], FileKind.BUYERS) == {
        "phone": 0,
        "open_id": 1,
        "name": 2,
    }


def test_doubled_headers_are_named() -> None:
    assert doubled(["姓名", "手机号", "手机号", ""]) == ("手机号",)
    assert guess_mapping(["手机号", "手机号"], FileKind.BUYERS) == {"phone": 0}


@pytest.mark.parametrize("kind", FileKind)
def test_every_field_is_found_by_its_own_name(kind: FileKind) -> None:
    assert set(guess_mapping(fields(kind), kind)) == set(fields(kind))
