// The tour of Transparency stands here.
