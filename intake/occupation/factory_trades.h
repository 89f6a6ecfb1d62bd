#ifndef LAOWU_INTAKE_OCCUPATION_FACTORY_TRADES_H_
#define LAOWU_INTAKE_OCCUPATION_FACTORY_TRADES_H_

// What stands where no table of titles knows a word: the trade of the factory whose process it is
// (电热管厂缩管), and a verb with what it is done to (车书包, 装家具, 送煤气罐). For occupation.cc
// and posting_title.cc. Pure and thread-safe; of folded texts.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// The class of the trade that the factory lives by, where one middle class is evident: 电热管厂 →
// 6-24-05-04; by the employer's name, else by the first factory that `text` names. Empty where it
// is not (五金厂, 机械厂, 包装厂), or where the employer only deals in goods.
absl::string_view TradeOfFactory(absl::string_view employer, absl::string_view text);

// Whether the word is shaped as a process of a factory: a verb of handiwork and what it is done to,
// two to five ideographs (缩管, 填粉, 装锁芯), and nothing that postings say of pay, shifts, board
// or people (打卡, 包吃, 上班).
bool IsShapedAsProcess(absl::string_view word);

// "过蜡女工", "片皮工" → the process, without who does it; empty if what is left is not shaped so.
absl::string_view ProcessIn(absl::string_view name);

// "电热管厂缩管", "锁厂招装锁芯" → the process behind the factory; empty if no factory whose trade
// is known stands before it, or if what stands behind is not shaped as a process.
absl::string_view ProcessBehindFactory(absl::string_view part);

// Whether `code`, by which the table of titles knows a bare process, is that of one industry's
// hands, so that a factory of another industry means another work by it: 卷绕 of batteries or of
// fibres, 造型 in a foundry. Not of what is the same work in any factory: to sew, weld, mould,
// print, pack, mend.
bool IsOfAnotherFactory(absl::string_view process, absl::string_view code);

// The class of a work that is named by a verb and, at its end, by what it is done to: 车书包 →
// 6-05-01-03; empty if the table has no such thing for the verb, or no such verb.
absl::string_view WorkOnThing(absl::string_view name);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_FACTORY_TRADES_H_
