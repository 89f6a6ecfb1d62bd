#ifndef LAOWU_REFERENCE_SKILLS_H_
#define LAOWU_REFERENCE_SKILLS_H_

// Trades and skills that rural workers have and vacancies name, in groups, each with its aliases; a
// curated list. Compiled in from data/skills. Thread-safe: constant after the first call of Get().

#include <vector>

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
  std::vector<absl::string_view> aliases;  // 电焊工, 焊条电弧焊 …; without the name itself
};

class Skills {
 public:
  static const Skills& Get();

  const Skill* Find(absl::string_view code) const;               // nullptr if there is none
  const Skill* FindByNameOrAlias(absl::string_view text) const;  // exact; nullptr if none
  const SkillGroup* FindGroup(absl::string_view code) const;     // nullptr if there is none
  const std::vector<Skill>& all() const;
  const std::vector<SkillGroup>& groups() const;
  absl::string_view edition() const;

 private:
  Skills();
  std::vector<Skill> all_;
  std::vector<SkillGroup> groups_;
};

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_SKILLS_H_
