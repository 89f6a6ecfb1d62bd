#ifndef LAOWU_STORAGE_MEMORY_STORE_H_
#define LAOWU_STORAGE_MEMORY_STORE_H_

#include <memory>

#include "storage/open_store.h"
#include "storage/store.h"

namespace laowu::storage {

// The contract in its simplest form, to read and to test against: a std::map, one commit at a time.
// Nothing is durable; a snapshot copies the whole map. All promises hold but those on durability,
// reopening and failed writes, which cannot occur.
std::unique_ptr<Store> NewMemoryStore(OpenOptions options = {});

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_MEMORY_STORE_H_
