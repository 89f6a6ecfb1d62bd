#include "reference/policy.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "reference/embedded.h"
#include "reference/table.h"

namespace laowu::reference {
namespace {

// By Channel.
constexpr std::array<absl::string_view, kChannelCount> kChannelNames = {
    "UNSPECIFIED", "PUBLIC_SERVICE", "COOPERATION_STATION", "LABOUR_COMPANY", "COOPERATIVE",
    "BROKER",      "TRAINING",       "DIRECT_HIRE",         "SELF",           "RELATIVES",
    "APP",         "UNKNOWN",
};

using Row = std::vector<absl::string_view>;

absl::Status Wrong(absl::string_view version, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat("policy ", version, ": ", what));
}

absl::StatusOr<Policy> ParsePolicy(const Row& row) {
  Policy policy{};
  policy.version = row[0];
  policy.divisions_edition = row[2];
  const absl::StatusOr<absl::CivilDay> effective_from = ParseDay(row[1]);
  if (!effective_from.ok()) return effective_from.status();
  policy.effective_from = *effective_from;
  if (row[4] != "SPELL" && row[4] != "JOB") return Wrong(row[0], "carry is neither SPELL nor JOB");
  policy.carry = row[4] == "JOB" ? Carry::kJob : Carry::kSpell;
  const std::array<std::pair<std::size_t, int*>, 5> numbers = {{
      {3, &policy.rules_version},
      {5, &policy.target_percent},
      {6, &policy.provisional_below_coverage_percent},
      {7, &policy.min_evidence_broad},
      {8, &policy.min_evidence_strict},
  }};
  for (const auto& [column, number] : numbers) {
    const absl::StatusOr<int> value = ParseCount(row[column]);
    if (!value.ok()) return value.status();
    *number = *value;
  }
  const absl::StatusOr<bool> duty = ParseYesNo(row[9]);
  if (!duty.ok()) return duty.status();
  policy.statutory_duty_suffices = *duty;
  if (policy.target_percent > 100 || policy.provisional_below_coverage_percent > 100 ||
      policy.min_evidence_broad > policy.min_evidence_strict || policy.min_evidence_strict > 5 ||
      policy.rules_version < 1) {
    return Wrong(row[0], "a figure is out of range");
  }
  return policy;
}

absl::StatusOr<ChannelRule> ParseRule(const Row& row) {
  ChannelRule rule;
  const std::array<std::pair<std::size_t, bool*>, 4> flags = {{
      {2, &rule.counts_as_broad},
      {3, &rule.counts_as_strict},
      {4, &rule.needs_registered_organizer},
      {5, &rule.needs_licence_in_force},
  }};
  for (const auto& [column, flag] : flags) {
    const absl::StatusOr<bool> value = ParseYesNo(row[column]);
    if (!value.ok()) return value.status();
    *flag = *value;
  }
  if (rule.counts_as_strict && !rule.counts_as_broad) {
    return Wrong(row[0], absl::StrCat(row[1], " counts as strict but not as broad"));
  }
  if (rule.needs_licence_in_force && !rule.needs_registered_organizer) {
    return Wrong(row[0], absl::StrCat(row[1], " needs a licence but no registered organiser"));
  }
  return rule;
}

// The rows of one policy must name every channel once, in the order of Channel.
absl::Status ReadChannels(const std::vector<Row>& rows, Policy& policy) {
  std::size_t next = 0;
  for (const Row& row : rows) {
    if (row[0] != policy.version) continue;
    if (next >= kChannelNames.size() || row[1] != kChannelNames[next]) {
      return Wrong(policy.version, absl::StrCat("channel ", row[1], " is unknown or out of order"));
    }
    absl::StatusOr<ChannelRule> rule = ParseRule(row);
    if (!rule.ok()) return rule.status();
    policy.channels[next++] = *rule;
  }
  if (next != kChannelNames.size()) return Wrong(policy.version, "not every channel has a row");
  return absl::OkStatus();
}

}  // namespace

const Policies& Policies::Get() {
  static const Policies* const policies =
      new Policies(ValueOrDie(Parse(embedded::kPoliciesTable, embedded::kPolicyChannelsTable)));
  return *policies;
}

absl::StatusOr<Policies> Policies::Parse(absl::string_view policies, absl::string_view channels) {
  const absl::StatusOr<Table> policy_table =
      ParseTable("policies", policies,
                 {"version", "effective_from", "divisions_edition", "rules_version", "carry",
                  "target_percent", "provisional_below_coverage_percent", "min_evidence_broad",
                  "min_evidence_strict", "statutory_duty_suffices"});
  if (!policy_table.ok()) return policy_table.status();
  const absl::StatusOr<Table> channel_table =
      ParseTable("channels", channels,
                 {"policy", "channel", "counts_as_broad", "counts_as_strict",
                  "needs_registered_organizer", "needs_licence_in_force"});
  if (!channel_table.ok()) return channel_table.status();
  Policies result;
  for (const Row& row : policy_table->rows) {
    absl::StatusOr<Policy> policy = ParsePolicy(row);
    if (!policy.ok()) return policy.status();
    const absl::Status status = ReadChannels(channel_table->rows, *policy);
    if (!status.ok()) return status;
    if (!result.all_.empty() && policy->effective_from <= result.all_.back().effective_from) {
      return Wrong(policy->version, "not later than the policy before it");
    }
    if (result.Find(policy->version) != nullptr) return Wrong(policy->version, "twice");
    result.all_.push_back(*policy);
  }
  if (result.all_.empty()) return absl::InvalidArgumentError("policies: none");
  if (channel_table->rows.size() != kChannelNames.size() * result.all_.size()) {
    return absl::InvalidArgumentError("channels: rows of a policy that there is not");
  }
  return result;
}

const Policy* Policies::Find(absl::string_view version) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [version](const Policy& policy) {
    return policy.version == version;
  });
  return found == all_.end() ? nullptr : &*found;
}

const Policy& Policies::Newest() const { return all_.back(); }

}  // namespace laowu::reference
