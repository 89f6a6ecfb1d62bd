#ifndef LAOWU_INTAKE_WORKER_WISH_CELL_H_
#define LAOWU_INTAKE_WORKER_WISH_CELL_H_

// A cell of what somebody looks for, which may say the work, the place and the pay together:
// "浙江/注塑/5500以上", "想去中山开车，8000", "苏州昆山电工7k-9k". For worker_reader.cc. Pure and
// thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/occupation.h"
#include "intake/place/place.h"
#include "intake/table/row_texts.h"
#include "intake/worker/worker_reader.h"
#include "intake/worker/worker_texts.h"

namespace laowu::intake {

struct WishCell {
  std::vector<std::string> works;   // names of work or codes; what is neither, to be told
  std::vector<std::string> unread;  // what is refused: no wish
  WorkerTold told;                  // the rest; TakeTold fills what the row leaves open
};

WishCell ReadWishCell(absl::string_view cell, const PlaceReader& places,
                      const OccupationReader& occupations);

// Of works, those that are only where somebody would work (幼儿园, 养老院) become the first that
// `skills`, the row's columns of skills and past work, surely names: 保育员.
void SettleWorkplaces(absl::string_view skills, const OccupationReader& occupations,
                      std::vector<std::string>& works);

// What a row says in columns of wished work, in those of places or pay that ask for other wishes as
// well (意向地点、工种; 期望岗位薪资), and in remarks of wishes that consist of work, places and
// pay (就业意愿: 数控，广东深圳).
std::string WishTexts(const RowTexts& texts, const PlaceReader& places,
                      const OccupationReader& occupations);
// In columns of wished places alone.
std::string PlaceTexts(const RowTexts& texts);

// What remarks tell of skills. Of remarks that are of wishes (务工意向, 求职需求) that is only what
// says that somebody can do it: "会电焊".
std::string SkillTexts(const RowTexts& texts);

// Works that remarks of wishes surely name.
std::vector<std::string> WorksSurelyWished(const RowTexts& texts, const PlaceReader& places,
                                           const OccupationReader& occupations);

// The codes of works, at most three, each once; what is no work is warned of.
std::vector<std::string> OccupationsOf(const std::vector<std::string>& works,
                                       absl::string_view path, const OccupationReader& occupations,
                                       Reports<WorkerReading>& reports);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_WISH_CELL_H_
