#ifndef LAOWU_INTAKE_FACTS_WHEREABOUTS_H_
#define LAOWU_INTAKE_FACTS_WHEREABOUTS_H_

// Where somebody is, by the words of a survey's columns and by yes and no. Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
namespace laowu::intake {

enum class Whereabouts : std::uint8_t {
  kUnknown,
  kAway,
  kVisiting,
  kHome,
  kLocal,
  kLost,        // whose contact is lost: 失联, 去向不明
  kNotReached,  // nobody picked up, or the number is dead: where they are is as unknown as before
};

// "在外务工", "已返乡", "春节回家探亲", "就近就业", "联系不上"; kUnknown if it says none of them.
Whereabouts ReadWhereabouts(absl::string_view text);

// Whether a state leaves it to the place where somebody is: nothing, or that they work.
bool LeavesItToThePlace(absl::string_view state);

// Whether a state says that somebody works, and not that they are away: 务工, 在岗, 已入职.
bool SaysOnlyWork(absl::string_view state);

// Whether a text holds a word that says so in a state as in a remark: 失联, 下落不明 of whose
// contact is lost (not 失联过,现已联系上); 关机, 空号, 电话联系不上 of who was not reached by
// telephone. The longer turns of remarks (没打通) stand in survey_remarks.cc.
bool HoldsLostWord(absl::string_view folded);
bool HoldsNoAnswerWord(absl::string_view folded);

// A country and nothing more, or what people do there: 在柬埔寨, 老挝务工. No division of ours, and
// away for sure.
bool SaysAbroad(absl::string_view folded);

// Whether a text says that somebody works: 务工, 上班, 开店; not where it is denied (没上班).
bool SaysWork(absl::string_view folded);

// Whether a clause says that somebody cares for a child or an old person, is treated, travels or
// lives somewhere, and no word of work: 带孙子, 陪读, 住院, 随迁. And whether it says so of
// somebody who is away: 在外带孙子, 随迁.
bool SaysOnlyCare(absl::string_view folded);
bool IsAwayWithoutWork(absl::string_view folded);

// Whether a text says that a job ended, which tells nothing of where somebody is: 离职, 辞工,
// 不干了.
bool SaysLeftAJob(absl::string_view folded);

// Without why somebody came or went, in which a "no" denies nothing of it: 试用没过回来了.
std::string WithoutReasons(absl::string_view folded);

// Whether a text says that somebody works for themselves: 摆摊, 开了个小卖部, 返乡创业.
bool SaysOwnShop(absl::string_view text);

// Whether a text says that somebody went on from where they were at work: 转到古镇, 调去东莞了.
bool SaysMovedOn(absl::string_view folded);

// What a clause of remarks says: set out and did not get there (没到厂就跑了); goes once something
// at home is done (等修好去浙江); is not at home, and no more (长期不在村); is at home now
// (今年在家带孙子); names, behind what was told, who told it, whoever that is (邻居讲的); changed
// from one work to another (7月跳到珠海).
bool SaysDidNotArrive(absl::string_view clause);
bool SaysWaitsToGo(absl::string_view clause);
bool SaysOnlyNotHere(absl::string_view clause);
bool SaysToldBehind(absl::string_view clause);
bool SaysChangedWork(absl::string_view clause);

// A yes or no under a question: 是否外出务工: 否.
struct StateAnswer {
  bool is_answer = false;                           // the text is a bare yes or no
  Whereabouts whereabouts = Whereabouts::kUnknown;  // what it says, if it settles that
  bool denies = false;   // a yes under 未外出: home, and no other column may say that they went
  bool no_work = false;  // a yes under 在校学生
  // Of several answers the one with the highest: who went out (0), came home (1), went again (2).
  int order = 0;
};
StateAnswer ReadStateAnswer(absl::string_view header, absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FACTS_WHEREABOUTS_H_
