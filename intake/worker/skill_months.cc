#include "intake/worker/skill_months.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "intake/skill/skill_experience.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kIdeograph = 3;  // bytes

// Verbs of handiwork that are of one trade, whatever is worked on. Not 修, 装, 开 and 车, which are
// of many.
constexpr absl::string_view kHandiwork = "焊炒砌贴抹刷喷缝裁绣剪磨抛铣镗冲织染印割刨锯漆";

// "会炒菜" → "炒菜", "做电焊" → "电焊".
absl::string_view WithoutVerb(absl::string_view name) {
  for (absl::string_view verb : {"会", "做", "当", "干", "搞", "懂"}) {
    if (absl::ConsumePrefix(&name, verb)) break;
  }
  return name;
}

bool SharesAVerb(absl::string_view name, absl::string_view clause) {
  for (std::size_t at = 0; at < kHandiwork.size(); at += kIdeograph) {
    const absl::string_view verb = kHandiwork.substr(at, kIdeograph);
    if (Holds(name, verb) && Holds(clause, verb)) return true;
  }
  return false;
}

}  // namespace

PastWork::PastWork(absl::string_view text, const SkillReader& skills) {
  if (!SaysAny(text, {"年", "月"})) return;
  const std::string parted = absl::StrReplaceAll(text, {{"。", ","}});
  for (const std::string& piece : SplitList(parted, /*at_blanks=*/true)) {
    Clause clause{FoldTight(piece), 0, {}};
    // "学过三个月" is how long they learnt.
    if (SaysAny(clause.text, {"学过", "学了", "学习", "培训", "读了"})) continue;
    clause.months = MonthsSaid(clause.text);
    if (clause.months == 0) continue;
    for (const SkillMention& named : skills.Read(piece, /*of_a_person=*/true)) {
      clause.skill_codes.push_back(named.skill_code);
    }
    clauses_.push_back(std::move(clause));
  }
}

int PastWork::MonthsOf(const SkillMention& mention) const {
  constexpr std::size_t kTwo = 2 * kIdeograph;
  const std::string folded = FoldTight(mention.text);
  const absl::string_view name = WithoutVerb(folded);
  int months = 0;
  for (const Clause& clause : clauses_) {
    const bool names_it = std::find(clause.skill_codes.begin(), clause.skill_codes.end(),
                                    mention.skill_code) != clause.skill_codes.end();
    const bool begins_alike = name.size() >= kTwo && IsValidUtf8(name.substr(0, kTwo)) &&
                              Holds(clause.text, name.substr(0, kTwo));
    const bool is_alike =
        clause.skill_codes.empty() && (begins_alike || SharesAVerb(name, clause.text));
    if (names_it || is_alike) months = std::max(months, clause.months);
  }
  return months;
}

}  // namespace laowu::intake
