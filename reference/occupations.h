#ifndef LAOWU_REFERENCE_OCCUPATIONS_H_
#define LAOWU_REFERENCE_OCCUPATIONS_H_

// The Chinese occupation classification (中华人民共和国职业分类大典, edition 2022): d-dd-dd-dd =
// major (大类), middle (中类), small (小类) and detailed class (职业). Compiled in from
// data/occupations. Thread-safe: constant after the first call of Get().

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
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

  // From the tables of data/occupations and data/aliases. INVALID_ARGUMENT if one is out of form, a
  // class has no class above it, two detailed classes have one name, or an alias is not normalised,
  // stands twice, is the official name of a detailed class, or names a code that is neither a
  // detailed nor a small class. The texts must outlive the result. Get() uses it on the embedded
  // tables.
  static absl::StatusOr<Occupations> Parse(absl::string_view occupations,
                                           absl::string_view aliases);

  Occupations(Occupations&&) = default;
  Occupations& operator=(Occupations&&) = default;

  const Occupation* Find(absl::string_view code) const;  // nullptr if there is none
  // Detailed class whose official name is exactly `name`; nullptr if none.
  const Occupation* FindByName(absl::string_view name) const;
  // Alias exactly equal to `text`, which the caller has normalised; nullptr if none. Official names
  // are not among the aliases.
  const OccupationAlias* FindAlias(absl::string_view text) const;

  const std::vector<Occupation>& all() const { return all_; }  // in order of code
  // In order of code, of one code the most frequent first.
  const std::vector<OccupationAlias>& aliases() const { return aliases_; }
  absl::string_view edition() const { return edition_; }  // "2022"

 private:
  Occupations() = default;
  absl::Status ReadOccupations(absl::string_view text);
  absl::Status ReadAliases(absl::string_view text);

  // Constant after construction. The maps point into the vectors, whose buffers moves keep.
  absl::string_view edition_;
  std::vector<Occupation> all_;
  std::vector<OccupationAlias> aliases_;
  absl::flat_hash_map<absl::string_view, const Occupation*> by_code_;
  absl::flat_hash_map<absl::string_view, const Occupation*> by_name_;  // detailed classes
  absl::flat_hash_map<absl::string_view, const OccupationAlias*> by_alias_;
};

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_OCCUPATIONS_H_
