// The tour of Canon stands here.
