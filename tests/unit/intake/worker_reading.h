#ifndef LAOWU_TESTS_UNIT_INTAKE_WORKER_READING_H_
#define LAOWU_TESTS_UNIT_INTAKE_WORKER_READING_H_

// Reads one cell of one row of people, for tests of what workers say in their own words.

#include <string>

#include "absl/time/civil_time.h"
#include "intake/worker_reader.h"

namespace laowu::intake {

// The worker of a row that has `text` under `header` beside a made-up name, number and township of
// 520281; read on 1 July 2026.
inline WorkerDraft Read(const std::string& header, const std::string& text) {
  static const auto* const reader =
      new WorkerReader(ReadContext{absl::CivilDay(2026, 7, 1), "520281", ""});
  return reader
      ->Read(MapPairs(
          TableKind::kWorkers,
          {{"姓名", "样本甲"}, {"编号", "1"}, {"户籍乡镇", "盘州市柏果镇"}, {header, text}}))
      .worker;
}

}  // namespace laowu::intake

#endif  // LAOWU_TESTS_UNIT_INTAKE_WORKER_READING_H_
