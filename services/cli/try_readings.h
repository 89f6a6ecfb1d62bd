#ifndef LAOWU_SERVICES_CLI_TRY_READINGS_H_
#define LAOWU_SERVICES_CLI_TRY_READINGS_H_

// What intake/ read of a text or a row, for people and for programs: each value with the words and
// the rule that it came from, what to look at, and what is missing or wrong. Pure functions.

#include <string>

#include "google/protobuf/struct.pb.h"
#include "intake/survey/survey_reader.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"

namespace laowu::cli {

struct ShownReading {
  std::string text;  // tables
  // {"read": [{field, name, value, sourceText, rule, confidencePercent}], "warnings": […],
  // "violations": […]}
  google::protobuf::Struct json;
};

ShownReading ShowReading(const intake::VacancyReading& reading);
ShownReading ShowReading(const intake::WorkerReading& reading);
ShownReading ShowReading(const intake::SurveyReading& reading);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_TRY_READINGS_H_
