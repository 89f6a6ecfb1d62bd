#ifndef LAOWU_SERVICES_WORKER_IMPORT_ROWS_H_
#define LAOWU_SERVICES_WORKER_IMPORT_ROWS_H_

// What a row of an import is, held against the record of its person. Any thread.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/keys.h"
#include "services/worker/fact_rules.h"
#include "services/worker/household_records.h"
#include "services/worker/worker_plan.h"

namespace laowu::worker {

// What was written about a person is not kept beside the profile in clear: a remark or a wish has
// names, addresses and numbers as it pleases. The rule stays, and the sender's receipt has the
// text.
google::protobuf::RepeatedPtrField<v1::InferredField> WithoutSourceTexts(
    const google::protobuf::RepeatedPtrField<v1::InferredField>& fields);

bool IsOneOf(const std::vector<runtime::Keys::Digest>& digests, absl::string_view hex);

// A bureau's own number of the household that the person is in already names no other one: the
// profile names it as the record does. Reads households alone.
absl::Status NameSameHousehold(HouseholdChanges& households, WorkerChange& change);

// Nothing of the change differs from what is stored; there is a stored record.
bool IsUnchanged(const WorkerChange& change);

// Why the dated facts by which a row differs from `held` cannot be recorded: nobody says since when
// they hold; the day lies before `known_since`, from when the person is known. Each is named, with
// both values.
std::string WhyUndated(const WorkerState& held, const std::vector<v1::WorkerFact>& changes);
std::string WhyBeforeKnown(const WorkerState& held, const std::vector<v1::WorkerFact>& changes,
                           absl::CivilDay known_since);

// Whether the row's record stands as the row says: the same name and etag, or no record of a row
// without an etag.
bool IsAsSaid(const Person& person, const v1::Worker& row);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_IMPORT_ROWS_H_
