#include "storage/open_store.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "storage/memory_store.h"
#include "storage/rocksdb_store.h"

namespace laowu::storage {

absl::StatusOr<std::unique_ptr<Store>> OpenStore(absl::string_view target, OpenOptions options) {
  absl::string_view path = target;
  if (absl::ConsumePrefix(&path, "rocksdb:") && !path.empty()) {
    return OpenRocksDbStore(std::string(path), std::move(options));
  }
  if (target == "memory:") return NewMemoryStore(std::move(options));
  return absl::InvalidArgumentError(
      absl::StrCat("\"", target,
                   "\" names no store: write rocksdb:PATH with a folder, or memory: 须写成 "
                   "rocksdb:目录 或 memory:"));
}

}  // namespace laowu::storage
