// What a tool asks of the C library's allocator; Swift's module of the C library does not name it.
#ifndef DIDACT_CMEMORY_H
#define DIDACT_CMEMORY_H

// Has large stretches given back to the system as soon as they are freed.
void didact_memory_settle(void);
#endif
