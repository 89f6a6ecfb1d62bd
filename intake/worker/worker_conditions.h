#ifndef LAOWU_INTAKE_WORKER_WORKER_CONDITIONS_H_
#define LAOWU_INTAKE_WORKER_WORKER_CONDITIONS_H_

// What people say of themselves of a bed, of nights and of whom they look after. For
// worker_texts.cc and worker_reader.cc. Pure and thread-safe.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// Whether what stands before a word denies it: "不想|去东莞", "不太|想去".
bool DeniesWhatFollows(absl::string_view before);

// Of a folded clause: "要包住", "没宿舍不去"; not "最好有住宿", "住宿自理".
bool NeedsBed(absl::string_view clause);

// Of a folded text: "不上夜班", "只做长白班", "晚上要接孩子".
bool RefusesNights(absl::string_view text);

// Without what keeps somebody at home and is no skill: "要照顾老人", "回家带孩子两年", "带孩子一起
// 去".
std::string WithoutFamilyCares(absl::string_view text);

// What a folded clause says of going away or working at all: "不想外出", "无外出意愿"; "不想打工",
// "无就业意愿"; that they cannot for now: "暂不出去", "出不了远门". Not "没有外出务工", which tells
// what is.
enum class StayWish { kUnsaid, kTied, kStaysHome, kNoWork };
StayWish ReadStayWish(absl::string_view clause);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_WORKER_CONDITIONS_H_
