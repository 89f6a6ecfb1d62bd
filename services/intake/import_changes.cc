#include "services/intake/import_changes.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/runtime/digest.h"

namespace laowu::intake_role {
namespace {

bool DiffersIn(const google::protobuf::Message& a, const google::protobuf::Message& b,
               const google::protobuf::FieldDescriptor* field) {
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

}  // namespace

std::string StateDigest(const v1::Vacancy& vacancy) {
  v1::Vacancy said = vacancy;
  if (said.state() == v1::Vacancy::EXPIRED) said.set_state(v1::Vacancy::OPEN);
  said.clear_duplicate_group();
  said.clear_incomplete_fields();
  said.clear_create_time();
  said.clear_update_time();
  said.clear_etag();
  return absl::BytesToHexString(runtime::Sha256(runtime::DeterministicBytes(said)).substr(0, 16));
}

std::vector<std::string> ChangedFields(const v1::Vacancy& before, const v1::Vacancy& after) {
  static const auto* outputs = new std::set<std::string>{"name",
                                                         "state",
                                                         "employer",
                                                         "inferred_fields",
                                                         "incomplete_fields",
                                                         "recorded_by",
                                                         "create_time",
                                                         "update_time",
                                                         "etag",
                                                         "duplicate_group"};
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

std::vector<std::string> ChangedFields(const v1::Worker& before, const v1::Worker& after) {
  static const auto* outputs = new std::set<std::string>{
      "name",        "inferred_fields", "death_date",  "merged_into", "erase_time",
      "recorded_by", "create_time",     "update_time", "etag",        "personal_details"};
  auto out = Differing(before, after, *outputs);
  for (const std::string& part :
       Differing(before.personal_details(), after.personal_details(), {})) {
    out.push_back(absl::StrCat("personal_details.", part));
  }
  return out;
}

}  // namespace laowu::intake_role
