// Whole postings: the input is a row, a line a column; every limit of the draft holds.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/text/text.h"
#include "intake/vacancy/fingerprint.h"
#include "intake/vacancy/vacancy_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using laowu::intake::Field;
  static const auto* const reader = new laowu::intake::VacancyReader(
      laowu::intake::ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  // What a table reader hands on is UTF-8.
  if (!laowu::intake::IsValidUtf8(text)) return 0;
  static constexpr std::array kFields = {
      Field::kEmployerName, Field::kTitle,      Field::kWorkplace, Field::kWageText,
      Field::kOpeningCount, Field::kAge,        Field::kEducation, Field::kExperience,
      Field::kExpireDate,   Field::kDescription};
  laowu::intake::FieldTexts row;
  const std::vector<std::string> lines = absl::StrSplit(text, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    // Behind the named columns everything is description.
    const Field field = i < kFields.size() ? kFields[i] : Field::kDescription;
    if (!lines[i].empty()) row.push_back({field, "", lines[i]});
  }
  const laowu::intake::VacancyReading reading = reader->Read(row);
  const laowu::intake::VacancyDraft& draft = reading.vacancy;
  const bool within = draft.max_wage_cny_per_month >= draft.min_wage_cny_per_month &&
                      draft.skill_requirements.size() <= 20 && draft.opening_count >= 0 &&
                      draft.hours_per_week >= 0 && draft.hours_per_week <= 84 &&
                      laowu::intake::CharacterCount(draft.description) <= 4000 &&
                      laowu::intake::IsValidUtf8(draft.description) &&
                      laowu::intake::IsValidUtf8(draft.title);
  if (!within) std::abort();
  const laowu::intake::Fingerprint print = laowu::intake::FingerprintOf(draft);
  if (!laowu::intake::SameOffer(print, print)) std::abort();
  return 0;
}
