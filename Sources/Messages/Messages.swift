// The tour of Messages stands here.
