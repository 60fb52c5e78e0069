"""The API's JSON, shared by our client and our server: ``WxBuyingUser``, ``MemberForm`` and the write envelope.

Field names, their order and the documented date form follow the vendor's page. Whole numbers are strict (no booleans,
no ``7.0``, no ``"7"``) and bounded to 64 bits. ``read`` is for answers: keys in any case, unknown ones ignored. The
``…Body`` classes are for requests that arrive at our server: the documented spelling only, nothing more.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic.alias_generators import to_camel

from wxbuyer_gui.domain import models
from wxbuyer_gui.domain.errors import ProtocolError
from wxbuyer_gui.domain.result import ResultStatus
from wxbuyer_gui.net import wire_values

Int32 = Annotated[int, Field(strict=True, ge=-(2**31), le=2**31 - 1)]
Int64 = Annotated[int, Field(strict=True, ge=-(2**63), le=2**63 - 1)]

Text = Annotated[str, BeforeValidator(lambda value: "" if value is None else value)]
"""A text; null is read as ''. Which characters it may hold is checked where it enters: ``json_reader``, backends."""

MemberNumber = Annotated[Int64 | None, BeforeValidator(lambda value: None if value == "" else value)]
"""A member's number as it came: 0, null, '' and negative ones all say that no member is bound."""

WireDate = Annotated[
    date | None,
    BeforeValidator(wire_values.read_date),
    PlainSerializer(wire_values.written_date),
    WithJsonSchema({"type": "string", "examples": ["2025-10-01 00:00:00"]}),
]
"""A birthday: written as the vendor's page does (``yyyy-MM-dd HH:mm:ss``), read in every form of ``read_date``."""


class _Wire(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        strict=True,
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,  # the input is about people, and errors get logged
    )

    @classmethod
    def read(cls, value: object) -> Self:
        """An object of an answer. ProtocolError ``E-SCHEMA``, which names fields but no values, where it does not fit.

        Two keys that differ in case only are refused: nobody can say which one is meant.
        """
        if not isinstance(value, dict):
            raise ProtocolError("the answer is no object", code="E-SCHEMA")
        names = _names(cls)
        known: dict[str, Any] = {}
        for key, item in value.items():
            name = names.get(key) or names.get(key.lower())
            if name in known:
                raise ProtocolError(f"{name} is given twice", code="E-SCHEMA")
            if name is not None:
                known[name] = item
        try:
            return cls.model_validate(known)
        except ValidationError as error:
            raise ProtocolError(_where(error), code="E-SCHEMA") from None

    def written(self) -> dict[str, Any]:
        """The object as JSON has it, without what is not known (None)."""
        return self.model_dump(by_alias=True, exclude_none=True)


class Buyer(_Wire):
    """``WxBuyingUser``. Fields hold what came: ``member_id`` may be 0 or negative, ``id`` 0 for nobody."""

    tenant_id: Int64 | None = None
    open_id: Text = ""
    name: Text = ""
    profile: Text = ""
    phone: Text = ""
    member_id: MemberNumber = None
    id: Int64 | None = None

    @classmethod
    def of(cls, user: models.WxBuyingUser) -> Self:
        """The buyer as our server answers it: every documented field, 0 for "no member"."""
        return cls(
            tenant_id=user.tenant_id or 0,
            open_id=user.open_id,
            name=user.name,
            profile=user.profile,
            phone=user.phone,
            member_id=user.member_id if user.is_bound else 0,
            id=user.id or 0,
        )

    def to_domain(self) -> models.WxBuyingUser:
        """The buyer with None for an id of nobody and for a member that is none."""
        return models.WxBuyingUser(
            id=self.id or None,
            tenant_id=self.tenant_id,
            open_id=self.open_id,
            name=self.name,
            profile=self.profile,
            phone=self.phone,
            member_id=self.member_id if self.member_id is not None and self.member_id > 0 else None,
        )


class MemberForm(_Wire):
    """``MemberForm``. What is not given is None, and left out when it is written."""

    wx_buying_user_id: Int64 | None = None
    name: str | None = None
    phone: str | None = None
    sex: Int32 | None = None
    birthday: WireDate = None
    id_card: str | None = None
    address: str | None = None

    @classmethod
    def of(cls, form: models.MemberForm) -> Self:
        """The form with only what it says: no ``""`` for a date, no null for a number, no empty texts."""
        return cls(
            wx_buying_user_id=form.wx_buying_user_id,
            name=form.name or None,
            phone=form.phone or None,
            sex=form.sex,
            birthday=form.birthday,
            id_card=form.id_card or None,
            address=form.address or None,
        )

    def to_domain(self) -> models.MemberForm:
        """The form with '' for the texts that are not given."""
        return models.MemberForm(
            wx_buying_user_id=self.wx_buying_user_id,
            name=self.name or "",
            phone=self.phone or "",
            sex=self.sex,
            birthday=self.birthday,
            id_card=self.id_card or "",
            address=self.address or "",
        )


class Envelope(_Wire):
    """The answer to a write: ``{data?, status, message}``; ``data`` None is left out, as for ``unbindmember``.

    ``status`` is a code, or the server's own word where it is none that we know. Our server adds to a refusal
    ``code`` (``E-…``) and what ``domain.errors`` keeps beside it: ``field``, ``memberId``, ``buyerId``.
    """

    data: Annotated[Int64 | None, BeforeValidator(wire_values.read_number)] = None
    status: Annotated[Int64 | str, BeforeValidator(wire_values.read_status)]
    message: Text = ""
    code: str | None = None
    field: str | None = None
    member_id: Int64 | None = None
    buyer_id: Int64 | None = None

    @property
    def is_success(self) -> bool:
        """Whether the status is 200; the HTTP status must be 2xx besides."""
        return self.status == ResultStatus.SUCCESS


class BuyerBody(Buyer):
    """``WxBuyingUser`` in a request to our server."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class MemberFormBody(MemberForm):
    """``MemberForm`` in a request to our server; it must say whose form it is."""

    model_config = ConfigDict(extra="forbid", populate_by_name=False)

    @model_validator(mode="after")
    def _names_the_buyer(self) -> Self:
        if self.wx_buying_user_id is None:
            raise ValueError("wxBuyingUserId is required")
        return self


@cache
def _names(model: type[_Wire]) -> dict[str, str]:
    """The keys of a model by themselves and by their lower case.

    Made once: it takes four times as long as to read a buyer.
    """
    keys = [to_camel(name) for name in model.model_fields]
    return {key: key for key in keys} | {key.lower(): key for key in keys}


def _where(error: ValidationError) -> str:
    """Which fields do not fit and how; no values, and no keys that an answer made up."""
    details = error.errors(include_input=False, include_context=False, include_url=False)
    return "; ".join(f"{'.'.join(map(str, detail['loc'][:1]))}: {detail['type']}" for detail in details[:5])
