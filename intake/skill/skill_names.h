#ifndef LAOWU_INTAKE_SKILL_SKILL_NAMES_H_
#define LAOWU_INTAKE_SKILL_SKILL_NAMES_H_

// The names by which SkillReader finds skills in texts, and what becomes of a name beside other
// words. For SkillReader only; texts are as FoldTight makes them. Thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/lexicon.h"

namespace laowu::intake {

// Ids of both lexicons are indexes of `codes`.
struct SkillNames {
  SkillNames();

  Lexicon of_postings;  // names and aliases of data/skills/skills.csv
  // Those, what workers say of themselves (data/skills/workers_words.csv), and turns of them all:
  // who says 修电梯 may say 电梯维修, 维修电梯 and 电梯修理.
  Lexicon of_people;
  std::vector<std::string> codes;
};

// Leftmost longest names that do not overlap, in order. Where a verb stands before a longer name,
// the name counts: 会电脑绣花 holds 电脑绣花 and no 会电脑.
std::vector<Lexicon::Hit> FindSkillNames(const Lexicon& names, absl::string_view statement);

// Whether a text names what is sewn or with what (服装, 鞋, 平车).
bool SpeaksOfSewing(absl::string_view text);

// Takes out what only looks like a skill (the 防水 of 消防水管, the 灯饰 of 灯饰打磨), and gives
// names of several trades the one that the statement speaks of: 车工 in a clothing factory sews.
void SettleByOtherWords(absl::string_view statement, const Lexicon& names,
                        std::vector<Lexicon::Hit>& hits);

// Adds the parts of a list that are names only by a word of another part: "会修电视、冰箱",
// "苹果、猕猴桃种植"; and what means a skill only as the whole of a clause (水电). Of what people
// say of themselves.
void AddListedNames(absl::string_view statement, const Lexicon& names,
                    std::vector<Lexicon::Hit>& hits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_NAMES_H_
