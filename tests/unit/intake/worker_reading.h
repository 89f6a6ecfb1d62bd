#ifndef LAOWU_TESTS_UNIT_INTAKE_WORKER_READING_H_
#define LAOWU_TESTS_UNIT_INTAKE_WORKER_READING_H_

// Reads one cell of one row of people, for tests of what workers say in their own words.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/worker/worker_reader.h"
#include "reference/skills.h"

namespace laowu::intake {

// A row that has `text` under `header` beside a made-up name, number and township of 520281, read
// on 1 July 2026.
inline WorkerReading ReadRow(const std::string& header, const std::string& text) {
  static const auto* const reader =
      new WorkerReader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  return reader->Read(
      MapPairs(TableKind::kWorkers,
               {{"姓名", "样本甲"}, {"编号", "1"}, {"户籍乡镇", "盘州市柏果镇"}, {header, text}}));
}

inline WorkerDraft Read(const std::string& header, const std::string& text) {
  return ReadRow(header, text).worker;
}

inline bool Warns(const WorkerReading& reading, absl::string_view reason) {
  return std::any_of(reading.warnings.begin(), reading.warnings.end(),
                     [&](const Warning& one) { return one.reason == reason; });
}

// The names of the skills read, in order of code points.
inline std::vector<std::string> SkillsUnder(const std::string& header, const std::string& text) {
  std::vector<std::string> names;
  for (const WorkerSkill& skill : Read(header, text).skills) {
    names.emplace_back(reference::Skills::Get().Find(skill.skill_code)->name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace laowu::intake

#endif  // LAOWU_TESTS_UNIT_INTAKE_WORKER_READING_H_
