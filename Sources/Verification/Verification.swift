// The tour of Verification stands here.
