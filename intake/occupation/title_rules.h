#ifndef LAOWU_INTAKE_OCCUPATION_TITLE_RULES_H_
#define LAOWU_INTAKE_OCCUPATION_TITLE_RULES_H_

// Head words of titles whose occupation hangs on another word: 老师 with 小学 or 舞蹈, 司机 with
// 货车 or 校车, 普工 with 注塑 or 灯饰. Chinese titles end in their head; the word that settles it
// stands anywhere in the title, for the most general heads also in what is said of the work and the
// employer.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace laowu::intake {

struct Cue {
  absl::string_view words;  // any of these, separated by "|"; 学院$: at the end of the text only
  absl::string_view code;   // detailed or small class
};

// What the description and the employer's name may say of a title whose own words are general.
enum class Surroundings {
  kIgnored,
  kEmployer,  // the employer's name settles it
  kAll,       // that or the beginning of the description
  kSecond,    // both, but as a runner-up: who asks for 普工 asks for any hand, whatever is made
};

struct HeadRule {
  // Separated by "|"; folded. "贴合*": also who does it and who works at its machine (贴合工,
  // 贴合机 操作员).
  absl::string_view heads;
  absl::Span<const Cue> cues;  // in the title; the first that is found counts
  absl::string_view code;      // where none is found; empty: then it names no work
  Surroundings surroundings;
  absl::Span<const Cue> around;  // the cues of the surroundings
  // In the title as `cues` are, but the surroundings know better: 舞蹈 at a vocational college.
  absl::Span<const Cue> subjects = {};
  // Looked for before all others, and in the title alone: what `around` must not hold.
  absl::Span<const Cue> first = {};
};

// Constant; the order says nothing but within a rule's cues. No word is the head of two rules.
absl::Span<const HeadRule> HeadRules();

// Whether `text` holds a word of a cue; one with "$" behind it only at its end. Latin words and
// figures count at their borders only ("it" is not in "summit", 400 not in 4000).
bool ContainsWord(absl::string_view text, absl::string_view word);

// What a word of HeadRule::heads stands for: "贴合*" → 贴合, 贴合工, 贴合机操作员 …: the process,
// who does it and who works at its machine; a word without a star only for itself.
std::vector<std::string> FormsOfHead(absl::string_view word);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_TITLE_RULES_H_
