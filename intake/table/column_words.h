#ifndef LAOWU_INTAKE_TABLE_COLUMN_WORDS_H_
#define LAOWU_INTAKE_TABLE_COLUMN_WORDS_H_

// What one cell of a column whose header nobody knows may say: board, benefits, policy groups,
// villages, times, bare pay, a tick. For column_guess.cc, which asks how many of the cells do.
//
// Pure; thread-safe. `text`: trimmed, not empty.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// "包吃住", "管住", "都管", "住有饭无", "自理": board and lodging, and nothing else.
bool IsBoard(absl::string_view text);

// "五险一金,包住,双休": marks as boards of jobs hang on a vacancy, most of them benefits.
bool IsBenefits(absl::string_view text);

// "脱贫户", "监测户（突发困难）", "低保、残疾"; also a plain "一般户", "无", which SaysPolicy is
// not.
bool IsPolicy(absl::string_view text);
bool SaysPolicy(absl::string_view text);

// "花椒村", "凤鸣社区", "猴场村3组", without a township before it.
bool IsVillage(absl::string_view text);

// "7月", "3月底", "2026年3月", "20号", "上个月", "过完年"; a time that is still to come, as "随时",
// "下个月", "7月1号后", is such a time too, and WaitsToGo.
bool IsTimeOfYear(absl::string_view text);
bool WaitsToGo(absl::string_view text);

// "7000", "10000以上", "六千", "400/天", "一天三百五": a figure that may be pay, without a word
// that says so.
bool IsBarePay(absl::string_view text);

// "18到45", "45以内", "男/50以下", "不限 22-40".
bool IsAgeAsked(absl::string_view text);

// "√", "✓", "是", "1": all that a column which is to be ticked holds.
bool IsTick(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_COLUMN_WORDS_H_
