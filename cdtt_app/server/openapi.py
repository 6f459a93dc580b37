"""What the server answers, as OpenAPI 3.1: kept by hand, the JSON messages described by their own types."""

from importlib.metadata import PackageNotFoundError, version
from typing import Any

import msgspec

from cdtt_app.server.openapi_files import SECURITY, file_paths
from cdtt_app.server.parcels import PARCEL
from cdtt_app.sync.enrolment import EnrolAnswer, EnrolRequest

MESSAGE = "application/vnd.cdtt.message"
PROBLEM = "application/problem+json"
_JSON = "application/json"
_REFERENCE = "#/components/schemas/{name}"
_BASE64_OF_32 = "^[0-9A-Za-z+/]{42}[AEIMQUYcgkosw048]=$"  # the last letter holds four bits
_PROBLEM_SCHEMA = {
    "type": "object",
    "description": "RFC 9457. `detail`, where there is one, is a sentence for the person at the machine.",
    "properties": {
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
    },
    "required": ["status", "title"],
    "additionalProperties": False,
}
_HEALTH_SCHEMA = {
    "type": "object",
    "properties": {
        "ok": {"const": True},
        "version": {"type": "string"},
        "epoch": {"type": "integer", "minimum": 0, "description": "How often it was restored from a backup."},
    },
    "required": ["ok", "version", "epoch"],
    "additionalProperties": False,
}
_WORDS = {
    400: "Not a message, a damaged one, or not signed by the machine it names.",
    401: "No signed header of a machine that works.",
    403: "Refused; `detail` says why, for the person at the machine.",
    404: "No such file, or not for this machine.",
    408: "The body stopped coming.",
    409: "Another number of bytes is here.",
    411: "No Content-Length.",
    412: "Another version of tus.",
    413: "Too big.",
    415: "Another content type than the one below.",
    429: "Too often.",
    460: "The content is not what its address says; what was sent has been removed.",
    503: "The database is away.",
    507: "The disk is full.",
}
_RETRY = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}}


def app_version() -> str:
    """The version of this program."""
    try:
        return version("cdtt-app")
    except PackageNotFoundError:
        return "0"


def document() -> dict[str, Any]:
    """The description."""
    _, schemas = msgspec.json.schema_components([EnrolRequest, EnrolAnswer], ref_template=_REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Máy chủ của tỉnh, Sổ tay Tổ công nghệ số",
            "version": app_version(),
            "description": "Messages are described in docs/protocol.md: signed, compressed, the same as in a parcel.",
        },
        "paths": _paths() | file_paths({status: _problem(status) for status in _WORDS}),
        "components": {
            "securitySchemes": SECURITY,
            "schemas": {
                **{name: _portable(schema) for name, schema in schemas.items()},
                "Problem": _PROBLEM_SCHEMA,
                "Health": _HEALTH_SCHEMA,
            },
        },
    }


def _paths() -> dict[str, Any]:
    return {
        "/v1/sync": {
            "post": _operation(
                "Push, pull and receipt in one.",
                _message_body("A request line and operations, signed for `request`.", "cdtt-request"),
                {200: _message("A receipt and log lines, signed for `receipt`.", "cdtt-receipt")},
                (400, 408, 413, 415, 429, 503),
            )
        },
        "/v1/parcels": {
            "post": _operation(
                "A parcel of a machine that has no network, brought unread by another.",
                {"required": True, **_sealed("An age file for the province; in it a message, as for /v1/sync.")},
                {
                    200: _sealed("An age file for the machine whose parcel it was; in it the answer."),
                    204: {"description": "Sealed for somebody else, or torn: nothing can come of it here."},
                },
                (400, 408, 413, 415, 429, 503),
            )
        },
        "/v1/enrol": {
            "post": _operation(
                "Let a machine in by a one-time code. Asked again by the same machine it answers again.",
                {"required": True, "content": {_JSON: {"schema": {"$ref": _REFERENCE.format(name="EnrolRequest")}}}},
                {200: _json("The machine is in.", "EnrolAnswer")},
                (400, 403, 408, 413, 415, 429, 503),
            )
        },
        "/v1/office": {
            "post": _operation(
                "An officer's act: invitations, machines, who has which hamlet.",
                _message_body("One line, signed for `office`.", "cdtt-office"),
                {200: _message("One line, signed for `office-answer`.", "cdtt-office-answer")},
                (400, 408, 413, 415, 429, 503),
            )
        },
        "/v1/health": {
            "get": _operation("Whether the database answers.", None, {200: _json("It does.", "Health")}, (429, 503))
        },
        "/v1/metrics": {
            "get": _operation(
                "Figures for Prometheus, for addresses on the administrator's list.",
                None,
                {200: {"description": "Text format 0.0.4.", "content": {"text/plain": {"schema": {"type": "string"}}}}},
                (403, 429),
            )
        },
        "/v1/openapi.json": {
            "get": _operation(
                "This description.",
                None,
                {200: {"description": "OpenAPI 3.1.", "content": {_JSON: {"schema": {"type": "object"}}}}},
                (429,),
            )
        },
    }


def _operation(
    summary: str, body: dict[str, Any] | None, good: dict[int, dict[str, Any]], bad: tuple[int, ...]
) -> dict[str, Any]:
    answers = {str(status): answer for status, answer in good.items()}
    answers |= {str(status): _problem(status) for status in bad}
    return {"summary": summary, **({"requestBody": body} if body else {}), "responses": answers}


def _problem(status: int) -> dict[str, Any]:
    answer = {
        "description": _WORDS[status],
        "content": {PROBLEM: {"schema": {"$ref": _REFERENCE.format(name="Problem")}}},
    }
    return answer | ({"headers": _RETRY} if status in (429, 503) else {})


def _json(description: str, name: str) -> dict[str, Any]:
    return {"description": description, "content": {_JSON: {"schema": {"$ref": _REFERENCE.format(name=name)}}}}


def _sealed(description: str) -> dict[str, Any]:
    return {"description": description, "content": {PARCEL: {"schema": {"type": "string", "format": "cdtt-parcel"}}}}


def _message_body(description: str, format_: str) -> dict[str, Any]:
    return {"required": True, **_message(description, format_)}


def _message(description: str, format_: str) -> dict[str, Any]:
    return {"description": description, "content": {MESSAGE: {"schema": {"type": "string", "format": format_}}}}


def _portable(schema: object) -> object:
    """The schema with patterns as ECMA-262 has them, and what 32 bytes look like in Base64."""
    if isinstance(schema, list):
        return [_portable(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    portable = {name: _portable(value) for name, value in schema.items()}
    pattern = portable.get("pattern")
    if isinstance(pattern, str):
        portable["pattern"] = pattern.replace(r"\Z", "$")
    if portable.get("contentEncoding") == "base64":
        portable["pattern"] = _BASE64_OF_32
    return portable
