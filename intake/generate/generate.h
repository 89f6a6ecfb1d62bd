#ifndef LAOWU_INTAKE_GENERATE_GENERATE_H_
#define LAOWU_INTAKE_GENERATE_GENERATE_H_

// Plausible made-up workers of Liupanshui's four counties and vacancies of Zhongshan, as the CSV
// files that a bureau and an office would send. Nobody in them exists: identity numbers bear the
// unassigned prefix 529999, phone numbers begin 100 (no operator has it), employers are invented,
// say （样例） in their names and bear credit codes of the unassigned division 529999. Shares of
// age, sex, education, industry and county, and pay, follow reference/marginals.h.
//
// Every file begins with a line that says so; TableReader keeps it apart and tells (made_up()).
// The rows depend on (kind, seed, index) alone and are the same on every machine: whole numbers and
// a generator of our own, no library's distribution. Identity numbers are unique within a file for
// up to 3,000,000 workers. Row i does not depend on count: a longer file begins with the shorter.
// Files of two seeds can be loaded side by side: a vacancy's number bears the seed, two seeds that
// differ modulo 100,000 share no credit code, and two that differ modulo 100 no identity number in
// their first 65,536 workers. Longer files of any two seeds share numbers beyond that: one prefix
// has 500 numbers of a sex a day, 17.5 million for the ages 17 to 64.
//
// Streaming: one row is held at a time.

#include <cstdint>
#include <functional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/file/csv_writer.h"  // WriteBytes

namespace laowu::intake {

struct GenerateOptions {
  std::int64_t count = 0;  // rows; 0..3,000,000
  std::uint64_t seed = 1;
  absl::CivilDay as_of = absl::CivilDay(2026, 7, 1);  // ages, dates of availability and expiry
  absl::string_view county_code;  // workers: only of this county (520281); empty: all four
};

// INVALID_ARGUMENT: count out of range, county not one of 520201, 520203, 520204, 520281.
absl::Status GenerateWorkers(const GenerateOptions& options, const WriteBytes& write);
absl::Status GenerateVacancies(const GenerateOptions& options, const WriteBytes& write);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_GENERATE_GENERATE_H_
