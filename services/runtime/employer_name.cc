#include "services/runtime/employer_name.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "reference/credit_code.h"
#include "reference/folding.h"
#include "services/runtime/digest.h"

namespace laowu::runtime {
namespace {

constexpr char kPrefix[] = "employers/";
constexpr char kDigestPrefix[] = "employers/n-";
constexpr int kDigestChars = 26;  // 130 bits

}  // namespace

std::string EmployerName(absl::string_view credit_code, absl::string_view display_name) {
  if (!credit_code.empty()) return absl::StrCat(kPrefix, absl::AsciiStrToLower(credit_code));
  const std::string digest = Base32(Sha256(reference::FoldTight(display_name)));
  return absl::StrCat(kDigestPrefix, digest.substr(0, kDigestChars));
}

bool IsNamedByDigest(absl::string_view employer_name) {
  return absl::StartsWith(employer_name, kDigestPrefix);
}

std::string CreditCodeOf(absl::string_view employer_name) {
  if (IsNamedByDigest(employer_name)) return "";
  return reference::NormaliseCreditCode(absl::StripPrefix(employer_name, kPrefix));
}

}  // namespace laowu::runtime
