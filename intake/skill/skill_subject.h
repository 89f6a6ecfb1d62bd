#ifndef LAOWU_INTAKE_SKILL_SKILL_SUBJECT_H_
#define LAOWU_INTAKE_SKILL_SKILL_SUBJECT_H_

// Of what people say of themselves, whose a skill is and whether it is more than a wish:
// "愿意去古镇 做灯饰" wishes, "跟包工头干过两年水泥工" names whom somebody worked for,
// "找我表哥,他在那边印染" whom they know. For SkillReader only, beside skill_wording.h; texts are
// as FoldTight makes them. Pure and thread-safe.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// Of a statement up to a skill's name, and all of it: a wish stands before the name, and nothing
// between them says that somebody can do the work or did it (想去中山以前做焊工, 想继续做电焊).
bool IsOnlyWishedFor(absl::string_view up_to_the_name, absl::string_view statement);

// "想去石狮", behind which "做服装" is wished for as well; and whether a statement is such a one.
bool WishesForAPlace(absl::string_view statement);
bool GoesOnWishing(absl::string_view statement);

// "没做过", "不会,想学" as a statement of its own: said of the skills before it. Not where those
// are said to be there: see SaysThatTheyCan.
bool TakesBack(absl::string_view statement);

// "眼睛不行了不做了", "做不动了": whatever they could do they can no more.
bool SaysThatTheyCanNoMore(absl::string_view statement);
bool SaysThatTheyCan(absl::string_view statement);

// "跟包工头", "给电焊师傅打下手", "包工头介绍", "带得有三个小工": the name is that of a person
// beside or under whom, or over whom, somebody works. `before` and `after` as for WordingOf.
bool IsOfWhomTheyFollow(absl::string_view before, absl::string_view name, absl::string_view after);

// What was said of other people in the statements of a sentence so far.
class OtherPeople {
 public:
  // Of postings, `of_a_person` is false, and what names a relative at its beginning alone counts.
  explicit OtherPeople(bool of_a_person) : of_a_person_(of_a_person) {}

  // Takes the next statement in, up to its first skill; all of it where it names none.
  // `begins_a_sentence`: whether what was said before is over.
  void Take(absl::string_view up_to_the_name, absl::string_view statement, bool begins_a_sentence);
  // The statement that was taken last speaks of another.
  bool speaks_of_another() const { return speaks_of_another_; }

 private:
  bool of_a_person_;
  bool speaks_of_another_ = false;
  bool was_named_ = false;     // 他 means them
  bool is_elsewhere_ = false;  // "表哥在中山", behind which "做灯饰" is theirs
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_SUBJECT_H_
