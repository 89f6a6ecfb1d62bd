#ifndef LAOWU_INTAKE_WAGE_PAY_CLAUSES_H_
#define LAOWU_INTAKE_WAGE_PAY_CLAUSES_H_

// What a running text says of pay, clause by clause, made ready for ReadWage; and whether it offers
// several jobs, each with pay of its own. For vacancy_pay.cc only. Pure and thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// The clauses that speak of pay, joined by commas; empty if none does. A figure needs a word or
// mark of pay beside it ("薪资5000", "22元/小时"), or must be a clause of its own that can hardly
// be anything else: "5000-6500", "焊工5500起", "3800包吃住".
std::string PayClauses(absl::string_view text);

// Whether the work that a text offers is of weekends and holidays alone: "周末兼职", "周六周日";
// not where these are free (周末双休).
bool WorksOnDaysOffOnly(absl::string_view text);

// Whether a clause of the text says that work is paid by the piece: "件数制,自带手艺", "计件".
bool SaysPieceWork(absl::string_view text);

// Of a public-interest post (公益性岗位), whose pay is called an allowance: "月补助800元" → "月工资
// 800元".
std::string WithAllowanceAsPay(absl::string_view text);

// The first clause that looks like pay ("每周300元", "…阿姨3300"), where none could be read; empty
// if none does. What is paid beside the wage, costs or is sold is none.
std::string UnreadPayIn(absl::string_view text);

struct JobOffer {
  std::string name;  // "焊工"
  std::string pay;   // "7000-9000"; empty where only heads are told ("焊工2名")
};

// "招普工5000,焊工7000" → both, in order, each name once. One job with two rates (生手, 熟练工;
// 正式工, 临时工) is one.
std::vector<JobOffer> JobOffersIn(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_PAY_CLAUSES_H_
