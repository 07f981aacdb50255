// The tour of Trusteeship stands here.
