#ifndef LAOWU_TESTS_SYSTEM_BAD_REQUESTS_TABLE_H_
#define LAOWU_TESTS_SYSTEM_BAD_REQUESTS_TABLE_H_

// What bad_requests_test.cc knows of each method beyond its descriptor.

#include <string>
#include <vector>

namespace laowu::testing {

// A request that passes every check of its fields, in text form; names as in small_world.h.
struct GoodRequest {
  const char* method;  // "VacancyService/GetVacancy"
  const char* text;
  // Why a request with nothing in it is no mistake; null: it must be refused.
  const char* empty_is_right = nullptr;
};

// A field whose bad values are not refused, and why that is right. `how` empty: whatever it holds.
struct UncheckedField {
  const char* message;  // "laowu.v1.Worker"; empty: of any message
  const char* field;    // empty: all fields of the message
  const char* how;      // as in request_spoiler.h
  const char* why;
  const char* methods = "";  // of methods that begin so: "WorkerService/Import"
};

// A method that answers a caller whose scope holds none of the records, and why that is right.
struct OpenAnswer {
  const char* method;  // "MatchService/FindCandidates"
  const char* caller;  // "county", "city", "office", "organizer", "monitor"
  const char* why;
};

// At least one for each method; a method with alternatives ("name" or "draft") has one for each.
const std::vector<GoodRequest>& GoodRequests();
const std::vector<UncheckedField>& UncheckedFields();
const std::vector<OpenAnswer>& OpenAnswers();

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SYSTEM_BAD_REQUESTS_TABLE_H_
