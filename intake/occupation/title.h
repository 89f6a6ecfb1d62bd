#ifndef LAOWU_INTAKE_OCCUPATION_TITLE_H_
#define LAOWU_INTAKE_OCCUPATION_TITLE_H_

// What a job title consists of, once slogans, pay, benefits, shifts, places in brackets, numbers of
// people and marks are out of the way: "急招!普工/打包(包吃住)15K起" → 普工, 打包. Pure and
// thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::intake {

struct TitleParts {
  std::vector<std::string> names;   // outside brackets, in order; folded, without blanks
  std::vector<std::string> asides;  // the same from inside brackets
  std::vector<std::string> second;  // behind 兼: what else is done (司机兼仓管)
};

TitleParts SplitTitle(absl::string_view title);

// The names of a title in one, without what decorates them.
std::string CleanTitle(absl::string_view title);

// Takes a word of rank, experience or courtesy from the end ("采购主管" → 采购, "电焊师傅" → 电焊),
// and from a worker's words the verb before a trade ("做过电焊" → 电焊). False if there is none, or
// if nothing would be left.
bool StripRank(absl::string_view& name);

// Whether the whole name is a word of rank that says nothing of the work: 主管, 学徒.
bool IsRank(absl::string_view name);

// Whether the whole name says who may come or how skilled they are, and stands for any hand: 女工,
// 学徒. It gives way to any work that the title names; 普工 and 操作工 do not, since somebody looks
// for them.
bool SaysWhoIsWanted(absl::string_view name);

// Whether the whole word says who works and nothing of what is made: 女工, 操作工, 普工. What
// stands before it may name the work (灯条焊接女工).
bool SaysWhoDoesIt(absl::string_view word);

// Whether the whole name is work that many do at the end of other work: 打包 of 抛光打包工.
bool IsDoneBesides(absl::string_view name);

// Whether the name says whom a firm trains or what they have learnt, and nothing of the work:
// 企业管培生, NT实习生, 大学.
bool NamesNoWork(absl::string_view name);

// A folded title without what it says that the work is not (不打电话, 非销售), and without what the
// firm gives in words of other work (年度旅游, 商业保险).
std::string WithoutDenials(absl::string_view title);

// Whether the whole name is that of goods, a trade or a platform: 五金, 餐饮, 抖音. Beside a name
// of work it only says where that is done.
bool IsTopic(absl::string_view name);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_TITLE_H_
