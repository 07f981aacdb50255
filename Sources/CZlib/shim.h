#pragma once
#include <zlib.h>

// A macro, which Swift does not see. 15 is the largest window, 16 asks for the gzip form, 8 is zlib's own memory level.
static inline int czlib_gzip_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
