// The tour of Sealing stands here.
