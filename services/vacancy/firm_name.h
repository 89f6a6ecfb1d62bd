#ifndef LAOWU_SERVICES_VACANCY_FIRM_NAME_H_
#define LAOWU_SERVICES_VACANCY_FIRM_NAME_H_

// Names of firms as people write them: 中山市光明灯饰有限公司, 光明灯饰（中山）有限责任公司,
// 光明灯饰厂. Nothing on disk rests on this; who an employer is, is employer_rules.h. Pure.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::vacancy {

// The letters, characters and digits alone, as reference::FoldTight has them: "光明（A&B）" and
// "光明(ab)" are the same.
std::string LettersOf(absl::string_view name);

struct FirmName {
  // LettersOf without the legal form (有限公司, 股份有限公司, 公司, 集团 …), a place in brackets,
  // and the province, city, county and township that the name begins with, by the tables. Empty
  // only where the name has no letters.
  std::string core;
  // Four digits of the city that these places are in, of all cities that are called so; empty:
  // none.
  std::vector<std::string> cities;
};
// By the divisions in force on `day`.
FirmName TakeApart(absl::string_view name, absl::CivilDay day);

// Whether both may be one firm's: equal cores, or one of four letters or more that the other holds;
// not where they name different cities. That they are one is for a person to find out:
// 中山市服装加工厂 and 中山市宏达服装加工厂 may be two.
bool MayBeOneFirm(const FirmName& a, const FirmName& b);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_FIRM_NAME_H_
