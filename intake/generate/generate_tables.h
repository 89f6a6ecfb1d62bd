#ifndef LAOWU_INTAKE_GENERATE_GENERATE_TABLES_H_
#define LAOWU_INTAKE_GENERATE_GENERATE_TABLES_H_

// Word lists of the generator. Shares and pay come from reference/marginals.h; which trades belong
// to which industry, which towns make what, and how trades split by sex is our own judgement, only
// meant to look plausible.

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace laowu::intake {

// A trade that workers have and vacancies ask for; words are those of data/aliases and data/skills.
struct Trade {
  absl::string_view title;
  absl::string_view skill;        // empty: none needed
  absl::string_view certificate;  // empty: none usual
  absl::string_view industry;     // item of marginal "industry_share"
  int weight;                     // among the trades of the industry
  int male_permille;
  int pay_percent;  // of the industry's average pay
};
absl::Span<const Trade> Trades();

// What a town of Zhongshan is known for.
struct Town {
  absl::string_view code;      // 9 digits
  int weight;                  // share of vacancies
  absl::string_view products;  // separated by blanks: name parts of its factories
};
absl::Span<const Town> Towns();

// A post of Zhongshan: the trade's title with pay and the kind of house that offers it.
struct Post {
  absl::string_view title;
  absl::string_view skill;
  absl::string_view products;  // factories of these products offer it; empty: all, "服务": services
  int weight;
  int pay_yuan;  // middle of the monthly pay
  int pay_kind;  // as PayKind: 1 monthly, 3 hourly, 4 piece
  int skill_required_permille;
  int accommodation_permille;
  int night_permille;
};
absl::Span<const Post> Posts();

absl::Span<const absl::string_view> Surnames();   // more frequent ones stand more often
absl::Span<const absl::string_view> MaleNames();  // one character each
absl::Span<const absl::string_view> FemaleNames();
absl::Span<const absl::string_view> VillageNames();  // invented
absl::Span<const absl::string_view> BrandNames();    // invented

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_GENERATE_GENERATE_TABLES_H_
