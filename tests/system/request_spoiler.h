#ifndef LAOWU_TESTS_SYSTEM_REQUEST_SPOILER_H_
#define LAOWU_TESTS_SYSTEM_REQUEST_SPOILER_H_

// A good request → many bad ones, each with one field spoiled, found by reflection: what a new
// field must refuse is asked from the day it is added.

#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace laowu::testing {

// A code or name of a division that is no more and that 520281 followed.
inline constexpr char kDeadDivision[] = "dead division";

struct SpoiledRequest {
  std::string bytes;
  std::string path;     // "rows.worker.skills.level", without indexes
  std::string message;  // whose field it is: "laowu.v1.Worker.Skill"
  std::string field;    // "level"
  std::string how;      // "over-long", "unknown enum value", …
};

// Strings of 5,000 characters, with a control character, and of nothing but ideographic and
// no-break blanks; divisions that are no more; unknown enum values, negative and huge numbers, days
// that do not exist, impossible instants and places, unknown mask paths, lists of 10,001 entries.
// Fields of messages that are not set are spoiled too, in a new message.
std::vector<SpoiledRequest> SpoilEachField(const google::protobuf::Message& good);

// How an answer refuses: its status, or, where rows are answered one by one, that of the first
// refused row. OK if nothing was refused.
absl::Status RefusalOf(const absl::StatusOr<std::string>& answer,
                       const google::protobuf::Descriptor& answer_type);

// True if the refusal names the field: a violation's path, indexes left out, ends one the other.
bool Names(const absl::Status& refusal, const std::string& path);

// A message of a generated type, empty or parsed from its text form (which must be good).
std::unique_ptr<google::protobuf::Message> NewMessage(const google::protobuf::Descriptor& type);
std::unique_ptr<google::protobuf::Message> ParseText(const google::protobuf::Descriptor& type,
                                                     const std::string& text);

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SYSTEM_REQUEST_SPOILER_H_
