#include "CMemory.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

// glibc raises its own thresholds with every large stretch that is freed: after one long record (16 MiB, of which
// several copies exist for a moment) it would keep 64 MiB for later, and the peak would be all of them together.
void didact_memory_settle(void) {
#if defined(__GLIBC__) && defined(M_MMAP_THRESHOLD)
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
#endif
}
