// What Swift sees of libpq.
#include <libpq-fe.h>
