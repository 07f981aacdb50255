// The tour of Store stands here.
