#ifndef LAOWU_INTAKE_VACANCY_FINGERPRINT_H_
#define LAOWU_INTAKE_VACANCY_FINGERPRINT_H_

// The same vacancy posted again: under another number, with another slogan, from another site.
//
// Two vacancies are the same offer if they are one employer's, in one city, their pay can be the
// same, and they say the same: either the title, bare of notes, slogans, digits and marks; or the
// description, nearly word for word.
//
//   place   equal codes, or one within the other (中山市 and 中山市小榄镇); unknown fits unknown;
//   no two
//           towns of a city without counties
//   only pay     the ranges a month share a figure, or one has none; hourly is not monthly title
//   "急招！电子普工（包吃住）" is "电子普工"; a note set apart from the words by a blank or a
//           mark belongs to the title, since firms number and name their openings so;
//           "普工 高薪!" is "普工" all the same: calls and praise are a list
//   text    of 60 characters or more: 6-grams, Jaccard index 0.92 or more, estimated from the 256
//           least hashes of each (exact up to 261 characters)
//
// Nothing is random and nothing depends on the order: the same rows give the same groups on every
// machine. Pure and thread-safe.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {

struct Fingerprint {
  std::uint64_t employer = 0;       // hash of credit code, else of the normalised name
  std::uint64_t title = 0;          // hash of BareTitle
  std::string city;                 // the digits that name it; may be empty
  std::string town;                 // TownDigits
  std::vector<std::uint64_t> text;  // ascending, at most 256; empty: too short to say anything
  PayKind pay_kind = PayKind::kUnspecified;
  int min_wage_cny_per_month = 0;  // 0: unknown
  int max_wage_cny_per_month = 0;
};

Fingerprint FingerprintOf(const VacancyDraft& vacancy);

// "急招！电子普工 20名（包吃住）" → "电子普工". For comparing, not for showing.
std::string BareTitle(absl::string_view title);

// The digits of a division's code that name its city: two for a municipality, six for a county that
// a province runs itself, else four.
std::string CityDigits(absl::string_view division_code);

// The nine digits of the town, where its city has no counties (Dongguan, Zhongshan, Danzhou): towns
// there are as far apart as counties elsewhere, and a welder in 小榄 and one in 古镇 are two jobs.
// Empty where the code names no town, and elsewhere: a district is often left off
// (README.md).
std::string TownDigits(absl::string_view division_code);

// Of the two's pay alone.
bool PayMayBeSame(const Fingerprint& a, const Fingerprint& b);

bool SameOffer(const Fingerprint& a, const Fingerprint& b);

// For each vacancy the index of the first that is the same offer, by itself or through others
// between them; its own where there is none. Time grows with the sizes of employers' lists of one
// title or with a text, squared: thousands of rows of one employer take a second.
std::vector<int> GroupOffers(absl::Span<const Fingerprint> vacancies);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_VACANCY_FINGERPRINT_H_
