#include "services/placement/organizer_rules.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/util/message_differencer.h"
#include "reference/credit_code.h"
#include "reference/policy.h"
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
    checks.Violate(at + ".end_date",
                   "应晚于开始日期，不知道就不填 / must be later than start_date, or unset if no "
                   "end is known");
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

void CheckLicences(const v1::Organizer& organizer, const std::string& path,
                   runtime::FieldChecks& checks) {
  checks.CountMost(path, organizer.licences_size(), kLicencesMost);
  std::set<std::pair<std::string, absl::CivilDay>> seen;
  for (int i = 0; i < std::min(organizer.licences_size(), kLicencesMost); ++i) {
    const auto& licence = organizer.licences(i);
    const std::string at = absl::StrCat(path, "[", i, "]");
    CheckLicence(licence, at, checks);
    const auto start = runtime::ToCivilDay(licence.start_date());
    if (start.has_value() && !seen.insert({licence.number(), *start}).second) {
      checks.Violate(at + ".number", "同一证照写了两次 / is named twice with one start_date");
    }
  }
}

// All but the division.
void CheckOwnFields(const v1::Organizer& organizer, const std::string& at, absl::CivilDay today,
                    runtime::FieldChecks& checks) {
  checks.RequiredText(at + ".display_name", organizer.display_name(), limits::kTextChars);
  if (organizer.kind() == v1::Organizer::KIND_UNSPECIFIED) {
    checks.Violate(at + ".kind", "请选填类型 / is required: what it is, such as LABOUR_COMPANY");
  }
  checks.KnownEnum(at + ".kind", organizer.kind(), v1::Organizer::Kind_IsValid(organizer.kind()));
  if (!organizer.credit_code().empty() &&
      !reference::IsCreditCode(reference::NormaliseCreditCode(organizer.credit_code()))) {
    checks.Violate(at + ".credit_code",
                   "应为校验无误的 18 位统一社会信用代码，或不填 / must be a GB 32100 code that "
                   "its check character fits, or empty");
  }
  if (organizer.has_register_date()) {
    checks.Date(at + ".register_date", organizer.register_date());
    const auto registered = runtime::ToCivilDay(organizer.register_date());
    if (registered.has_value() && *registered > today) {
      checks.Violate(at + ".register_date",
                     absl::StrCat("在将来，今天是 ", runtime::DateText(today),
                                  " / lies in the future; today is ", runtime::DateText(today)));
    }
  }
  CheckLicences(organizer, at + ".licences", checks);
}

}  // namespace

void CheckOrganizer(const v1::Organizer& organizer, absl::string_view path, absl::CivilDay today,
                    runtime::FieldChecks& checks) {
  const std::string at(path);
  CheckOwnFields(organizer, at, today, checks);
  runtime::CheckKeptDivision(at + ".division_code", organizer.division_code(), today, checks);
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
                       absl::CivilDay today, runtime::FieldChecks& checks) {
  const v1::Organizer sent = Normalised(request.organizer());
  const v1::Organizer before = Normalised(known);
  v1::Organizer after = before;
  after.clear_licences();
  const auto paths =
      runtime::MergeMasked(request.update_mask(), sent, {kOutputOnly}, checks, &after);
  const bool names_licences = std::find(paths.begin(), paths.end(), "licences") != paths.end();
  if (names_licences && sent.licences().empty() && !before.licences().empty()) {
    checks.Violate("organizer.licences",
                   "许可证只增加、不去掉：提前终止的，写它的编号、起始日和新的终止日 / are only "
                   "added: of one that ends earlier give number, start date and the new end");
  }
  v1::Organizer change;
  const auto* descriptor = v1::Organizer::descriptor();
  const auto* reflection = after.GetReflection();
  for (const std::string& path : paths) {
    const auto* field = descriptor->FindFieldByName(path);
    if (field == nullptr || field->is_repeated()) continue;
    // Facts are added, so nothing can be taken away by silence.
    const bool cleared = reflection->HasField(before, field) && !reflection->HasField(after, field);
    if (cleared)
      checks.Violate("organizer." + path,
                     "不能清空，请填现在的情况 / cannot be cleared; state what is true now");
  }
  v1::Organizer whole = after;
  for (const auto& licence : before.licences()) {
    if (FindLicence(licence, whole) == nullptr) *whole.add_licences() = licence;
  }
  CheckOwnFields(whole, "organizer", today, checks);
  if (whole.division_code() != before.division_code()) {
    runtime::CheckKeptDivision("organizer.division_code", whole.division_code(), today, checks);
  }
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

std::string WhyNotOfChannel(const v1::Organizer& organizer, v1::Channel channel) {
  const reference::ChannelRule& rule =
      reference::Policies::Get().Newest().rule(static_cast<reference::Channel>(channel));
  // The numbers of kinds are those of their channels.
  if (!rule.counts_as_broad || static_cast<int>(organizer.kind()) == static_cast<int>(channel)) {
    return "";
  }
  const std::string kind = v1::Organizer::Kind_Name(organizer.kind());
  return absl::StrCat("组织单位登记的类别是 ", kind, "，与渠道 ", v1::Channel_Name(channel),
                      " 不符；请按实际组织的渠道填写 / is registered as ", kind,
                      ", which does not organise by ", v1::Channel_Name(channel),
                      "; give the channel by which the organiser itself organised, or name the one "
                      "that did");
}

}  // namespace laowu::placement
