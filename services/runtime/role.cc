#include "services/runtime/role.h"

#include "absl/strings/str_cat.h"
#include "storage/open_store.h"
#include "storage/status_macros.h"

namespace laowu::runtime {

absl::StatusOr<std::unique_ptr<OwnedStore>> OwnedStore::Open(const Environment& environment,
                                                             absl::string_view role) {
  const std::string& data = environment.config->data;
  const std::string target =
      data == kMemoryData ? "memory:" : absl::StrCat("rocksdb:", data, "/", role);
  auto owned = std::make_unique<OwnedStore>();
  storage::OpenOptions options;
  options.clock = environment.clock;
  LAOWU_ASSIGN_OR_RETURN(owned->store, storage::OpenStore(target, options));
  owned->hub = std::make_unique<FeedHub>(owned->store.get());
  owned->hub->Start();
  owned->sealer = std::make_unique<AuditSealer>(owned->store.get(), role, environment.clock);
  if (environment.stores != nullptr) environment.stores->Add(role, owned->store.get());
  return owned;
}

}  // namespace laowu::runtime
