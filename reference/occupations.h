#ifndef LAOWU_REFERENCE_OCCUPATIONS_H_
#define LAOWU_REFERENCE_OCCUPATIONS_H_

// The Chinese occupation classification (中华人民共和国职业分类大典, edition 2022): d-dd-dd-dd =
// major (大类), middle (中类), small (小类) and detailed class (职业). Compiled in from
// data/occupations. Thread-safe: constant after the first call of Get().

#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::reference {

struct Occupation {
  absl::string_view code;    // "6", "6-18", "6-18-01" or "6-18-01-01"
  int level;                 // 1 major, 2 middle, 3 small, 4 detailed
  absl::string_view name;    // 车工
  absl::string_view parent;  // code of the class above; empty for a major class
};

// A common title or a vernacular name for an occupation, from data/aliases.
struct OccupationAlias {
  absl::string_view alias;  // 普工; normalised: NFKC, lower case, no blanks
  absl::string_view code;   // a detailed or small class
  int weight;               // how often the title is met; 1 if unknown
};

class Occupations {
 public:
  static const Occupations& Get();

  const Occupation* Find(absl::string_view code) const;  // nullptr if there is none
  // Detailed class whose official name is exactly `name`; nullptr if none.
  const Occupation* FindByName(absl::string_view name) const;
  const std::vector<Occupation>& all() const;
  const std::vector<OccupationAlias>& aliases() const;
  absl::string_view edition() const;  // "2022"

 private:
  Occupations();
  std::vector<Occupation> all_;
  std::vector<OccupationAlias> aliases_;
};

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_OCCUPATIONS_H_
