#ifndef LAOWU_REFERENCE_SKILLS_H_
#define LAOWU_REFERENCE_SKILLS_H_

// Trades and skills that rural workers have and vacancies name, in groups, each with its aliases; a
// curated list. Compiled in from data/skills. Thread-safe: constant after the first call of Get().

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace laowu::reference {

struct SkillGroup {
  absl::string_view code;          // "welding"
  absl::string_view name;          // 焊接
  absl::string_view english_name;  // Welding
};

struct Skill {
  absl::string_view code;  // "welding-arc": [a-z0-9-]{1,63}, never reused
  absl::string_view name;  // 电焊
  absl::string_view english_name;
  absl::string_view group;                 // SkillGroup::code
  std::vector<absl::string_view> aliases;  // 电焊工 …; without the name itself
};

class Skills {
 public:
  static const Skills& Get();

  // From the tables skills.csv and groups.csv of data/skills. INVALID_ARGUMENT if one is out of
  // form, a code stands twice or is no [a-z0-9-]{1,63}, a group is unknown or empty, or a name or
  // alias stands for two skills or is not normalised (NFKC, lower case, no blanks). The texts must
  // outlive the result. Get() uses it on the embedded tables.
  static absl::StatusOr<Skills> Parse(absl::string_view groups, absl::string_view skills);

  Skills(Skills&&) = default;
  Skills& operator=(Skills&&) = default;

  const Skill* Find(absl::string_view code) const;               // nullptr if there is none
  const Skill* FindByNameOrAlias(absl::string_view text) const;  // exact; nullptr if none
  const SkillGroup* FindGroup(absl::string_view code) const;     // nullptr if there is none
  const std::vector<Skill>& all() const { return all_; }         // groups stand together
  const std::vector<SkillGroup>& groups() const { return groups_; }
  absl::string_view edition() const { return edition_; }

 private:
  Skills() = default;
  absl::Status ReadGroups(absl::string_view text);
  absl::Status ReadSkills(absl::string_view text);
  absl::Status BuildIndexes();

  // Constant after construction. The maps point into the vectors, whose buffers moves keep.
  absl::string_view edition_;
  std::vector<Skill> all_;
  std::vector<SkillGroup> groups_;
  absl::flat_hash_map<absl::string_view, const Skill*> by_code_;
  absl::flat_hash_map<absl::string_view, const Skill*> by_text_;  // names and aliases
  absl::flat_hash_map<absl::string_view, const SkillGroup*> by_group_;
};

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_SKILLS_H_
