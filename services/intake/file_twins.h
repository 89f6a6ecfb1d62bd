#ifndef LAOWU_SERVICES_INTAKE_FILE_TWINS_H_
#define LAOWU_SERVICES_INTAKE_FILE_TWINS_H_

// Rows of one file that speak of one person or vacancy. Their owner judges them by what stands
// beside them in a message, which holds some hundred rows: which of them it must see together, as
// far apart as they lie, is known here, so that what becomes of a row does not depend on where the
// file was cut. Nothing is stored: a file is read from its first row, also after an interruption.
//
//   twins.BeginPage(number of the first row);
//   ... each row of the page, in order, as its owner answered for it: twins.Take(row)
//   ... each for which that was true is asked of again, beside the rows that twins.Beside(row)
//       names; then twins.TakeAgain(row)
//
// Pure; one thread's. Some 20 to 40 bytes a key, of which a row has at most four.

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "laowu/v1/intake_service.pb.h"

namespace laowu::intake_role {

class FileTwins {
 public:
  // Rows beside which one row is asked of, at most.
  static constexpr std::size_t kBesideMost = 5;

  // The rows from this number on are asked of together.
  void BeginPage(int64_t first_row_number);
  // Of a vacancy or worker. Whether the row may speak of what a row of an earlier page speaks of.
  bool Take(const v1::ImportRow& row);
  // Numbers, ascending, of the rows beside which the owner must see this one.
  std::vector<int64_t> Beside(const v1::ImportRow& row) const;
  void TakeAgain(const v1::ImportRow& row);
  // Rows whose vacancies, without numbers, got their names as if they stood alone, until a later
  // page brought one that differs from them in wages or headcount: to be asked of again, each once,
  // the lowest first.
  std::vector<int64_t> TakeRenamed(std::size_t most);

 private:
  // What tells whom or which vacancy a row speaks of, hashed.
  struct Keys {
    std::vector<uint64_t> each;
    // Of a vacancy without a number: first what names it where it stands alone, then the same with
    // wages and headcount; then, if it is on record, its name, which a row with another pay kind
    // may have as well.
    bool is_unnumbered = false;
  };
  static Keys KeysOf(const v1::ImportRow& row);
  void Add(const Keys& keys, uint32_t row_number);
  void AddUnnumbered(const Keys& keys, uint32_t row_number);
  void AddNamed(const Keys& keys, uint32_t row_number);

  uint32_t page_begin_ = 0;
  // The first row that stands for each key.
  absl::flat_hash_map<uint64_t, uint32_t> firsts_;
  // Keys of rows of the page that are asked of again: for whom they stand is not known yet.
  absl::flat_hash_set<uint64_t> unsettled_;
  // By the usual key of vacancies without numbers: the first that differs from the first of all,
  // and, until there is one, further rows that do not.
  absl::flat_hash_map<uint64_t, uint32_t> others_;
  absl::flat_hash_map<uint64_t, std::set<uint32_t>> alike_;
  // Of vacancies on record that rows of several usual keys were given: the first row's key by the
  // vacancy's, and, by such a first key, the first row of another.
  absl::flat_hash_map<uint64_t, uint64_t> usual_of_named_;
  absl::flat_hash_map<uint64_t, uint32_t> claimants_;
  std::set<uint32_t> renamed_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_FILE_TWINS_H_
