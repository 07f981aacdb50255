// The tour of Server stands here.
