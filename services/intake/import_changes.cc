#include "services/intake/import_changes.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/runtime/digest.h"
#include "services/runtime/household_ids.h"
#include "services/runtime/legal_basis.h"
#include "services/runtime/output_fields.h"

namespace laowu::intake_role {
namespace {

constexpr char kDetails[] = "personal_details.";

bool DiffersIn(const google::protobuf::Message& a, const google::protobuf::Message& b,
               const google::protobuf::FieldDescriptor* field) {
  // Of fields that are named the differencer compares values alone, and "no" is not "not said".
  if (field->has_presence() &&
      a.GetReflection()->HasField(a, field) != b.GetReflection()->HasField(b, field)) {
    return true;
  }
  google::protobuf::util::MessageDifferencer differencer;
  std::vector<const google::protobuf::FieldDescriptor*> only = {field};
  return !differencer.CompareWithFields(a, b, only, only);
}

std::vector<std::string> Differing(const google::protobuf::Message& a,
                                   const google::protobuf::Message& b,
                                   const std::set<std::string>& outputs) {
  std::vector<std::string> out;
  for (int i = 0; i < a.GetDescriptor()->field_count(); ++i) {
    const auto* field = a.GetDescriptor()->field(i);
    if (!outputs.contains(field->name()) && DiffersIn(a, b, field)) out.push_back(field->name());
  }
  return out;
}

// Name, etag, what only the server sets, and one that is compared apart.
std::set<std::string> OutputsAnd(absl::Span<const absl::string_view> outputs, const char* apart) {
  std::set<std::string> names(outputs.begin(), outputs.end());
  names.insert({"name", "etag", apart});
  return names;
}

// Whether a field of the record says something.
bool IsSet(const v1::Worker& worker, const std::string& name) {
  const auto* field = v1::Worker::descriptor()->FindFieldByName(name);
  const auto* reflection = v1::Worker::GetReflection();
  return field->is_repeated() ? reflection->FieldSize(worker, field) > 0
                              : reflection->HasField(worker, field);
}

// A column for one group alone adds it; who leaves a group is told by a column for all of them.
void SetGroups(const v1::Worker& before, bool has_all, v1::Worker& row) {
  std::set<int> groups(row.policy_groups().begin(), row.policy_groups().end());
  if (!has_all) groups.insert(before.policy_groups().begin(), before.policy_groups().end());
  row.clear_policy_groups();
  for (const int group : groups) row.add_policy_groups(static_cast<v1::PolicyGroup>(group));
}

}  // namespace

std::string StateDigest(const v1::Vacancy& vacancy) {
  v1::Vacancy said = vacancy;
  if (said.state() == v1::Vacancy::EXPIRED) said.set_state(v1::Vacancy::OPEN);
  said.clear_duplicate_group();
  said.clear_incomplete_fields();
  said.clear_create_time();
  said.clear_update_time();
  said.clear_etag();
  said.clear_warnings();  // of the answer alone
  return absl::BytesToHexString(runtime::Sha256(runtime::DeterministicBytes(said)).substr(0, 16));
}

std::vector<std::string> ChangedFields(const v1::Vacancy& before, const v1::Vacancy& after) {
  static const auto* outputs =
      new std::set<std::string>(OutputsAnd(runtime::kVacancyOutputs, "employer"));
  auto out = Differing(before, after, *outputs);
  // Without a code the employer's name tells the employer.
  const auto has_code = [](const v1::Vacancy& vacancy) {
    return !vacancy.employer().empty() && !absl::StartsWith(vacancy.employer(), "employers/n-");
  };
  if (before.employer() != after.employer() && (has_code(before) || has_code(after))) {
    out.emplace_back("employer");
  }
  return out;
}

std::vector<std::string> FieldsReadOtherwise(const v1::Vacancy& before, const v1::Vacancy& after) {
  const auto* field = v1::Vacancy::descriptor()->FindFieldByName("inferred_fields");
  if (!DiffersIn(before, after, field)) return {};
  std::set<std::string> names;
  for (const v1::Vacancy* vacancy : {&before, &after}) {
    for (const auto& inferred : vacancy->inferred_fields()) {
      const std::string& path = inferred.field_path();
      names.insert(path.substr(0, path.find_first_of(".[")));
    }
  }
  std::vector<std::string> out;
  for (int i = 0; i < v1::Vacancy::descriptor()->field_count(); ++i) {
    const std::string& name = v1::Vacancy::descriptor()->field(i)->name();
    const auto& outputs = runtime::kVacancyOutputs;
    const bool is_output = std::find(std::begin(outputs), std::end(outputs),
                                     absl::string_view(name)) != std::end(outputs);
    if (names.contains(name) && !is_output) out.push_back(name);
  }
  return out;
}

std::vector<std::string> ChangedFields(const v1::Worker& before, const v1::Worker& after) {
  static const auto* outputs =
      new std::set<std::string>(OutputsAnd(runtime::kWorkerOutputs, "personal_details"));
  auto out = Differing(before, after, *outputs);
  for (const std::string& part :
       Differing(before.personal_details(), after.personal_details(), {})) {
    out.push_back(absl::StrCat(kDetails, part));
  }
  return out;
}

bool RuralByRow(const v1::Worker& before, const v1::Worker& row,
                const std::vector<std::string>& columns) {
  if (row.has_rural()) return row.rural();
  return before.rural() || std::find(columns.begin(), columns.end(), "rural") != columns.end();
}

std::vector<std::string> ChangedByRow(const runtime::Keys& keys, const v1::Worker& before,
                                      v1::Worker row, const std::vector<std::string>& columns) {
  const auto has_column = [&](const std::string& field) {
    return std::find(columns.begin(), columns.end(), field) != columns.end();
  };
  row.set_rural(RuralByRow(before, row, columns));
  if (row.state() == v1::Worker::STATE_UNSPECIFIED) row.set_state(before.state());
  if (row.source_reference().empty()) row.set_source_reference(before.source_reference());
  if (runtime::KeepsLegalBasis(row, before)) {
    row.clear_legal_basis();
    if (before.has_legal_basis()) *row.mutable_legal_basis() = before.legal_basis();
  }
  const std::string& division_code =
      row.division_code().empty() ? before.division_code() : row.division_code();
  if (runtime::IsHouseholdOfNumber(keys, before.household(), division_code, row.household())) {
    row.set_household(before.household());
  }
  for (auto& skill : *row.mutable_skills()) skill.set_level(std::max(1, skill.level()));
  SetGroups(before, has_column("policy_groups"), row);
  auto& details = *row.mutable_personal_details();
  const v1::Worker::PersonalDetails said = details;
  details = before.personal_details();
  details.MergeFrom(said);  // of texts, those that are not empty
  std::vector<std::string> changed;
  for (std::string& field : ChangedFields(before, row)) {
    const bool of_details = absl::StartsWith(field, kDetails);
    if (of_details || has_column(field) || IsSet(row, field)) changed.push_back(std::move(field));
  }
  return changed;
}

}  // namespace laowu::intake_role
