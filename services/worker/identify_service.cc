// Whom the rows of a list speak of: the part of the worker role that other roles' lists ask.

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "reference/identity_number.h"
#include "services/runtime/access.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "services/worker/personal_details.h"
#include "services/worker/worker_rules.h"
#include "services/worker/worker_service.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

namespace limits = runtime::limits;
using Asked = v1::IdentifyWorkersRequest::Person;
using Found = v1::IdentifyWorkersResponse::Person;
using Response = v1::IdentifyWorkersResponse;

void CheckIdentify(const v1::IdentifyWorkersRequest& request, absl::CivilDay today,
                   runtime::FieldChecks& checks) {
  checks.RequiredCount("persons", request.persons_size(), limits::kImportRows);
  for (int i = 0; i < std::min(request.persons_size(), limits::kImportRows); ++i) {
    const Asked& person = request.persons(i);
    const std::string at = absl::StrCat("persons[", i, "]");
    checks.Text(at + ".reference", person.reference(), limits::kTextChars);
    checks.Text(at + ".display_name", person.display_name(), limits::kNameChars);
    checks.Text(at + ".identity_number", person.identity_number(), limits::kTextChars);
    if (person.reference().empty() && person.identity_number().empty()) {
      checks.Violate(at + ".reference",
                     "编号和身份证号至少填一项 / or identity_number is required");
    }
  }
  CheckPurpose(request.purpose(), true, today, checks);
}

// Answers for one list; lives for one call.
class Identifying {
 public:
  Identifying(const storage::Reader& reader, const runtime::Keys& keys,
              const runtime::CallContext& call)
      : reader_(reader), keys_(keys), call_(call) {}

  absl::StatusOr<Found> Find(const Asked& asked) const {
    Found found;
    found.set_result(Response::NOT_FOUND);
    std::string number(absl::StripAsciiWhitespace(asked.identity_number()));
    if (!number.empty()) {
      const auto identity = reference::ParseIdentityNumber(number, runtime::DayOf(call_.now));
      if (!identity.ok()) {
        found.set_result(Response::NUMBER_NOT_VALID);
        return found;
      }
      number = identity->number;
    }
    std::string id;
    if (!number.empty()) {
      LAOWU_ASSIGN_OR_RETURN(id, Among(IdentityDigests(keys_, number)));
    }
    if (!asked.reference().empty()) {
      LAOWU_ASSIGN_OR_RETURN(const std::string referred, ByReference(asked.reference()));
      if (referred.empty() && id.empty()) return found;
      LAOWU_ASSIGN_OR_RETURN(const bool two, AreTwo(referred, id, number));
      if (two) {
        found.set_result(Response::TWO_PERSONS);
        return found;
      }
      // A list's own numbering is no reference of ours, where the identity number says who it is.
      if (id.empty()) id = referred;
    }
    if (id.empty()) return found;
    found.set_result(Response::FOUND);
    found.set_worker(absl::StrCat("workers/", id));
    LAOWU_ASSIGN_OR_RETURN(const auto details, LoadDetails(reader_, keys_, id));
    found.set_name_differs(!NamesFit(asked.display_name(), details.display_name()));
    return found;
  }

 private:
  bool InScope(const v1::Worker& worker) const {
    return runtime::DivisionInScope(call_.principal, worker.division_code());
  }

  // Of this record and those that stand for it, one behind another, the last that is in scope: this
  // one may be another county's. Empty: there is none.
  absl::StatusOr<std::string> Standing(const std::string& id) const {
    std::string standing;
    std::string at = id;
    for (int i = 0; i <= runtime::limits::kMergeChainMost; ++i) {
      LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(reader_, at));
      if (!loaded.has_value()) break;
      if (InScope(loaded->stored.worker())) standing = at;
      const auto into = runtime::ParseName("workers/*", loaded->stored.worker().merged_into());
      if (!into.has_value()) break;
      at = into->front();
    }
    return standing;
  }

  absl::StatusOr<std::string> Among(const std::vector<runtime::Keys::Digest>& digests) const {
    LAOWU_ASSIGN_OR_RETURN(const Identity identity, LoadIdentity(reader_, digests));
    for (auto id = identity.worker_ids.rbegin(); id != identity.worker_ids.rend(); ++id) {
      LAOWU_ASSIGN_OR_RETURN(const std::string standing, Standing(*id));
      if (!standing.empty()) return standing;
    }
    return std::string();
  }

  absl::StatusOr<std::string> ByReference(absl::string_view reference) const {
    const std::string text(absl::StripAsciiWhitespace(reference));
    const absl::string_view id = absl::StripPrefix(text, "workers/");
    if (runtime::ParseName("workers/*", absl::StrCat("workers/", id)).has_value()) {
      LAOWU_ASSIGN_OR_RETURN(const std::string standing, Standing(std::string(id)));
      if (!standing.empty()) return standing;
    }
    return Among(ReferenceDigests(keys_, call_.principal.division_prefix, text));
  }

  // `by_number`: who has that number; empty: nobody in scope.
  absl::StatusOr<bool> AreTwo(const std::string& referred, const std::string& by_number,
                              const std::string& number) const {
    if (referred.empty() || number.empty() || referred == by_number) return false;
    if (!by_number.empty()) return true;
    LAOWU_ASSIGN_OR_RETURN(const auto details, LoadDetails(reader_, keys_, referred));
    return !details.identity_number().empty() && details.identity_number() != number;
  }

  const storage::Reader& reader_;
  const runtime::Keys& keys_;
  const runtime::CallContext& call_;
};

}  // namespace

absl::StatusOr<v1::IdentifyWorkersResponse> WorkerService::IdentifyWorkers(
    const Call& call, const v1::IdentifyWorkersRequest& request) {
  runtime::FieldChecks checks;
  CheckIdentify(request, runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  v1::IdentifyWorkersResponse response;
  if (request.persons().empty()) return response;
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store_.TakeSnapshot());
  const Identifying list(*snapshot, keys_, call);
  std::vector<std::string> names;
  for (const Asked& asked : request.persons()) {
    LAOWU_ASSIGN_OR_RETURN(*response.add_persons(), list.Find(asked));
    const std::string& worker = response.persons(response.persons_size() - 1).worker();
    if (!worker.empty()) names.push_back(worker);
  }
  // Also where nobody was found: asking who is in the register tells something.
  storage::Batch batch;
  runtime::AddAudit(call, {names, {"identity_number", "reference"}, request.purpose(), ""}, batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  return response;
}

}  // namespace laowu::worker
