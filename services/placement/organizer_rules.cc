#include "services/placement/organizer_rules.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "reference/credit_code.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/update_mask.h"

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
    checks.Violate(at + ".end_date", "must be later than start_date, or unset if no end is known");
  }
}

// That of the same number from the same day on; nullptr if there is none.
v1::Organizer::Licence* FindLicence(const v1::Organizer::Licence& licence,
                                    v1::Organizer& organizer) {
  for (auto& known : *organizer.mutable_licences()) {
    if (known.number() == licence.number() &&
        runtime::ToCivilDay(known.start_date()) == runtime::ToCivilDay(licence.start_date())) {
      return &known;
    }
  }
  return nullptr;
}

constexpr absl::string_view kOutputOnly[] = {"past_licences", "recorded_by", "update_time",
                                             "record_time"};

}  // namespace

void CheckOrganizer(const v1::Organizer& organizer, absl::string_view path,
                    runtime::FieldChecks& checks) {
  const std::string at(path);
  checks.RequiredText(at + ".display_name", organizer.display_name(), limits::kTextChars);
  if (organizer.kind() == v1::Organizer::KIND_UNSPECIFIED) {
    checks.Violate(at + ".kind", "is required: what it is, such as LABOUR_COMPANY");
  }
  checks.KnownEnum(at + ".kind", organizer.kind(), v1::Organizer::Kind_IsValid(organizer.kind()));
  if (!organizer.credit_code().empty() &&
      !reference::IsCreditCode(reference::NormaliseCreditCode(organizer.credit_code()))) {
    checks.Violate(at + ".credit_code",
                   "must be a GB 32100 code that its check character fits, or empty");
  }
  const size_t before = checks.violations().size();
  checks.DivisionCode(at + ".division_code", organizer.division_code());
  if (checks.violations().size() == before) {
    runtime::CheckStoredDivisionFilter(at + ".division_code", organizer.division_code(), checks);
  }
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
  out.clear_update_time();
  out.clear_past_licences();
  out.clear_etag();
  for (auto& licence : *out.mutable_licences()) {
    licence.clear_record_time();
    licence.clear_replace_time();
  }
  out.set_display_name(std::string(absl::StripAsciiWhitespace(sent.display_name())));
  out.set_credit_code(reference::NormaliseCreditCode(sent.credit_code()));
  return out;
}

bool SameOrganizer(const v1::Organizer& a, const v1::Organizer& b) {
  return google::protobuf::util::MessageDifferencer::Equals(Normalised(a), Normalised(b));
}

void Fold(const v1::Organizer& fact, const google::protobuf::Timestamp& record_time,
          v1::Organizer& organizer) {
  v1::Organizer rest = fact;
  rest.clear_licences();
  organizer.MergeFrom(rest);
  for (v1::Organizer::Licence licence : fact.licences()) {
    *licence.mutable_record_time() = record_time;
    v1::Organizer::Licence* const known = FindLicence(licence, organizer);
    if (known == nullptr) {
      *organizer.add_licences() = std::move(licence);
      continue;
    }
    *known->mutable_replace_time() = record_time;
    *organizer.add_past_licences() = *known;
    *known = std::move(licence);
  }
}

v1::Organizer ChangeOf(const v1::UpdateOrganizerRequest& request, const v1::Organizer& known,
                       runtime::FieldChecks& checks) {
  const v1::Organizer sent = Normalised(request.organizer());
  const v1::Organizer before = Normalised(known);
  v1::Organizer after = before;
  after.clear_licences();
  const auto paths =
      runtime::MergeMasked(request.update_mask(), sent, {kOutputOnly}, checks, &after);
  v1::Organizer change;
  const auto* descriptor = v1::Organizer::descriptor();
  const auto* reflection = after.GetReflection();
  for (const std::string& path : paths) {
    const auto* field = descriptor->FindFieldByName(path);
    if (field == nullptr || field->is_repeated()) continue;
    // Facts are added, so nothing can be taken away by silence.
    const bool cleared = reflection->HasField(before, field) && !reflection->HasField(after, field);
    if (cleared) checks.Violate("organizer." + path, "cannot be cleared; state what is true now");
  }
  v1::Organizer whole = after;
  for (const auto& licence : before.licences()) {
    if (FindLicence(licence, whole) == nullptr) *whole.add_licences() = licence;
  }
  CheckOrganizer(whole, "organizer", checks);
  if (!checks.ok()) return change;
  if (after.display_name() != before.display_name()) change.set_display_name(after.display_name());
  if (after.kind() != before.kind()) change.set_kind(after.kind());
  if (after.credit_code() != before.credit_code()) change.set_credit_code(after.credit_code());
  if (after.division_code() != before.division_code()) {
    change.set_division_code(after.division_code());
  }
  if (after.has_register_date() &&
      runtime::ToCivilDay(after.register_date()) != runtime::ToCivilDay(before.register_date())) {
    *change.mutable_register_date() = after.register_date();
  }
  v1::Organizer licences = before;
  for (const auto& licence : after.licences()) {
    const auto* const same = FindLicence(licence, licences);
    const bool ends_as_known = same != nullptr && runtime::ToCivilDay(same->end_date()) ==
                                                      runtime::ToCivilDay(licence.end_date());
    if (!ends_as_known) *change.add_licences() = licence;
  }
  return change;
}

bool ChangesNothing(const v1::Organizer& change) { return change.ByteSizeLong() == 0; }

}  // namespace laowu::placement
