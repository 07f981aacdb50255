// The tour of Tendering stands here.
