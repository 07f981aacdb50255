// The tour of Documents stands here.
