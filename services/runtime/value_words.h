#ifndef LAOWU_SERVICES_RUNTIME_VALUE_WORDS_H_
#define LAOWU_SERVICES_RUNTIME_VALUE_WORDS_H_

// What clerks read for the values of records' fields: Chinese, then English ("月薪 monthly"). Pure;
// thread-safe.

#include <string>

#include "laowu/v1/types.pb.h"

namespace laowu::runtime {

// "–" where nothing is stated.
std::string EducationWords(v1::EducationLevel level);
// "中级工 level 2" of 2; "–" of none.
std::string SkillLevelWords(int level);
// "" where nothing is stated.
std::string PayKindWords(v1::PayKind kind);
std::string PayBasisWords(v1::PayBasis basis);
std::string SexWords(v1::Sex sex);
// "–" of none.
std::string HazardWords(v1::Hazard hazard);
std::string PolicyGroupWords(v1::PolicyGroup group);
std::string ChannelWords(v1::Channel channel);
// "是 yes"; "否 no".
std::string YesNoWords(bool value);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_VALUE_WORDS_H_
