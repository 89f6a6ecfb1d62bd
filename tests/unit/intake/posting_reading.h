#ifndef LAOWU_TESTS_UNIT_INTAKE_POSTING_READING_H_
#define LAOWU_TESTS_UNIT_INTAKE_POSTING_READING_H_

// A posting in one text, as an office in Zhongshan sends it, and what its reading warns of.

#include <algorithm>
#include <string>

#include "absl/strings/string_view.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {

inline const VacancyReader& ZhongshanReader() {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  return *reader;
}

inline VacancyReading Posting(const std::string& text) {
  return ZhongshanReader().Read({{Field::kDescription, "描述", text}});
}

inline bool Warns(const VacancyReading& reading, absl::string_view reason) {
  return std::any_of(reading.warnings.begin(), reading.warnings.end(),
                     [&](const Warning& warning) { return warning.reason == reason; });
}

}  // namespace laowu::intake

#endif  // LAOWU_TESTS_UNIT_INTAKE_POSTING_READING_H_
