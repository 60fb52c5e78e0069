"""A model of the vendor's server: seven calls over buyers in memory, with the freedoms that its page leaves."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.support.raw_server import Answer, Asked, http

BUYER = {"tenantId": 2318, "openId": "", "name": "", "profile": "", "phone": "", "memberId": 0, "id": 0}


@dataclass
class Vendor:
    """Answers requests. ``before`` may answer instead of the model, ``after`` instead of the model's answer."""

    buyers: dict[int, dict[str, Any]] = field(default_factory=dict)
    members: dict[str, int] = field(default_factory=dict)
    before: Callable[[Asked], Answer | None] = lambda _asked: None
    after: Callable[[Asked], Answer | None] = lambda _asked: None

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def add(self, **fields: Any) -> int:
        """Put a buyer into the server; its id."""
        number = fields.setdefault("id", len(self.buyers) + 1)
        self.buyers[number] = BUYER | fields
        return int(number)

    def __call__(self, asked: Asked) -> Answer:
        """The answer to one request."""
        answer = self.before(asked)
        if answer is not None:
            return answer
        if "/api/weixin/wxbuyinguser/" not in asked.target:
            return http({"Message": "No HTTP resource was found that matches the request URI."}, status=404)
        with self._lock:
            answer = http(getattr(self, f"_{asked.name}")(asked))
        return self.after(asked) or answer

    def _get(self, asked: Asked) -> object:
        return self.buyers.get(int(asked.query["id"]))

    def _getbyopenid(self, asked: Asked) -> object:
        return next((buyer for buyer in self.buyers.values() if buyer["openId"] == asked.query["openId"]), None)

    def _getlist(self, asked: Asked) -> object:
        return [self.buyers[number] for number in asked.json if number in self.buyers]

    def _saveuser(self, asked: Asked) -> object:
        number = asked.json["id"] or len(self.buyers) + 1
        self.buyers[number] = self.buyers.get(number, BUYER) | asked.json | {"id": number, "tenantId": 2318}
        return {"data": number, "status": 200, "message": ""}

    def _createmember(self, asked: Asked) -> object:
        if asked.json.get("phone") in self.members:
            return {"data": 0, "status": 500, "message": "手机号已存在"}
        self.members[asked.json.get("phone", "")] = number = 8800 + len(self.members) + 1
        self.buyers[asked.json["wxBuyingUserId"]]["memberId"] = number
        return {"data": number, "status": 200, "message": ""}

    def _bindmember(self, asked: Asked) -> object:
        number = self.members.get(asked.json.get("phone", ""))
        if number is None:
            return {"data": 0, "status": 602, "message": "卡不存在"}
        self.buyers[asked.json["wxBuyingUserId"]]["memberId"] = number
        return {"data": number, "status": 200, "message": ""}

    def _unbindmember(self, asked: Asked) -> object:
        self.buyers[asked.json["wxBuyingUserId"]]["memberId"] = 0
        return {"status": 200, "message": ""}
