"""A visit as a JSON document that scripts write: its shape, its schema, and what is wrong with one, in words."""

import hashlib
import json
import uuid
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from cdtt_app.domain.consent import ConsentMethod, Purpose
from cdtt_app.domain.household import Network, Signal
from cdtt_app.domain.visit import Activity, DossierResult, Outcome, Topic
from cdtt_app.imports.json_document import DocumentError, read_document, schema_of
from cdtt_app.imports.visit_json_errors import VisitFileError, in_words

Name = Annotated[str, Meta(min_length=1)]
_NETWORKS = {"propertyNames": {"enum": [network.value for network in Network]}}


class _Part(Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Strict: a key that is not known is a slip of the pen. The docstrings below are printed by `--schema`."""


class PersonAnswers(_Part, frozen=True):
    """Câu trả lời của một người; chỉ ghi khi nhà đã đồng ý."""

    name: Annotated[str, Meta(description="Tên người trong hộ, gõ không dấu cũng được")] = ""
    id: Annotated[str, Meta(description="Mã người, thay cho tên khi hai người trùng tên")] = ""
    answers: Annotated[
        dict[Name, int | str],
        Meta(description='Mã câu hỏi và mức: 0–4, hoặc "na" là không áp dụng; không hỏi thì bỏ trống'),
    ] = {}
    observed: Annotated[
        tuple[Name, ...], Meta(description="Câu do người đi thăm nhìn thấy tận mắt, không phải tự khai")
    ] = ()

    def __post_init__(self) -> None:
        if bool(self.name) == bool(self.id):
            raise ValueError("mỗi người cần name hoặc id, chỉ một trong hai.")

    @property
    def levels(self) -> dict[str, str]:
        """The answers as a checklist keeps them: as text."""
        return {question: str(value) for question, value in self.answers.items()}


class ConsentAsked(_Part, frozen=True):
    """Lần hỏi ý kiến về dữ liệu cá nhân trong lượt thăm này."""

    granted: Annotated[tuple[Purpose, ...], Meta(description="Những việc nhà đồng ý; danh sách trống là từ chối")]
    method: Annotated[ConsentMethod, Meta(description="Nhà trả lời bằng cách nào")]
    witness: Annotated[str, Meta(description="Người chứng kiến, khi đồng ý bằng lời")] = ""


class GuidedDossier(_Part, frozen=True):
    """Một hồ sơ trực tuyến đã hướng dẫn; chỉ ghi tên thủ tục, không ghi nội dung."""

    procedure: Annotated[str, Meta(min_length=1, description="Tên thủ tục")]
    result: Annotated[DossierResult, Meta(description="Hồ sơ đã tới đâu")] = DossierResult.SUBMITTED


class VisitFile(_Part, frozen=True):
    """Một lượt thăm hộ, ghi bằng lệnh cdtt log-visit."""

    household: Annotated[str, Meta(min_length=1, description="Mã hộ, ví dụ BG-004")]
    visited_on: Annotated[date, Meta(description="Ngày thăm, năm-tháng-ngày")] = msgspec.field(name="date")
    id: Annotated[
        uuid.UUID | None, Meta(description="Mã UUID tự đặt: gửi lại cùng tệp cùng mã thì không ghi thêm lần nữa")
    ] = None
    outcome: Annotated[Outcome, Meta(description="Kết quả lượt thăm")] = Outcome.MET
    activity: Annotated[Activity, Meta(description="Hình thức")] = Activity.HOME
    visitors: Annotated[
        tuple[Name, ...] | None, Meta(description="Thành viên tổ đã đi; bỏ trống là người đang dùng máy")
    ] = None
    met: Annotated[
        tuple[Name, ...] | None, Meta(description="Người đã gặp: tên hoặc mã; bỏ trống là mọi người trong people")
    ] = None
    people: Annotated[tuple[PersonAnswers, ...], Meta(description="Kỹ năng của từng người")] = ()
    consent: ConsentAsked | None = None
    topics: Annotated[tuple[Topic, ...], Meta(description="Việc đã hướng dẫn")] = ()
    signal: Annotated[
        dict[Network, Signal], Meta(description="Sóng tại nhà theo từng mạng", extra_json_schema=_NETWORKS)
    ] = {}
    dossiers: Annotated[tuple[GuidedDossier, ...], Meta(description="Hồ sơ trực tuyến đã hướng dẫn")] = ()
    handouts: Annotated[tuple[Name, ...], Meta(description="Mã các tờ tài liệu đã phát")] = ()
    guided_count: Annotated[
        Annotated[int, Meta(ge=0, le=999)] | None,
        Meta(description="Số người đã hướng dẫn, khi nhà không đồng ý ghi từng người"),
    ] = None
    feedback: Annotated[str, Meta(description="Ý kiến, khó khăn của nhà")] = ""
    feedback_forwarded_to: Annotated[str, Meta(description="Đã chuyển ý kiến tới ai")] = ""
    satisfaction: Annotated[Annotated[int, Meta(ge=1, le=5)] | None, Meta(description="Mức hài lòng, 1–5")] = None
    asks_help: Annotated[bool, Meta(description="Nhà nhờ đến giúp thêm")] = False
    next_visit: Annotated[date | None, Meta(description="Ngày hẹn lần tới, năm-tháng-ngày")] = None
    next_time: Annotated[str, Meta(pattern=r"^(|([01][0-9]|2[0-3]):[0-5][0-9])$", description='Giờ hẹn, "19:30"')] = ""
    note: Annotated[str, Meta(description="Ghi chú, giữ cả chỗ xuống dòng")] = ""


def visit_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a visit file."""
    return schema_of(VisitFile)


def read_visit(content: bytes) -> VisitFile:
    """The visit of a file's bytes; raises VisitFileError with sentences."""
    try:
        document = read_document(content, "một lượt thăm")
    except DocumentError as error:
        raise VisitFileError(str(error)) from error
    try:
        return msgspec.convert(document, VisitFile)
    except msgspec.ValidationError as error:
        raise VisitFileError(in_words(str(error), visit_schema())) from error


def fingerprint(visit: VisitFile) -> str:
    """The same for two files that say the same, however they are laid out."""
    people = tuple(msgspec.structs.replace(person, answers=dict(person.levels)) for person in visit.people)
    plain = msgspec.to_builtins(msgspec.structs.replace(visit, people=people))
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
