#include "services/worker/personal_details.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "reference/invisible.h"
#include "reference/person_names.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/digest.h"
#include "services/runtime/limits.h"
#include "services/runtime/masked_text.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

constexpr size_t kCountyDigits = 6;

}  // namespace

std::string SealDetails(const runtime::Keys& keys, const v1::Worker::PersonalDetails& details,
                        absl::string_view worker_name) {
  return keys.Encrypt(details.SerializeAsString(), worker_name);
}

absl::StatusOr<v1::Worker::PersonalDetails> OpenDetails(const runtime::Keys& keys,
                                                        absl::string_view envelope,
                                                        absl::string_view worker_name) {
  LAOWU_ASSIGN_OR_RETURN(const std::string plain, keys.Decrypt(envelope, worker_name));
  v1::Worker::PersonalDetails details;
  if (!details.ParseFromString(plain)) {
    return absl::DataLossError(absl::StrCat("details of ", worker_name, " cannot be read"));
  }
  return details;
}

v1::Worker::PersonalDetails Masked(v1::Worker::PersonalDetails details) {
  details.set_identity_number(runtime::MaskedIdentityNumber(details.identity_number()));
  return details;
}

void WarnOfOtherNumber(absl::string_view worker_name, absl::string_view before,
                       absl::string_view after,
                       google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  // Two digits that were swapped, or mistyped, and the check character that follows from them.
  constexpr size_t kSlipMost = 4;
  if (before.empty() || after.empty()) return;
  size_t differing = std::max(before.size(), after.size()) - std::min(before.size(), after.size());
  for (size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
    if (before[i] != after[i]) ++differing;
  }
  if (differing <= kSlipMost) return;
  runtime::AddWarning(
      "NUMBER_REPLACED", "personal_details.identity_number",
      absl::StrCat("身份证号已改为差别很大的号码（", differing,
                   " 位不同）：如是另一人的号码，请改回；"
                   "原号码不再指向 ",
                   worker_name,
                   "，名册里再用原号码会另建一人 / the identity number was replaced by one that "
                   "differs in ",
                   differing,
                   " places: if it is another person's, put the old one back. The old one finds ",
                   worker_name, " no more, and a row that bears it makes a second record"),
      warnings)
      ->add_related_names(std::string(worker_name));
}

void CheckDetailsStay(const v1::Worker::PersonalDetails& before,
                      const v1::Worker::PersonalDetails& after, runtime::FieldChecks& checks) {
  if (!before.identity_number().empty() && after.identity_number().empty()) {
    checks.Violate(
        "worker.personal_details.identity_number",
        "身份证号只能改正，不能去掉：写上正确的号码，或在 updateMask 里只写要改的栏，如 "
        "personal_details.phone_number / is replaced and not removed: without it the same person "
        "could be registered, and count, twice. Give the right number, or name in the update_mask "
        "only what changes, such as personal_details.phone_number");
  }
  if (!before.display_name().empty() && after.display_name().empty()) {
    checks.Violate(
        "worker.personal_details.display_name",
        "姓名只能改正，不能去掉：写上正确的姓名，或在 updateMask 里不列此栏 / is replaced "
        "and not removed: give the right name, or leave it out of the update_mask");
  }
}

void CheckNamed(const v1::Worker::PersonalDetails& details, absl::string_view path,
                runtime::FieldChecks& checks) {
  if (!absl::StripAsciiWhitespace(details.display_name()).empty()) return;
  checks.Violate(absl::StrCat(path, ".display_name"), "请填写姓名 / is required");
}

void CheckName(const v1::Worker::PersonalDetails& details, absl::string_view path,
               runtime::FieldChecks& checks) {
  const std::string& name = details.display_name();
  const std::string field = absl::StrCat(path, ".display_name");
  // Nobody is told to leave out the name.
  if (absl::StripAsciiWhitespace(name).empty()) {
    checks.Text(field, name, runtime::limits::kNameChars);
  } else {
    checks.RequiredText(field, name, runtime::limits::kNameChars);
  }
  if (IsMasked(name)) return checks.Violate(field, kMaskedDetail);
  if (!reference::SaysNothing(name) && reference::IsNoPersonName(name)) {
    checks.Violate(field, reference::kNoPersonName);
  }
}

std::vector<std::string> FieldsOf(const v1::Worker::PersonalDetails& details) {
  std::vector<std::string> fields;
  if (!details.display_name().empty()) fields.push_back("display_name");
  if (!details.phone_number().empty()) fields.push_back("phone_number");
  if (!details.identity_number().empty()) fields.push_back("identity_number");
  return fields;
}

v1::Worker::PersonalDetails MaskedBriefly(v1::Worker::PersonalDetails details) {
  details.set_display_name(runtime::MaskedName(details.display_name()));
  details.set_phone_number(runtime::MaskedPhoneNumber(details.phone_number()));
  return Masked(std::move(details));
}

bool IsMasked(absl::string_view detail) {
  return absl::StrContains(detail, "*") || absl::StrContains(detail, "\uFF0A");
}

v1::Worker::PersonalDetails Unmasked(v1::Worker::PersonalDetails sent,
                                     const v1::Worker::PersonalDetails& stored) {
  const v1::Worker::PersonalDetails shown = MaskedBriefly(stored);
  const auto is_shown = [](const std::string& said, const std::string& mask) {
    return IsMasked(said) && said == mask;
  };
  if (is_shown(sent.display_name(), shown.display_name())) {
    sent.set_display_name(stored.display_name());
  }
  if (is_shown(sent.phone_number(), shown.phone_number())) {
    sent.set_phone_number(stored.phone_number());
  }
  if (is_shown(sent.identity_number(), shown.identity_number())) {
    sent.set_identity_number(stored.identity_number());
  }
  return sent;
}

std::vector<runtime::Keys::Digest> IdentityDigests(const runtime::Keys& keys,
                                                   absl::string_view number) {
  return keys.DigestsOf("identity", number);
}

std::vector<runtime::Keys::Digest> ReferenceDigests(const runtime::Keys& keys,
                                                    absl::string_view bureau,
                                                    absl::string_view reference) {
  return keys.DigestsOf("reference", absl::StrCat(bureau, "\n", reference));
}

std::string NameInCounty(absl::string_view display_name, absl::string_view division_code) {
  std::string name = absl::AsciiStrToLower(display_name);
  // Blanks, also the ideographic one, and the dots that stand in names for U+00B7.
  for (const char* blank : {" ", "\t", "\u3000", "\u00A0"}) {
    name = absl::StrReplaceAll(name, {{blank, ""}});
  }
  for (const char* dot : {"\u2022", "\u2027", "\u30FB", "\uFF65", "\u2219", "\u22C5", "."}) {
    name = absl::StrReplaceAll(name, {{dot, "\u00B7"}});
  }
  return name.empty() ? name : absl::StrCat(division_code.substr(0, kCountyDigits), "\n", name);
}

bool NamesFit(absl::string_view a, absl::string_view b) {
  const std::string one = NameInCounty(a, "");
  const std::string other = NameInCounty(b, "");
  return one.empty() || other.empty() || one == other;
}

bool FitsByNameOrPhone(const v1::Worker::PersonalDetails& a, const v1::Worker::PersonalDetails& b) {
  const bool same_phone = !a.phone_number().empty() && a.phone_number() == b.phone_number();
  return same_phone || NamesFit(a.display_name(), b.display_name());
}

std::vector<runtime::Keys::Digest> ContentDigests(const runtime::Keys& keys,
                                                  const v1::Worker& normalised) {
  return keys.DigestsOf("content", runtime::DeterministicBytes(normalised));
}

}  // namespace laowu::worker
