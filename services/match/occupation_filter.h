#ifndef LAOWU_SERVICES_MATCH_OCCUPATION_FILTER_H_
#define LAOWU_SERVICES_MATCH_OCCUPATION_FILTER_H_

#include <string>
#include <vector>

#include "matcher/packed_rows.h"

namespace laowu::match {

// Classes of occupations, d to d-dd-dd-dd, and whether one of them contains a code.
class OccupationFilter {
 public:
  // Codes in form.
  template <typename Codes>
  explicit OccupationFilter(const Codes& codes) {
    for (const std::string& code : codes) {
      classes_.push_back({matcher::PackOccupation(code), ShiftOf(code.size())});
    }
  }

  bool empty() const { return classes_.empty(); }
  bool Contains(matcher::PackedOccupation occupation) const {
    for (const Class& wanted : classes_) {
      if (occupation != matcher::kNoOccupation && (occupation ^ wanted.code) >> wanted.shift == 0) {
        return true;
      }
    }
    return false;
  }

 private:
  struct Class {
    matcher::PackedOccupation code;
    int shift;  // what lies below it does not matter
  };
  static int ShiftOf(size_t code_chars) {
    switch (code_chars) {
      case 1:
        return matcher::kMajorClassShift;
      case 4:
        return matcher::kMiddleClassShift;
      case 7:
        return matcher::kSmallClassShift;
      default:
        return 0;
    }
  }

  std::vector<Class> classes_;
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_OCCUPATION_FILTER_H_
