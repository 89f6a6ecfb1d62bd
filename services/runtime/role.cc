#include "services/runtime/role.h"

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "services/runtime/log.h"
#include "storage/open_store.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

// A folder put in another's place would answer as an empty store. One look a table.
absl::Status CheckOwner(const storage::Store& store, absl::string_view target,
                        absl::string_view role) {
  for (const storage::TableDefinition& table : storage::kTables) {
    if (table.owner == role || table.owner == "every") continue;
    LAOWU_ASSIGN_OR_RETURN(const auto records, store.Scan(table.table, storage::KeyRange{}, 1));
    if (records.empty()) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        target, " holds ", table.name, ", which are the role ", table.owner, "'s and not ", role,
        "'s: the folders of two roles have changed places. Put each where it belongs "
        "(DATA/ROLE). 数据目录放错了位置，请把每个目录放回 DATA/角色名"));
  }
  return absl::OkStatus();
}

// Less is how clocks are kept right.
constexpr absl::Duration kSetBackLeast = absl::Seconds(1);

// Record times never go back (storage/store.h), so those of a store that is ahead of the clock move
// by microseconds until it has caught up, and what is complete, and with it the figures of now,
// hardly moves.
void TellOfClockSetBack(storage::Store& store, absl::Time now, absl::string_view role) {
  const absl::Time recorded = store.CompleteThrough();
  if (recorded - now < kSetBackLeast) return;
  Log(LogLevel::kWarning,
      "the clock was set back: until it says what it said before, figures stand as they were then, "
      "and leave out what is recorded now "
      "时钟被往回拨：走到原来的时间以前，统计数字停在那一刻，不含"
      "新登记的",
      {{"role", std::string(role)},
       {"recorded_through", absl::FormatTime(absl::RFC3339_full, recorded, absl::UTCTimeZone())},
       {"behind", absl::FormatDuration(recorded - now)}});
}

}  // namespace

absl::StatusOr<std::unique_ptr<OwnedStore>> OwnedStore::Open(const Environment& environment,
                                                             absl::string_view role) {
  const std::string& data = environment.config->data;
  const std::string target =
      data == kMemoryData ? "memory:" : absl::StrCat("rocksdb:", data, "/", role);
  auto owned = std::make_unique<OwnedStore>();
  storage::OpenOptions options;
  options.clock = environment.clock;
  LAOWU_ASSIGN_OR_RETURN(owned->store, storage::OpenStore(target, options));
  LAOWU_RETURN_IF_ERROR(CheckOwner(*owned->store, target, role));
  TellOfClockSetBack(*owned->store, environment.clock(), role);
  owned->hub = std::make_unique<FeedHub>(owned->store.get());
  owned->hub->Start();
  owned->sealer = std::make_unique<AuditSealer>(owned->store.get(), role, environment.clock);
  if (environment.stores != nullptr) environment.stores->Add(role, owned->store.get());
  return owned;
}

}  // namespace laowu::runtime
