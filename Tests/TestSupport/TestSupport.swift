// The tour of TestSupport stands here.
