"""Who may use the attachment lane: a machine of ours sends anything, and fetches what belongs to records it may see."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request

from cdtt_app.domain.attachment import Sha256
from cdtt_app.server.uploads import Allowed, refuse
from cdtt_app.sync.signed_request import FILES, claim_holds, fetching, read_claim

KeyOf = Callable[[int], Awaitable[bytes | None]]
Sees = Callable[[int, Sha256], Awaitable[bool]]


def by_signature(key_of: KeyOf, sees: Sees, now_ms: Callable[[], int]) -> Allowed:
    """The permission by signed header. `key_of` gives a working machine's public key, `sees` whether it may fetch."""

    async def allowed(request: Request) -> int | None:
        claim = read_claim(request.headers.get("authorization", ""))
        if claim is None:
            return None
        public = await key_of(claim.replica)
        fetched = Sha256(request.path_params["sha256"]) if request.method == "GET" else None
        what = fetching(fetched) if fetched else FILES
        if public is None or not claim_holds(claim, public, now_ms(), what):
            return None
        if fetched and not await sees(claim.replica, fetched):
            refuse(404, "no such file")  # as if it were not there
        return claim.replica

    return allowed
