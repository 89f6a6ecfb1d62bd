#ifndef LAOWU_TESTS_UNIT_SERVICES_VACANCY_VACANCY_ROWS_H_
#define LAOWU_TESTS_UNIT_SERVICES_VACANCY_VACANCY_ROWS_H_

// Rows for the tests of the vacancy role. Credit codes bear the division 529999, which no county
// has: they belong to nobody.

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "reference/credit_code.h"
#include "services/runtime/field_checks.h"

namespace laowu::vacancy {

inline constexpr absl::CivilDay kToday(2026, 6, 30);
inline constexpr char kXiaolan[] = "442000110";  // a township of 442000
inline constexpr char kFactory[] = "中山市样例五金厂（样例）";

// A right code; capitals.
inline std::string CreditCode(int sequence) {
  const std::string first_17 = absl::StrFormat("91529999%09d", sequence);
  return first_17 + *reference::CreditCheckCharacter(first_17);
}
// One of the right form whose check character is wrong.
inline std::string BadCreditCode() {
  std::string code = CreditCode(1);
  code.back() = code.back() == '0' ? '1' : '0';
  return code;
}
inline std::string EmployerOf(const std::string& credit_code) {
  return absl::StrCat("employers/", absl::AsciiStrToLower(credit_code));
}

// A welder's post that says all that the law asks for. Without a reference where it is empty.
inline v1::Vacancy Row(const std::string& reference = "a-1") {
  v1::Vacancy vacancy;
  vacancy.set_source_reference(reference);
  vacancy.set_title("电焊工");
  vacancy.set_employer_display_name(kFactory);
  vacancy.set_workplace_division_code(kXiaolan);
  vacancy.set_min_wage_cny_per_month(5'000);
  vacancy.set_max_wage_cny_per_month(7'000);
  vacancy.set_pay_kind(v1::PAY_KIND_MONTHLY);
  vacancy.set_opening_count(3);
  *vacancy.mutable_expire_date() = runtime::ToDate(absl::CivilDay(2026, 8, 31));
  vacancy.set_description("焊接不锈钢架");
  return vacancy;
}

}  // namespace laowu::vacancy

#endif  // LAOWU_TESTS_UNIT_SERVICES_VACANCY_VACANCY_ROWS_H_
