"""Free text as volunteers type it, for measuring only: no dictionary is ever trained on a sentence of this file.

Written by hand, each with its own matter and its own way of writing, some in haste and with short forms.
"""

NOTES = (
    "Bà cụ nghe kém, phải nói to và viết ra giấy. Con gái út cuối tuần mới về, hẹn chỉ tiếp lúc đó.",
    "Máy đầy bộ nhớ nên VNeID không cập nhật được, đã xoá bớt video cũ nhưng vẫn thiếu chỗ.",
    "Hai vợ chồng đi hái chè tới tối mịt, chỉ kịp xem phần quét mã trước khi nấu cơm.",
    "Ông hỏi vì sao bị trừ 50 nghìn tiền điện thoại, kiểm tra thấy dính gói nhạc chờ, đã soạn tin huỷ.",
    "Chị sợ bấm nhầm mất tiền nên chưa dám chuyển khoản, cần làm thử với số tiền nhỏ.",
    "Cháu học lớp 11 làm thầy cho cả nhà, rất nhanh, có thể mời vào tổ.",
    "Nhà mới lợp mái tôn, trong buồng gần như không bắt được gì, phải ra đầu hồi mới gọi nổi.",
    "Có người gọi xưng là công an huyện đòi cài phần mềm lạ, may bác chưa làm theo. Đã dặn cả xóm.",
    "Anh bị mất căn cước từ tháng trước, chưa định danh lại được, chỉ đường ra xã thứ ba hằng tuần.",
    "Quên mật khẩu Zalo, số cũ đã bỏ nên không nhận mã. Lập tài khoản mới và thêm lại 12 người quen.",
    "Gia đình muốn bán mật ong rừng qua mạng mà chưa biết chụp hình, đóng gói gửi xe thế nào.",
    "Điện chập chờn cả tuần, pin máy chai, sạc mãi chưa nổi 20 phần trăm nên dừng sớm.",
    "Ba thế hệ ngồi nghe rất đông vui, cụ tổ 87 tuổi cũng tập vuốt màn hình đọc báo.",
    "ko có ai ở nhà ngoài 2 cháu nhỏ, gặp bố cháu ngoài bờ ruộng hướng dẫn đc 1 ít",
    "Bác nhờ xem giấy mời họp gửi qua tin nhắn có phải thật không, đúng là của hội phụ nữ.",
    "Chồng làm công nhân ở Bắc Ninh gửi về một chiếc Samsung cũ, vợ mới tập mở máy được ba hôm.",
    "Muốn đăng ký hiến máu và tra sổ tiêm chủng cho con nhưng tên trong máy sai một chữ đệm.",
    "Mắt kém, chữ trên màn hình để cỡ to nhất rồi vẫn khó đọc, nên dùng giọng nói.",
    "Đường vào sạt một đoạn sau trận mưa đá, xe máy để ngoài cầu treo đi bộ mười lăm phút.",
    "Trưởng họ, nói có uy tín: nhờ ông nhắc bà con đừng cho người lạ mượn tài khoản ngân hàng.",
    "Đang nộp dở hồ sơ xin cấp lại sổ đỏ thì rớt mạng, lưu nháp rồi, tối mai làm nốt.",
    "Bé gái 9 tuổi xem điện thoại suốt ngày, mẹ hỏi cách hẹn giờ khoá và chặn trò chơi.",
    "Nhà này kinh doanh xay xát, in sẵn tấm mã nhận tiền dán ở cửa nhưng ít khách chịu quét.",
    "Đã cài ứng dụng thuế hộ khoán, chị chưa hiểu mục kê khai quý, nhờ cán bộ thuế gọi lại giúp.",
    "Anh Páo nói tiếng Mông là chính, nhờ em trai dịch từng câu, lần sau mang tờ có hình vẽ.",
    "Bác gái vừa mổ nên không hỏi dài. Gửi lại tờ rơi chữ to, khi nào khoẻ bác nhắn.",
    "Nhờ đổi ảnh đại diện, bỏ công khai số điện thoại trên trang cá nhân vì hay bị gọi mời vay nợ.",
    "Chưa có thẻ ngân hàng; quỹ tín dụng ở chợ phiên mở được, hẹn đi cùng sáng chủ nhật.",
    "Dùng chung một máy với hàng xóm nên ngại đăng nhập. Khuyên thoát tài khoản sau mỗi lần dùng.",
    "Cả nhà tập gửi định vị cho nhau, thích lắm, bảo để lúc đi rừng khỏi lạc.",
    "Thầy cúng trong bản, bận lễ, chỉ cho gặp mười phút ngoài sân. Sẽ quay lại sau rằm.",
    "Kiểm tra lương hưu trên VssID thấy chậm hai tháng, báo anh Sơn bên bảo hiểm xem hộ.",
    "Em trai khuyết tật vận động, gõ bằng một ngón nhưng nhớ rất lâu, nên kèm riêng.",
    "mang máy đi sửa chưa lấy, dùng tạm máy của tổ để học bài lừa đảo + tra giá ngô",
    "Vườn cam sắp thu, lập trang bán hàng, đã đăng ba tấm hình kèm giá và số gọi.",
    "Ông nội lo máy nghe lén, giải thích về quyền truy cập micro rồi tắt cho yên tâm.",
    "Tin nhắn báo trúng thưởng xe SH gửi tới cả hai mẹ con, chỉ cách chặn và báo về 156.",
    "Đèn modem đỏ ba hôm nay, gọi tổng đài hẹn chiều thứ năm cử người lên xem đường dây.",
    "Chị dâu làm ở trạm y tế đã biết hết, sẵn lòng đứng lớp một buổi cho nhóm phụ nữ.",
    "Nghe nói được hỗ trợ tiền mua máy cho hộ nghèo, hỏi thủ tục. Chưa rõ, sẽ hỏi lại ủy ban.",
)
FEEDBACK = (
    "Đề nghị dựng thêm trạm phát sóng phía đồi Khau Mạ, mùa mưa hay mất liên lạc.",
    "Trang nộp hồ sơ bắt chụp đi chụp lại giấy tờ, bà con nản, mong có người trực ở bộ phận một cửa.",
    "Xin mở lớp buổi tối vì ban ngày ai cũng bận thu hoạch.",
    "Cước dữ liệu đắt quá, mong có gói rẻ cho người già.",
)
PROCEDURES = (
    "Đăng ký khai sinh kết hợp nhập hộ khẩu",
    "Xin xác nhận tình trạng hôn nhân",
    "Đổi giấy phép lái xe",
    "Cấp lại thẻ bảo hiểm y tế",
)
WITNESSES = ("Vàng Thị Chở", "Đàm Quốc Khánh", "Sầm Văn Tuyến", "Lục Thị Hoà")
