#include "services/runtime/request_ids.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/errors.h"
#include "services/runtime/reasons.h"

namespace laowu::runtime {

bool SentAgain(absl::string_view request_id, std::initializer_list<absl::string_view> borne) {
  return !request_id.empty() &&
         std::any_of(borne.begin(), borne.end(), [&](absl::string_view other) {
           return absl::EqualsIgnoreCase(request_id, other);
         });
}

bool MadeBy(const internal::v1::Provenance& provenance, absl::string_view request_id,
            absl::string_view request_digest) {
  const std::string& known = provenance.request_digest();
  return SentAgain(request_id, {provenance.request_id()}) &&
         (known.empty() || known == request_digest);
}

absl::Status RequestIdUsed() {
  return Error(absl::StatusCode::kAlreadyExists, reasons::kAlreadyExists,
               "The request_id was used already, for something else; nothing was done. A new "
               "request needs a new request_id. "
               "request_id 已用于别的请求，未作处理；新的请求请用新的 request_id。");
}

absl::Status WasTakenBack(absl::string_view name) {
  return Error(
      absl::StatusCode::kAlreadyExists, reasons::kAlreadyExists,
      absl::StrCat("这个 request_id 登记的 ", name,
                   " 已被撤销，未作处理；要重新登记，请换一个新的 request_id 或不填 / What "
                   "this request_id recorded, ",
                   name,
                   ", was taken back, and nothing was done. To record it anew use a new "
                   "request_id, or none."));
}

}  // namespace laowu::runtime
