#ifndef LAOWU_REFERENCE_IDENTITY_NUMBER_H_
#define LAOWU_REFERENCE_IDENTITY_NUMBER_H_

// The citizen identity number (GB 11643): six digits of the place of issue, birth date yyyymmdd,
// three digits of sequence (odd: male), a check character. Residence permits for Hong Kong, Macau
// and Taiwan have the same shape. Numbers of 15 digits (before 1999) have no century and no check.
//
// The prefix says where the number was first issued and may be a dead code: it is not looked up,
// and must never be taken for today's registration. Test and sample data use kUnassignedPrefix.
//
// A number is personal: it stands in no message here, and callers keep it out of theirs.
// Pure functions; the day is a parameter.

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::reference {

enum class Sex : std::uint8_t { kMale = 1, kFemale = 2 };

struct IdentityNumber {
  std::string number;  // 18 characters, capital X
  absl::CivilDay birth_date;
  Sex sex;
  bool upgraded;  // was of 15 digits: the century is taken to be 19, and nothing was checked by 18
};

// No city has it, so that no number with it can belong to a person: 529900 to 529999 are free.
inline constexpr absl::string_view kUnassignedPrefix = "5299";

// Reads 18 characters (a lower-case x is taken for X) or 15 digits; no blanks around. The birth
// date must exist, lie in 1900 or later, and not after `today`. INVALID_ARGUMENT says which rule
// failed, in Chinese and English.
absl::StatusOr<IdentityNumber> ParseIdentityNumber(absl::string_view text, absl::CivilDay today);

// The 18th character for the first 17; nullopt if they are not 17 digits.
std::optional<char> IdentityCheckCharacter(absl::string_view first_17);

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_IDENTITY_NUMBER_H_
