// The tour of Exact stands here.
