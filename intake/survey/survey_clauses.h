#ifndef LAOWU_INTAKE_SURVEY_SURVEY_CLAUSES_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_CLAUSES_H_

// What a clause of a survey's remarks says of where somebody is, by classes of words
// (clause_words.h): of whom it speaks, what they do, whether it is denied, when it is, and where.
//
//   what    money, things and messages that go home (寄钱回家, 打两千回来, 发微信回了) move nobody
//   who     up to the first verb: 有一个儿子在东莞, 老家房子在翻修 say nothing of the person;
//   父亲病重
//           befalls another, and is why the person comes or goes; 跟老公在中山 is of both
//   where   回, 返 go by what follows: a works or a place away is back at work (又回中山了), home
//   is
//           home; 在 by the place that stands behind it
//   denied  没出去 is home, 没回来 away; 不在 says where they are not
//   when    打算, 下周, 过年 and a bare 10月 are to come; 了 and 的 say that it was; 去年在 was;
//           天天拢屋 and 回来过 change nothing
//
// Of several verbs the last one about the person counts. Clauses are folded (FoldClauses). Pure;
// thread-safe.

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/facts/whereabouts.h"

namespace laowu::intake {

// Where the place that a clause names lies, seen from the sender's division.
enum class PlaceNamed : std::uint8_t { kNone, kHere, kElsewhere };

struct ClauseReading {
  bool of_another = false;  // of a relation, an animal, a thing: nothing else is set
  // What the last verb about the person says; kUnknown where the classes leave it open.
  Whereabouts said = Whereabouts::kUnknown;
  bool home_now = false;      // home, and it is no plan: came, did not go, is there
  bool gone_again = false;    // away again, or back at work
  bool gone = false;          // went, and neither where nor when is said
  bool went = false;          // went this year or lately, wherever, and no day is said
  bool is_there = false;      // at the place that the clause names, now
  bool to_come = false;       // home, away or back at work by a plan
  bool as_before = false;     // comes home each day or year, or did and went again
  bool no_migrant = false;    // 不打工了, 没在外面
  bool without_work = false;  // 没上班, 不是打工
  bool no_work = false;       // at school, in the army, in prison, married away, and no end of it
  bool no_work_over = false;  // 毕业了, 退伍
  bool trainee = false;       // 实习
  bool goes_no_more = false;  // 不去了, 没回厂: home, and it is no plan
  bool undecided = false;     // comes or goes, or cannot: not told which
  bool paid_care = false;     // 给人家带孩子: work
  bool no_care = false;       // 出院了: what they were away for is over
  bool cares = false;         // to care, to be treated, to visit somebody, and no word of work
};

ClauseReading ReadClause(absl::string_view clause, PlaceNamed place, absl::CivilDay as_of);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_CLAUSES_H_
