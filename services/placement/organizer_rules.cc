#include "services/placement/organizer_rules.h"

#include <algorithm>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "reference/credit_code.h"
#include "services/runtime/limits.h"

namespace laowu::placement {
namespace {

namespace limits = runtime::limits;

constexpr int kLicencesMost = 20;
constexpr int kLicenceNumberChars = 64;

void CheckLicence(const v1::Organizer::Licence& licence, const std::string& at,
                  runtime::FieldChecks& checks) {
  checks.RequiredText(at + ".number", licence.number(), kLicenceNumberChars);
  checks.Date(at + ".start_date", licence.start_date());
  if (!licence.has_end_date()) return;
  checks.Date(at + ".end_date", licence.end_date());
  const auto start = runtime::ToCivilDay(licence.start_date());
  const auto end = runtime::ToCivilDay(licence.end_date());
  if (start.has_value() && end.has_value() && *end <= *start) {
    checks.Violate(at + ".end_date", "must be later than start_date");
  }
}

}  // namespace

void CheckOrganizer(const v1::Organizer& organizer, absl::string_view path,
                    runtime::FieldChecks& checks) {
  const std::string at(path);
  checks.RequiredText(at + ".display_name", organizer.display_name(), limits::kTextChars);
  if (organizer.kind() == v1::Organizer::KIND_UNSPECIFIED ||
      !v1::Organizer::Kind_IsValid(organizer.kind())) {
    checks.Violate(at + ".kind", "is required");
  }
  if (!organizer.credit_code().empty() &&
      !reference::IsCreditCode(reference::NormaliseCreditCode(organizer.credit_code()))) {
    checks.Violate(at + ".credit_code",
                   "must be a GB 32100 code that its check character fits, or empty");
  }
  checks.DivisionCode(at + ".division_code", organizer.division_code());
  if (organizer.has_register_date()) {
    checks.Date(at + ".register_date", organizer.register_date());
  }
  checks.CountMost(at + ".licences", organizer.licences_size(), kLicencesMost);
  for (int i = 0; i < std::min(organizer.licences_size(), kLicencesMost); ++i) {
    CheckLicence(organizer.licences(i), absl::StrCat(at, ".licences[", i, "]"), checks);
  }
}

v1::Organizer Normalised(const v1::Organizer& sent) {
  v1::Organizer out = sent;
  out.clear_name();
  out.clear_recorded_by();
  out.clear_record_time();
  out.clear_etag();
  out.set_display_name(std::string(absl::StripAsciiWhitespace(sent.display_name())));
  out.set_credit_code(reference::NormaliseCreditCode(sent.credit_code()));
  return out;
}

bool SameOrganizer(const v1::Organizer& a, const v1::Organizer& b) {
  return google::protobuf::util::MessageDifferencer::Equals(Normalised(a), Normalised(b));
}

void Fold(const v1::Organizer& fact, v1::Organizer& organizer) { organizer.MergeFrom(fact); }

}  // namespace laowu::placement
