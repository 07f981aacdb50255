// The tour of Pages stands here.
