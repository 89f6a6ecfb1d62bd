#ifndef LAOWU_SERVICES_RUNTIME_AUDIT_CHAIN_H_
#define LAOWU_SERVICES_RUNTIME_AUDIT_CHAIN_H_

// The audit records of a store as a chain of links, so that none can be altered, removed or put in
// later without its showing:
//
//   hash of a record  SHA-256 over: sequence, record time in µs, length of its key (numbers as in
//                     keys, storage/key.h), key, value
//   hash of a link    SHA-256 over: hash of the link before (nothing in the first), then for each
//                     record of it, in order of sequence: sequence, hash of the record
//
// What it proves: nothing has been changed since a head was written down elsewhere. Who may write
// the files and knows this text can make a new chain, with another head; so heads are logged each
// day and printed by `laowu verify`, to be kept where he cannot reach.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/internal/v1/stored_audit.pb.h"
#include "storage/store.h"

namespace laowu::runtime {

inline constexpr int kAuditRecordsALink = 4'000;  // some 160 kB

struct SealedRecord {
  storage::Sequence sequence = 0;
  std::string hash;
};

std::string AuditRecordHash(const storage::Record& record);

// `records` ascending by sequence.
internal::v1::AuditLink MakeAuditLink(absl::string_view previous_hash,
                                      const std::vector<SealedRecord>& records);

// Seals what has been recorded since the last link, as links of at most kAuditRecordsALink records,
// each in a commit of its own; writes nothing where nothing was audited. Returns the head. One
// caller a store at a time (ABORTED otherwise); errors of the store.
absl::StatusOr<internal::v1::AuditHead> SealAudit(storage::Store& store, absl::Time now);

// Checks a chain against its records, which are shown to it, each once: first those of the table
// audit_chain, in order of their keys, then those of the table audit, in any order.
class AuditCheck {
 public:
  void Add(storage::Table table, const storage::Record& record);

  struct Facts {
    int64_t link_count = 0;
    int64_t sealed_count = 0;
    int64_t unsealed_count = 0;  // recorded after the last link
    internal::v1::AuditHead head;
  };
  // After the last record. DATA_LOSS says what does not fit, with sequences and times, and names no
  // person.
  absl::StatusOr<Facts> Finish() const;

 private:
  struct Expected {  // small: there is one for each audit record
    storage::Sequence sequence = 0;
    int64_t second = 0;  // of its link
    std::array<char, 32> hash{};
    bool seen = false;
  };
  void AddLink(const storage::Record& record);
  void AddAudit(const storage::Record& record);
  void Wrong(std::string what);

  Facts facts_;
  std::string last_hash_;
  int64_t last_second_ = 0;
  std::vector<Expected> expected_;  // ascending
  std::optional<std::string> first_wrong_;
  int64_t wrong_count_ = 0;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_AUDIT_CHAIN_H_
