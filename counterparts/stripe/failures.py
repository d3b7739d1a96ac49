"""What the counterpart answers when it cannot do what was asked, in Stripe's own error shape."""

from typing import Any


class Failure(Exception):
    """An answer other than success: HTTP status and the fields of Stripe's `error` object."""

    def __init__(self, status: int, kind: str, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.status = status
        self.error: dict[str, Any] = {"type": kind, "message": message, **fields}

    def body(self, request_id: str) -> dict[str, Any]:
        """The JSON answer: `{"error": {…}}` with the id of the request."""
        return {"error": {**self.error, "request_id": request_id}}


class CardFailure(Failure):
    """The card's bank said no: unlike other failures, what happened on the way to it is kept."""

    def __init__(self, message: str, **fields: Any) -> None:
        super().__init__(402, "card_error", message, **fields)


def invalid(message: str, param: str | None = None, code: str | None = None) -> Failure:
    """A parameter is wrong: 400, with its name and a code when Stripe has one."""
    fields = {name: value for name, value in (("param", param), ("code", code)) if value is not None}
    return Failure(400, "invalid_request_error", message, **fields)


def missing(kind: str, object_id: str, param: str = "id") -> Failure:
    """This account has no such object (another account's object answers the same)."""
    noun = kind.replace("_", "").replace(".", " ")
    return Failure(
        404,
        "invalid_request_error",
        f"No such {noun}: '{object_id}'",
        code="resource_missing",
        param=param,
    )
