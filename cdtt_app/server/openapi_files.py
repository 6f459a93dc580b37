"""The attachment lane in the server's description: tus 1.0.0, core and creation."""

from typing import Any

_VERSION = {"name": "Tus-Resumable", "in": "header", "required": True, "schema": {"const": "1.0.0"}}
_ADDRESS = {
    "name": "sha256",
    "in": "path",
    "required": True,
    "description": "SHA-256 of the content.",
    "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
_OFFSET = {"Upload-Offset": {"schema": {"type": "integer", "minimum": 0}}}
_LENGTH = {"Upload-Length": {"schema": {"type": "integer", "minimum": 0}}}
SECURITY = {
    "machine": {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`CDTT dev=17,at=<ms>,sig=<base64url>`: signed for what is asked, a day long.",
    }
}
_SIGNED: list[dict[str, list[str]]] = [{"machine": []}]


def file_paths(problems: dict[int, dict[str, Any]]) -> dict[str, Any]:
    """The paths of the lane; `problems` are the answers by status."""

    def answers(good: dict[int, dict[str, Any]], *bad: int) -> dict[str, Any]:
        return {str(status): answer for status, answer in (good | {one: problems[one] for one in bad}).items()}

    abilities = {"summary": "What the lane can do.", "responses": answers({204: {"description": "tus 1.0.0"}}, 429)}
    return {
        "/v1/files": {
            "options": abilities,
            "post": {
                "summary": "Begin to send a file, or go on with it.",
                "security": _SIGNED,
                "parameters": [
                    _VERSION,
                    {"name": "Upload-Length", "in": "header", "required": True, "schema": _number(20 * 1024 * 1024)},
                    {
                        "name": "Upload-Metadata",
                        "in": "header",
                        "required": True,
                        "description": "`sha256 <Base64 of the address>`",
                        "schema": {"type": "string", "format": "cdtt-upload-metadata"},
                    },
                ],
                "responses": answers(
                    {
                        200: {"description": "It is here, whole.", "headers": _OFFSET | _LENGTH},
                        201: {"description": "Some of it may be here.", "headers": _OFFSET | _LENGTH},
                    },
                    *(400, 401, 412, 413, 429, 460, 507),
                ),
            },
        },
        "/v1/files/{sha256}": {
            "options": abilities | {"parameters": [{**_ADDRESS, "schema": {"type": "string"}}]},
            "head": {
                "summary": "How much of it is here.",
                "security": _SIGNED,
                "parameters": [_ADDRESS, _VERSION],
                "responses": answers(
                    {200: {"description": "So much.", "headers": _OFFSET | _LENGTH}}, 401, 404, 412, 429
                ),
            },
            "patch": {
                "summary": "The next piece.",
                "security": _SIGNED,
                "parameters": [
                    _ADDRESS,
                    _VERSION,
                    {"name": "Upload-Offset", "in": "header", "required": True, "schema": _number(20 * 1024 * 1024)},
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/offset+octet-stream": {"schema": {"type": "string", "format": "binary"}}},
                },
                "responses": answers(
                    {204: {"description": "It is kept.", "headers": _OFFSET | _LENGTH}},
                    *(400, 401, 404, 409, 411, 412, 413, 415, 429, 460, 507),
                ),
            },
            "get": {
                "summary": "The file, or the part that the Range header names.",
                "security": _SIGNED,
                "parameters": [_ADDRESS],
                "responses": answers(
                    {200: _content("All of it."), 206: _content("The part."), 416: {"description": "No such part."}},
                    *(400, 401, 404, 429),
                ),
            },
        },
    }


def _number(most: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "maximum": most}


def _content(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
