#include "services/worker/personal_details.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/digest.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::worker {

std::string SealDetails(const runtime::Keys& keys, const v1::Worker::PersonalDetails& details,
                        absl::string_view worker_name) {
  return keys.Encrypt(details.SerializeAsString(), worker_name);
}

absl::StatusOr<v1::Worker::PersonalDetails> OpenDetails(const runtime::Keys& keys,
                                                        absl::string_view envelope,
                                                        absl::string_view worker_name) {
  LAOWU_ASSIGN_OR_RETURN(const std::string plain, keys.Decrypt(envelope, worker_name));
  v1::Worker::PersonalDetails details;
  if (!details.ParseFromString(plain)) {
    return absl::DataLossError(absl::StrCat("details of ", worker_name, " cannot be read"));
  }
  return details;
}

std::string MaskedIdentityNumber(absl::string_view number) {
  constexpr size_t kLength = 18;
  constexpr size_t kShownFirst = 6;
  constexpr size_t kShownLast = 4;
  if (number.size() != kLength) return std::string(number.size(), '*');
  return absl::StrCat(number.substr(0, kShownFirst),
                      std::string(kLength - kShownFirst - kShownLast, '*'),
                      number.substr(kLength - kShownLast));
}

v1::Worker::PersonalDetails Masked(v1::Worker::PersonalDetails details) {
  details.set_identity_number(MaskedIdentityNumber(details.identity_number()));
  return details;
}

std::vector<std::string> FieldsOf(const v1::Worker::PersonalDetails& details) {
  std::vector<std::string> fields;
  if (!details.display_name().empty()) fields.push_back("display_name");
  if (!details.phone_number().empty()) fields.push_back("phone_number");
  if (!details.identity_number().empty()) fields.push_back("identity_number");
  return fields;
}

std::vector<runtime::Keys::Digest> IdentityDigests(const runtime::Keys& keys,
                                                   absl::string_view number, int place) {
  const std::string value = place == 1 ? std::string(number) : absl::StrCat(number, "\n", place);
  return keys.DigestsOf("identity", value);
}

std::vector<runtime::Keys::Digest> ReferenceDigests(const runtime::Keys& keys,
                                                    absl::string_view bureau,
                                                    absl::string_view reference) {
  return keys.DigestsOf("reference", absl::StrCat(bureau, "\n", reference));
}

std::vector<runtime::Keys::Digest> ContentDigests(const runtime::Keys& keys,
                                                  const v1::Worker& normalised) {
  return keys.DigestsOf("content", runtime::DeterministicBytes(normalised));
}

}  // namespace laowu::worker
