"""What a machine's person may do at the province: the role that the province gave, not a place in the team."""

from enum import StrEnum


class Role(StrEnum):
    """From the fewest hamlets to all of them."""

    VOLUNTEER = "volunteer"  # the hamlets named in the invitation
    LEADER = "leader"  # of the team of these hamlets
    OFFICER = "officer"  # the whole commune
    PROVINCE = "province"


def of_whole_commune(role: Role) -> bool:
    """Whether the role reaches beyond single hamlets, so that none need be named."""
    return role in (Role.OFFICER, Role.PROVINCE)
