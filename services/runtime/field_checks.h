#ifndef LAOWU_SERVICES_RUNTIME_FIELD_CHECKS_H_
#define LAOWU_SERVICES_RUNTIME_FIELD_CHECKS_H_

// Collects every violation of a request, so that a sender sees all at once. Paths are as in the
// request: "vacancy.skill_requirements[2].min_level".

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/rpc/error_details.pb.h"
#include "google/type/date.pb.h"
#include "google/type/latlng.pb.h"

namespace laowu::runtime {

// "has the unknown value 99; known are …", or "is required; known are …" of an empty `value`: the
// names as in JSON, at most a dozen, then where all of them stand.
std::string UnknownEnumText(const google::protobuf::EnumDescriptor& type, absl::string_view value);

class FieldChecks {
 public:
  void Violate(absl::string_view path, absl::string_view description);

  // At most `chars_most` characters of valid UTF-8 without control characters and such as nobody
  // sees (reference/invisible.h); empty, of ASCII blanks, or saying something. Where `multi_line`,
  // line breaks, tabs and what nobody sees among the rest pass.
  void Text(absl::string_view path, absl::string_view value, int chars_most,
            bool multi_line = false);
  void RequiredText(absl::string_view path, absl::string_view value, int chars_most);
  // [a-z0-9-]{1,63}.
  void Id(absl::string_view path, absl::string_view value);
  // A UUID in the usual form, or empty.
  void RequestId(absl::string_view path, absl::string_view value);
  void Range(absl::string_view path, int64_t value, int64_t least, int64_t most);
  // 0 (not stated) passes.
  void RangeIfSet(absl::string_view path, int64_t value, int64_t least, int64_t most);
  void CountMost(absl::string_view path, int count, int most);
  // Of a list that must have something: 1 to `most`.
  void RequiredCount(absl::string_view path, int count, int most);
  // A division code in form: 6, 9 or 12 digits (or 2 or 4 where `prefix`).
  void DivisionCode(absl::string_view path, absl::string_view value, bool prefix = false);
  // d-dd-dd-dd, d-dd-dd or d-dd in form.
  void OccupationCode(absl::string_view path, absl::string_view value);
  // Within the years 1970 to 9999, nanos in range. Not set passes.
  void Instant(absl::string_view path, const google::protobuf::Timestamp& value);
  // A real civil date in 1900…2200.
  void Date(absl::string_view path, const google::type::Date& value);
  // A point in China (place_checks.h), both coordinates stated.
  void LatLng(absl::string_view path, const google::type::LatLng& value);
  // An enum value that this build knows; use with google::protobuf's Foo_IsValid(value). The
  // violation has the names that would do.
  template <typename Enum>
  void KnownEnum(absl::string_view path, Enum value, bool known) {
    if (known) return;
    const int number = static_cast<int>(value);
    Violate(path, UnknownEnumText(*google::protobuf::GetEnumDescriptor<Enum>(),
                                  number == 0 ? "" : absl::StrCat(number)));
  }

  bool ok() const { return violations_.empty(); }
  // OK, or INVALID_ARGUMENT with all of them.
  absl::Status status() const;
  const std::vector<google::rpc::BadRequest::FieldViolation>& violations() const {
    return violations_;
  }

 private:
  std::vector<google::rpc::BadRequest::FieldViolation> violations_;
};

// nullopt if it is not a real date.
std::optional<absl::CivilDay> ToCivilDay(const google::type::Date& date);
google::type::Date ToDate(absl::CivilDay day);
// "2026-06-30".
std::string DateText(absl::CivilDay day);
std::optional<absl::CivilDay> ParseDate(absl::string_view text);

// Number of code points; nullopt if not valid UTF-8.
std::optional<int> CountChars(absl::string_view text);
// As much of a UTF-8 text as that many bytes hold, no character cut in two.
absl::string_view FirstBytes(absl::string_view text, size_t bytes_most);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_FIELD_CHECKS_H_
