// The tour of Operations stands here.
