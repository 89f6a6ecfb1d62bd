#ifndef LAOWU_INTAKE_PLACE_PLACE_SCAN_H_
#define LAOWU_INTAKE_PLACE_PLACE_SCAN_H_

// Which places a text names, read from left to right: the part of place.h that knows nothing of
// homes and reports. NameTable is constant once it is filled.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "reference/divisions.h"

namespace laowu::intake {

// What one name may mean, already as a code in force on the reader's day.
struct PlaceMeaning {
  std::string code;
  reference::DivisionLevel level = reference::DivisionLevel::kProvince;
  bool full_name = false;  // 中山市, not 中山
  bool former = false;     // a name of the past, or of where it lay in the past
  bool misspelt = false;
  bool region = false;  // 珠三角: `code` is the province that stands for it
  // 洒基镇, of which only the county is known that it lay in: `code` is the county's.
  std::string ended_township;
};
using PlaceMeanings = std::vector<PlaceMeaning>;

class NameTable {
 public:
  // Names of fewer than two characters are left out.
  void Add(absl::string_view name, PlaceMeaning meaning);
  // 长三角: passed over whole, so that nothing inside it is taken for a place.
  void AddNoPlace(absl::string_view word);
  bool Knows(absl::string_view name) const;
  // The longest name, of fewer than `below` bytes, that `text` begins with; nullptr if there is
  // none. Of a word that is no place: empty.
  const PlaceMeanings* Longest(absl::string_view text, std::size_t below,
                               std::size_t* length) const;
  // `name` must have been folded.
  const PlaceMeanings* Find(absl::string_view name) const;

 private:
  absl::flat_hash_map<std::string, PlaceMeanings> names_;
  absl::flat_hash_set<std::string> first_characters_;
};

// How divisions lie: whether `area` holds `code` today, and whether it once did.
using HoldsCode = absl::FunctionRef<bool(absl::string_view area, absl::string_view code)>;

struct PlaceScan {
  PlaceMeanings open;            // what it may mean
  std::string before;            // what stands before the first name understood
  std::string unread;            // what follows the last one
  bool settled_by_text = false;  // more than one name, one within the other
  int names_read = 0;            // that the text begins with, one behind the other
  std::string other_name;        // of a list: within none of those before it, nor around them
};

// `text`: folded tight.
PlaceScan ScanPlaces(absl::string_view text, const NameTable& names, HoldsCode holds,
                     HoldsCode held);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PLACE_PLACE_SCAN_H_
