#ifndef LAOWU_SERVICES_WORKER_HOUSEHOLD_RECORDS_H_
#define LAOWU_SERVICES_WORKER_HOUSEHOLD_RECORDS_H_

// Households: who lives together. A household is there as long as it has a member; who they are
// stands in an index beside it, and each change of it writes the household's record, so that its
// version counts its members. It is registered where one of them is, and follows its members once
// none of them is registered there any more. Keys, stored form, indexes.

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/keys.h"
#include "services/runtime/stored_record.h"
#include "storage/store.h"

namespace laowu::worker {

inline constexpr int kHouseholdMembersMost = 50;

using LoadedHousehold = runtime::Loaded<internal::v1::StoredHousehold>;

std::string HouseholdName(absl::string_view household_id);

// No value: there is none.
absl::StatusOr<std::optional<LoadedHousehold>> LoadHousehold(const storage::Reader& reader,
                                                             absl::string_view household_id);
// Ids of its members, in order.
absl::StatusOr<std::vector<std::string>> LoadMembers(const storage::Reader& reader,
                                                     absl::string_view household_id);
// As the API shows it, with those of `member_ids`.
v1::Household ToHousehold(absl::string_view household_id, const LoadedHousehold& loaded,
                          const std::vector<std::string>& member_ids);

// Who comes and goes in one batch, in order: knows what the batch does already to a household, so
// that rows of one family in one message count together.
class HouseholdChanges {
 public:
  // `reader` is what the batch is planned against. All outlive this.
  HouseholdChanges(const storage::Reader& reader, const runtime::Keys& keys,
                   const runtime::CallContext& call)
      : reader_(reader), keys_(keys), call_(call) {}

  // households/{household} of what a worker's record names: the name of one that is there and in
  // the caller's scope, or the bureau's own number. *refusal says why not, if it cannot be joined.
  absl::StatusOr<std::string> Resolve(const std::string& named, absl::string_view division_code,
                                      std::string* refusal);
  // Who is put back into the household of that name makes it again, if its last member has left it:
  // then Resolve takes the name.
  void AllowAgain(std::string name) { allowed_again_ = std::move(name); }

  // The worker, who was registered in `division_before` and now is in `division_code`, leaves the
  // household `before` (a name; empty: none) for `after`, which may be the same.
  absl::Status Move(absl::string_view worker_id, absl::string_view division_before,
                    absl::string_view division_code, const std::string& before,
                    const std::string& after, storage::Batch& batch);

 private:
  struct Household {
    std::optional<LoadedHousehold> loaded;
    // After what is planned.
    internal::v1::StoredHousehold stored;
    std::vector<std::string> members;  // ids
    bool there = false;
    bool touched = false;  // by this batch
    const std::string& division_code() const { return stored.household().division_code(); }
  };
  absl::StatusOr<Household*> Find(const std::string& id);
  void Join(const std::string& id, absl::string_view worker_id, absl::string_view division_code,
            Household& household, storage::Batch& batch);
  void Leave(const std::string& id, absl::string_view worker_id, Household& household,
             storage::Batch& batch);
  // Registers it where its first member is, unless one is registered where it is.
  absl::Status Settle(const std::string& id, Household& household, storage::Batch& batch);
  // The first touch requires the version.
  void Touch(const std::string& id, Household& household, storage::Batch& batch);
  void Write(const std::string& id, Household& household, storage::Batch& batch);
  // As planned so far; empty: there is no such worker.
  absl::StatusOr<std::string> RegistrationOf(const std::string& worker_id) const;

  const storage::Reader& reader_;
  const runtime::Keys& keys_;
  const runtime::CallContext& call_;
  std::string allowed_again_;
  absl::flat_hash_map<std::string, Household> households_;
  absl::flat_hash_map<std::string, std::string> registrations_;  // of who came, left or moved
};

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_HOUSEHOLD_RECORDS_H_
