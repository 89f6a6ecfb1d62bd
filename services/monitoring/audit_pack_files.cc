#include "services/monitoring/audit_pack_files.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "intake/file/sheet_writer.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/time_text.h"

namespace laowu::monitoring {
namespace {

using intake::CsvLine;
using intake::kCsvMark;
using runtime::TimeText;

std::string DateText(const google::type::Date& date) {
  const auto day = runtime::ToCivilDay(date);
  return day.has_value() ? runtime::DateText(*day) : "";
}

std::string TruthText(v1::AuditAnswer::Truth truth) {
  switch (truth) {
    case v1::AuditAnswer::ORGANIZED:
      return "yes";
    case v1::AuditAnswer::NOT_ORGANIZED:
      return "no";
    case v1::AuditAnswer::NOT_REACHED:
      return "not_reached";
    default:
      return "";
  }
}

std::string YesNo(bool yes) { return yes ? "yes" : "no"; }

std::string ShareText(bool has, double share) { return has ? absl::StrFormat("%.4f", share) : ""; }

}  // namespace

std::string SignaturesFile(const v1::Publication& publication) {
  std::string file = absl::StrCat(
      kCsvMark, CsvLine({"publication", "state", "signed_by", "sign_time", "comment"}));
  for (const auto& signature : publication.signatures()) {
    file += CsvLine({publication.name(), v1::Publication::State_Name(signature.state()),
                     signature.signed_by(), TimeText(signature.sign_time()), signature.comment()});
  }
  return file;
}

std::string SamplesHeader() {
  return absl::StrCat(kCsvMark, CsvLine({"file", "seed", "seed_drawn_by_server", "size", "drawn_by",
                                         "draw_time", "drawn", "reached", "corrected_ratio",
                                         "low_ratio", "high_ratio", "certified"}));
}

std::string SampleLine(const v1::AuditSample& sample) {
  const v1::AuditResult& result = sample.result();
  return CsvLine({SampleFileName(sample), sample.seed(), YesNo(sample.seed_drawn()),
                  absl::StrCat(sample.size()), sample.drawn_by(), TimeText(sample.create_time()),
                  absl::StrCat(result.drawn_person_count()),
                  absl::StrCat(result.reached_person_count()),
                  ShareText(result.has_corrected_ratio(), result.corrected_ratio()),
                  ShareText(result.has_low_ratio(), result.low_ratio()),
                  ShareText(result.has_high_ratio(), result.high_ratio()),
                  result.has_corrected_ratio() ? YesNo(result.certified()) : ""});
}

std::string SampleFileName(const v1::AuditSample& sample) {
  return absl::StrCat("sample-", sample.name().substr(sample.name().rfind('/') + 1), ".csv");
}

std::string SampleForm(const v1::AuditSample& sample) {
  std::string file = absl::StrCat(
      kCsvMark, CsvLine({"pseudonym", "township", "channel", "organizer", "recorded_organized",
                         "called_on", "truly_organized", "remark"}));
  for (const auto& person : sample.persons()) {
    const auto& answers = person.answers();
    const v1::AuditAnswer& answer =
        answers.empty() ? v1::AuditAnswer::default_instance() : *answers.rbegin();
    file += CsvLine({person.pseudonym(), person.division_code(),
                     std::string(absl::StripPrefix(v1::Channel_Name(person.channel()), "CHANNEL_")),
                     person.organizer(), YesNo(person.recorded_organized()),
                     DateText(answer.call_date()), TruthText(answer.truth()), ""});
  }
  return file;
}

}  // namespace laowu::monitoring
