#ifndef LAOWU_REFERENCE_POLICY_H_
#define LAOWU_REFERENCE_POLICY_H_

// Policies of the organised outbound ratio, versioned (ratio.md, "Channels and evidence"). A policy
// version names its channel table, its divisions edition and its rules version; a published version
// never changes, a mended one is a new version. Compiled in from data/policy. Thread-safe: constant
// after the first call of Get().

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::reference {

// Numbers are those of laowu.v1.Channel and stand on disk.
enum class Channel : std::uint8_t {
  kUnspecified = 0,
  kPublicService = 1,
  kCooperationStation = 2,
  kLabourCompany = 3,
  kCooperative = 4,
  kBroker = 5,
  kTraining = 6,
  kDirectHire = 7,
  kSelf = 8,
  kRelatives = 9,
  kApp = 10,
  kUnknown = 11,
};
inline constexpr int kChannelCount = 12;

struct ChannelRule {
  bool counts_as_broad = false;  // organised in "as reported" and "broad"
  bool counts_as_strict = false;
  bool needs_registered_organizer = false;
  bool needs_licence_in_force = false;
};

enum class Carry : std::uint8_t { kSpell = 1, kJob = 2 };  // ratio.md rule 4

struct Policy {
  absl::string_view version;  // "2026-1"
  absl::string_view divisions_edition;
  int rules_version;
  std::array<ChannelRule, kChannelCount> channels;  // by Channel
  Carry carry;
  int target_percent;                      // 70
  int provisional_below_coverage_percent;  // 95
  int min_evidence_broad;                  // grade 2
  int min_evidence_strict;                 // grade 4
  bool statutory_duty_suffices;            // matching.md, WORKER_NOT_VISIBLE
  absl::CivilDay effective_from;

  const ChannelRule& rule(Channel channel) const {
    return channels[static_cast<std::size_t>(channel)];
  }
};

class Policies {
 public:
  static const Policies& Get();

  // From the tables policies.csv and channels.csv of data/policy. INVALID_ARGUMENT if they are out
  // of form, a policy does not name every channel once, or a channel counts as strict but not as
  // broad. The texts must outlive the result. Get() uses it on the embedded tables.
  static absl::StatusOr<Policies> Parse(absl::string_view policies, absl::string_view channels);

  const Policy* Find(absl::string_view version) const;     // nullptr if there is none
  const Policy& Newest() const;                            // the one with the latest effective_from
  const std::vector<Policy>& all() const { return all_; }  // in order of effective_from

 private:
  Policies() = default;
  std::vector<Policy> all_;
};

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_POLICY_H_
