// The tour of Notes stands here.
