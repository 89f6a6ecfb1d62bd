#ifndef LAOWU_SERVICES_CLI_TRY_READINGS_H_
#define LAOWU_SERVICES_CLI_TRY_READINGS_H_

// What intake/ read of a text or a row, for people and for programs: each value with the words and
// the rule that it came from, what to look at, and what is missing or wrong. Pure functions.

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/struct.pb.h"
#include "intake/survey/survey_reader.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"

namespace laowu::cli {

// Of a document that is built by hand: a text under its name, where there is one; one more in a
// list.
void Set(const char* name, absl::string_view value, google::protobuf::Struct& to);
google::protobuf::Struct& AddTo(const char* list, google::protobuf::Struct& to);

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
