"""Where a record is, in the words of every screen and paper."""

from typing import Final

from cdtt_app.storage.whereabouts import Where

WHERE_WORDS: Final = {
    Where.HERE: "trên máy này",
    Where.SENT: "đã gửi, chờ báo",
    Where.RECEIVED: "tỉnh đã nhận",
    Where.ASIDE: "nhận, để riêng",
}
