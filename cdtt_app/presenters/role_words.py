"""The words of roles, as they stand on screens and papers."""

from typing import Final

from cdtt_app.domain.role import Role

ROLES: Final = {
    Role.VOLUNTEER: "Tình nguyện viên",
    Role.LEADER: "Tổ trưởng",
    Role.OFFICER: "Cán bộ xã",
    Role.PROVINCE: "Cán bộ tỉnh",
}
_DUTIES: Final = {
    Role.VOLUNTEER: "Ghi và xem sổ của những thôn được chọn.",
    Role.LEADER: "Ghi và xem sổ của những thôn được chọn; trông nom việc của cả tổ.",
    Role.OFFICER: "Xem sổ của mọi thôn trong xã, duyệt phiếu, mời người khác nối máy.",
    Role.PROVINCE: "Xem số liệu của cả tỉnh.",
}


def role_words(role: Role) -> str:
    """The role as a person is called: "Tổ trưởng"."""
    return ROLES[role]


def role_duties(role: Role) -> str:
    """What the role may do, in a sentence."""
    return _DUTIES[role]
