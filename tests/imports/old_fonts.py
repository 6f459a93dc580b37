"""Writes Vietnamese the way the old fonts did: tables of their own, to check those of the house."""

TCVN3_PAIRS = (
    "àµ ả¶ ã· á¸ ạ¹ ă¨ ằ» ẳ¼ ẵ½ ắ¾ ặÆ â© ầÇ ẩÈ ẫÉ ấÊ ậË đ® èÌ ẻÎ ẽÏ éÐ ẹÑ êª ềÒ ểÓ ễÔ ếÕ ệÖ ì× ỉØ ĩÜ íÝ ịÞ òß ỏá õâ óã"
    " ọä ô« ồå ổæ ỗç ốè ộé ơ¬ ờê ởë ỡì ớí ợî ùï ủñ ũò úó ụô ư\u00ad ừõ ửö ữ÷ ứø ựù ỳú ỷû ỹü ýý ỵþ Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦ Đ§"
)
VNI_PAIRS = (
    "áaù àaø ảaû ãaõ ạaï âaâ ấaá ầaà ẩaå ẫaã ậaä ăaê ắaé ằaè ẳaú ẵaü ặaë đñ éeù èeø ẻeû ẽeõ ẹeï êeâ ếeá ềeà ểeå ễeã ệeä"
    " íí ìì ỉæ ĩó ịò óoù òoø ỏoû õoõ ọoï ôoâ ốoá ồoà ổoå ỗoã ộoä ơô ớôù ờôø ởôû ỡôõ ợôï"
    " úuù ùuø ủuû ũuõ ụuï ưö ứöù ừöø ửöû ữöõ ựöï ýyù ỳyø ỷyû ỹyõ ỵî"
    " ÁAÙ ÀAØ ẢAÛ ÃAÕ ẠAÏ ÂAÂ ẤAÁ ẦAÀ ẨAÅ ẪAÃ ẬAÄ ĂAÊ ẮAÉ ẰAÈ ẲAÚ ẴAÜ ẶAË ĐÑ ÉEÙ ÈEØ ẺEÛ ẼEÕ ẸEÏ ÊEÂ ẾEÁ ỀEÀ ỂEÅ ỄEÃ"
    " ỆEÄ ÍÍ ÌÌ ỈÆ ĨÓ ỊÒ ÓOÙ ÒOØ ỎOÛ ÕOÕ ỌOÏ ÔOÂ ỐOÁ ỒOÀ ỔOÅ ỖOÃ ỘOÄ ƠÔ ỚÔÙ ỜÔØ ỞÔÛ ỠÔÕ ỢÔÏ"
    " ÚUÙ ÙUØ ỦUÛ ŨUÕ ỤUÏ ƯÖ ỨÖÙ ỪÖØ ỬÖÛ ỮÖÕ ỰÖÏ ÝYÙ ỲYØ ỶYÛ ỸYÕ ỴÎ"
)
ALPHABET = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"


def _table(pairs: str) -> dict[str, str]:
    return {pair[0]: pair[1:] for pair in pairs.split(" ")}


def to_tcvn3(text: str) -> str:
    """As .VnTime wants it; a capital with a tone is written small, as .VnTimeH wants it."""
    table = _table(TCVN3_PAIRS)
    return "".join(table.get(sign) or table.get(sign.lower(), sign) for sign in text)


def to_vni(text: str) -> str:
    """As VNI-Times wants it."""
    table = _table(VNI_PAIRS)
    return "".join(table.get(sign, sign) for sign in text)
