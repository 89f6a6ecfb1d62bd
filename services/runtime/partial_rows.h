#ifndef LAOWU_SERVICES_RUNTIME_PARTIAL_ROWS_H_
#define LAOWU_SERVICES_RUNTIME_PARTIAL_ROWS_H_

// Rows of an import that speak of some fields alone: what a file has no column for stays as it is
// stored. The request's mask names the fields of the file's columns; what a row sets beside them
// (read from its free text) is taken, too. A row of nothing but name and etag is a question. Pure.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/types.pb.h"

namespace laowu::runtime {

// No mask, or "*": the row says all, and what it does not say is gone.
bool IsWholeStatement(const google::protobuf::FieldMask& mask);

// What a row touches: the paths of a checked `mask`, and the fields that are set in `row` but for
// `outputs`; each once.
std::vector<std::string> TouchedPaths(const google::protobuf::FieldMask& mask,
                                      const google::protobuf::Message& row,
                                      absl::Span<const absl::string_view> outputs);

// What was read from texts, of the merged record: of touched fields the row's, of the others what
// is known; in the order that stands, so that the same row again makes the same content.
google::protobuf::RepeatedPtrField<v1::InferredField> MergeInferred(
    const google::protobuf::RepeatedPtrField<v1::InferredField>& known,
    const google::protobuf::RepeatedPtrField<v1::InferredField>& row,
    const std::vector<std::string>& touched);

// The row is a name and an etag and nothing else: it asks whether the record still stands so.
template <typename Row>
bool IsQuestion(const Row& row) {
  if (row.etag().empty()) return false;
  Row question;
  question.set_name(row.name());
  question.set_etag(row.etag());
  return row.ByteSizeLong() == question.ByteSizeLong();
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_PARTIAL_ROWS_H_
