// The tour of Postgres stands here.
