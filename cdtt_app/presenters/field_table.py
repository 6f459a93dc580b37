"""The words of every field of every kind of record: its name, how a value is said, how it is asked about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cdtt_app.domain.consent import Purpose
from cdtt_app.domain.hamlet import HamletWord
from cdtt_app.domain.person import FamilyRole, Persona
from cdtt_app.domain.team import MemberRole
from cdtt_app.presenters import field_values as values
from cdtt_app.presenters.coverage_words import LOCATION_SOURCES
from cdtt_app.presenters.field_row import FieldWords, Together
from cdtt_app.presenters.field_table_coverage import CASE, NOTE, STEP, TOGETHER_CASE, TOGETHER_NOTE, TOGETHER_STEP
from cdtt_app.presenters.field_table_paper import CHECK, EDITION, SHEET
from cdtt_app.presenters.household_detail import WITHDRAWN
from cdtt_app.presenters.household_facts import BARRIERS, INTERNETS, POWERS, SIGNALS
from cdtt_app.presenters.visit_words import ACTIVITIES, HANDOUTS, METHODS, OUTCOMES, PURPOSES, SATISFACTION, TOPICS

PERSONAS: Final = {
    Persona.ELDER: "người cao tuổi",
    Persona.FARMER: "phụ nữ, nông dân",
    Persona.YOUTH: "thanh niên",
    Persona.PUPIL: "học sinh",
    Persona.TRADER: "hộ kinh doanh",
    Persona.INTERPRETER: "người ít dùng tiếng Việt",
    Persona.DISABLED: "người khuyết tật",
    Persona.CADRE: "cán bộ thôn",
}
MEMBER_ROLES: Final = {
    MemberRole.LEADER: "tổ trưởng",
    MemberRole.DEPUTY: "tổ phó",
    MemberRole.MEMBER: "thành viên",
    MemberRole.OFFICER: "cán bộ xã",
}
_SHEETS: Final = {topic.value: word for topic, word in TOPICS.items()} | HANDOUTS


_F = FieldWords
_PHONE = _F("số điện thoại", values.say_phone)
_NOTE = _F("ghi chú")
_CALLED = _F("cách gọi thường ngày")
_DELETED = _F("việc xoá", values.say_around("đã xoá:"))
_HAMLET = _F("thôn", values.say_name("thôn khác"), fixed=True, told=False)
_HOUSEHOLD = _F("hộ", values.say_name("hộ khác"), fixed=True, told=False)
_OF_HOME = {"household_id": _HOUSEHOLD, "hamlet_id": _HAMLET, "deleted": _DELETED}
_SIGNAL = _F("sóng {what}", values.say_word(SIGNALS), "sóng {what} ở nhà thế nào?")
_VISITS, _PLACE = Purpose.VISITS, Purpose.LOCATION

_HOUSE: Final = {
    "hamlet_id": _HAMLET,
    "code": _F("mã hộ"),
    "head_name": _F("người chủ hộ"),
    "cluster": _F("cụm"),
    "address": _F("địa chỉ"),
    "digital_address": _F("địa chỉ số"),
    "phone": _PHONE,
    "location/latitude": _F("vĩ độ của nhà", values.say_degrees, purpose=_PLACE),
    "location/longitude": _F("kinh độ của nhà", values.say_degrees, purpose=_PLACE),
    "location/accuracy_m": _F("vị trí đúng tới đâu", values.say_around("đúng trong khoảng", "m"), purpose=_PLACE),
    "location/source": _F("cách biết vị trí", values.say_word(LOCATION_SOURCES), purpose=_PLACE),
    "walking_order": _F("thứ tự đường đi", ask="nhà thứ mấy trên đường đi?"),
    "member_count": _F("số người cả nhà", ask="cả nhà mấy người?"),
    "children_count": _F("số trẻ dưới 16 tuổi", ask="có mấy trẻ dưới 16 tuổi?"),
    "spoken_language": _F("thứ tiếng hay nói ở nhà", ask="nhà hay nói thứ tiếng nào?", purpose=Purpose.LANGUAGE),
    "interpreter": _F("người phiên dịch", values.say_truth("cần", "không cần"), "có cần người phiên dịch không?"),
    "connection/power": _F("nguồn điện", values.say_word(POWERS), "nhà dùng điện gì?"),
    "connection/power_cuts": _F("mất điện", values.say_truth("hay mất", "ít khi mất"), "nhà có hay mất điện không?"),
    "connection/signal/*": _SIGNAL,
    "connection/smartphones": _F("số máy điện thoại thông minh", ask="nhà có mấy điện thoại thông minh?"),
    "connection/keypad_phones": _F("số máy phím", ask="nhà có mấy máy phím?"),
    "connection/only_2g_phones": _F("số máy chỉ có 2G", ask="nhà có mấy máy chỉ có 2G?"),
    "connection/computers": _F("số máy tính", ask="nhà có mấy máy tính?"),
    "connection/television": _F("ti vi", values.say_truth("có", "không có"), "nhà có ti vi không?"),
    "connection/internet": _F("Internet ở nhà", values.say_word(INTERNETS), "Internet ở nhà thế nào?"),
    "connection/internet_provider": _F("nhà mạng Internet"),
    "connection/barriers": _F("điều vướng khi dùng mạng", values.say_words(BARRIERS), "vì sao nhà chưa dùng mạng?"),
    "note": _NOTE,
    "asked_help": _F("việc nhờ tổ giúp", values.say_truth("có nhờ", "không nhờ"), "nhà có nhờ tổ tới giúp không?"),
    "deleted": _DELETED,
}
_PERSON: Final = _OF_HOME | {
    "name": _F("tên"),
    "called": _CALLED,
    "role": _F("quan hệ với chủ hộ", values.say_enum(FamilyRole), "là gì của chủ hộ?"),
    "born/first": _F("năm sinh sớm nhất", values.say_around("từ")),
    "born/last": _F("năm sinh muộn nhất", values.say_around("đến")),
    "personas": _F("nhóm người", values.say_words(PERSONAS), "thuộc nhóm nào?"),
    "phone": _PHONE,
    "guardian": _F("người giám hộ"),
    "child_assents": _F(
        "sự đồng ý của chính cháu", values.say_truth("đã đồng ý", "chưa đồng ý"), "cháu đã đồng ý chưa?"
    ),
    "position": _F("thứ tự trong nhà", values.say_place, "là người thứ mấy trong nhà?"),
    "vneid_confirmed": _F("VNeID (tự nói)", values.say_truth("đã có", "chưa có"), "đã có VNeID chưa?"),
}
_VISIT: Final = _OF_HOME | {
    "visited_on": _F("ngày thăm", values.say_date),
    "recorded_at": _F("lúc ghi", values.say_time, fixed=True, told=False),
    "outcome": _F("kết quả", values.say_word(OUTCOMES)),
    "activity": _F("loại việc", values.say_word(ACTIVITIES)),
    "recorded_by": _F("người ghi", values.say_name("người đã rời tổ"), fixed=True, told=False),
    "visitors": _F("người đi thăm", values.say_name("người đã rời tổ"), "ai đã đi thăm?"),
    "met": _F("người đã gặp", values.say_name("người đã rời hộ"), "đã gặp ai?", purpose=_VISITS),
    "guided_count": _F("số người được chỉ", ask="đã chỉ cho mấy người?"),
    "topics": _F("những điều đã chỉ", values.say_words(TOPICS), "đã chỉ những gì?"),
    "dossiers": _F("hồ sơ đã giúp", values.say_dossiers, "đã giúp hồ sơ nào?"),
    "signal/*": replace(_SIGNAL, name="sóng {what} lúc thăm", ask="sóng {what} lúc thăm thế nào?"),
    "answers/id": _F("bộ câu hỏi", values.say_named, fixed=True, told=False, purpose=_VISITS),
    "answers/v": _F("bản của bộ câu hỏi", fixed=True, told=False, purpose=_VISITS),
    "answers/a/*/*": _F("mức của {who} ở “{what}”", values.say_answer, purpose=_VISITS),
    "answers/o/*": _F("những việc tận mắt thấy {who} làm", values.say_questions, purpose=_VISITS),
    "feedback": _F("ý kiến của nhà"),
    "feedback_forwarded_to": _F("nơi đã chuyển ý kiến"),
    "satisfaction": _F("mức hài lòng", values.say_word(SATISFACTION)),
    "next_visit": _F("ngày hẹn lần tới", values.say_date),
    "next_time": _F("giờ hẹn lần tới"),
    "note": _NOTE,
}
_CONSENT: Final = {
    "granted": _F("điều nhà đồng ý", values.say_words(PURPOSES, WITHDRAWN), fixed=True),
    "asked_at": _F("lúc hỏi", values.say_time, fixed=True),
    "text_version": _F("bản lời hỏi", fixed=True),
    "method": _F("cách trả lời", values.say_word(METHODS), fixed=True),
    "witness": _F("người chứng kiến", fixed=True),
    "collected_by": _F("người hỏi", values.say_name("người đã rời tổ"), fixed=True, told=False),
}
_HANDOUT: Final = _OF_HOME | {
    "topic": _F("tờ đã phát", values.say_word(_SHEETS)),
    "given_on": _F("ngày phát", values.say_date),
    "version": _F("bản in"),
    "visit_id": _F("lượt thăm lúc phát", values.say_name("một lượt thăm"), fixed=True, told=False),
}
_HAMLET_FIELDS: Final = {
    "commune_code": _F("mã xã", fixed=True, told=False),
    "word": _F("cách gọi (thôn, bản, xóm…)", values.say_enum(HamletWord)),
    "name": _F("tên thôn"),
    "prefix": _F("chữ đầu của mã hộ"),
    "former_names": _F("tên cũ của thôn", values.say_former_names),
    "clusters": _F("các cụm"),
    "merged_into": _F("thôn nhận sáp nhập", values.say_name("thôn khác"), fixed=True),
    "valid_from": _F("ngày lập thôn", values.say_date),
    "valid_to": _F("ngày thôn hết hoạt động", values.say_date),
    "deleted": _DELETED,
}
_TEAM: Final = {
    "hamlet_id": _HAMLET,
    "name": _F("tên tổ"),
    "decision_number": _F("số quyết định lập tổ"),
    "decision_date": _F("ngày quyết định lập tổ", values.say_date),
    "phone": _PHONE,
    "deleted": _DELETED,
}
_MEMBER: Final = {
    "hamlet_id": _HAMLET,
    "name": _F("tên"),
    "team_id": _F("tổ", values.say_name("tổ khác"), fixed=True, told=False),
    "called": _CALLED,
    "role": _F("việc trong tổ", values.say_word(MEMBER_ROLES)),
    "occupation": _F("nghề"),
    "phone": _PHONE,
    "active": _F("việc tham gia tổ", values.say_truth("đang tham gia", "đã nghỉ"), "còn tham gia tổ không?"),
    "deleted": _DELETED,
}

FIELDS: Final[Mapping[str, Mapping[str, FieldWords]]] = {
    "hamlet": _HAMLET_FIELDS,
    "team": _TEAM,
    "member": _MEMBER,
    "household": _HOUSE,
    "person": _PERSON,
    "visit": _VISIT,
    "consent": {path: replace(words, fixed=True) for path, words in (_OF_HOME | _CONSENT).items()},
    "handout_given": _HANDOUT,
    "handout_edition": EDITION | {"hamlet_id": _HAMLET, "deleted": _DELETED},
    "address_check": CHECK | {"hamlet_id": _HAMLET, "deleted": _DELETED},
    "paper_sheet": SHEET | _OF_HOME,
    "coverage_note": NOTE | _OF_HOME,
    "coverage_case": CASE | {"hamlet_id": _HAMLET, "deleted": _DELETED},
    "case_step": STEP | {"hamlet_id": _HAMLET, "deleted": _DELETED},
}
TOGETHER: Final[Mapping[str, tuple[Together, ...]]] = {
    "household": (
        Together("vị trí nhà", tuple(path for path in _HOUSE if path.startswith("location/")), "; "),
        Together(
            "Internet ở nhà", ("connection/internet", "connection/internet_provider"), ", ", "Internet ở nhà thế nào?"
        ),
    ),
    "person": (Together("khoảng năm sinh", ("born/first", "born/last"), " "),),
    "visit": (Together("lần hẹn tới", ("next_visit", "next_time"), " ", "hẹn lần tới khi nào?"),),
    "team": (Together("quyết định lập tổ", ("decision_number", "decision_date"), ", ngày "),),
    "coverage_note": TOGETHER_NOTE,
    "coverage_case": TOGETHER_CASE,
    "case_step": TOGETHER_STEP,
}
