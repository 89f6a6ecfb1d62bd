#include "reference/credit_code.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"

namespace laowu::reference {
namespace {

// A character's value is its place here (GB 32100, table 2).
constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int kModulus = 31;
constexpr std::size_t kLength = 18;

}  // namespace

std::optional<char> CreditCheckCharacter(absl::string_view first_17) {
  if (first_17.size() != kLength - 1) return std::nullopt;
  int sum = 0;
  int weight = 1;  // 3^i mod 31
  for (char c : first_17) {
    const std::size_t value = kAlphabet.find(c);
    if (value == absl::string_view::npos) return std::nullopt;
    sum += static_cast<int>(value) * weight;
    weight = weight * 3 % kModulus;
  }
  return kAlphabet[static_cast<std::size_t>((kModulus - sum % kModulus) % kModulus)];
}

bool HasCreditCodeForm(absl::string_view code) {
  if (code.size() != kLength) return false;
  const absl::string_view division = code.substr(2, 6);
  return std::all_of(code.begin(), code.end(),
                     [](char c) { return kAlphabet.find(c) != absl::string_view::npos; }) &&
         std::all_of(division.begin(), division.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

bool IsCreditCode(absl::string_view code) {
  return HasCreditCodeForm(code) &&
         CreditCheckCharacter(code.substr(0, kLength - 1)) == code[kLength - 1];
}

std::string NormaliseCreditCode(absl::string_view text) { return absl::AsciiStrToUpper(text); }

}  // namespace laowu::reference
