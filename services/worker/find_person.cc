#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/access.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/worker/number_links.h"
#include "services/worker/personal_details.h"
#include "services/worker/worker_plan.h"
#include "services/worker/worker_rules.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

constexpr size_t kCountyDigits = 6;

absl::Status Refusal(absl::string_view path, absl::string_view field,
                     absl::string_view description) {
  runtime::FieldChecks checks;
  checks.Violate(absl::StrCat(path, field), description);
  return checks.status();
}

// Of several records in scope the one of the county that the row names, and of those one that
// stands for itself.
int RankHere(const v1::Worker& known, absl::string_view county) {
  return (absl::StartsWith(known.division_code(), county) ? 2 : 0) +
         (known.merged_into().empty() ? 1 : 0);
}

// Of those outside the scope the one to link a row with, which fits rather than stands for itself;
// beside a record of the scope the one to tell of: `standing_first`. nullptr: there is none.
const Bearer* BestElsewhere(const std::vector<Bearer>& elsewhere, bool standing_first) {
  const Bearer* best = nullptr;
  int best_rank = 0;
  for (const Bearer& bearer : elsewhere) {
    const bool stands = bearer.worker().merged_into().empty();
    const int rank =
        1 + (stands ? (standing_first ? 2 : 1) : 0) + (bearer.fits ? (standing_first ? 1 : 2) : 0);
    // Of two that stand, the last.
    if (rank < best_rank || (rank == best_rank && !stands)) continue;
    best_rank = rank;
    best = &bearer;
  }
  return best;
}

absl::Status FindByNumber(const PlanContext& context, const PersonDigests& digests,
                          const v1::Worker& worker, absl::string_view self_id,
                          absl::string_view path, Person& person, absl::Status* refusal) {
  if (digests.number.empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(person.number, LoadIdentity(context.reader, digests.number));
  const absl::string_view county =
      absl::string_view(worker.division_code()).substr(0, kCountyDigits);
  LAOWU_ASSIGN_OR_RETURN(auto bearers, LoadBearers(context.reader, *person.number, self_id));
  std::vector<Bearer> elsewhere;
  for (Bearer& bearer : bearers) {
    if (!runtime::DivisionInScope(context.call.principal, bearer.worker().division_code())) {
      elsewhere.push_back(std::move(bearer));
    } else if (!person.mine.has_value() ||
               RankHere(person.mine->stored.worker(), county) < RankHere(bearer.worker(), county)) {
      person.mine_id = bearer.id;
      person.mine = std::move(bearer.loaded);
    }
  }
  if (!elsewhere.empty()) {
    v1::Worker::PersonalDetails details = worker.personal_details();
    if (person.mine.has_value()) {
      LAOWU_ASSIGN_OR_RETURN(const auto known,
                             LoadDetails(context.reader, context.keys, person.mine_id));
      details = MergedDetails(details, known);
    }
    LAOWU_RETURN_IF_ERROR(JudgeNames(context, details, elsewhere));
  }
  const Bearer* const other = BestElsewhere(elsewhere, person.mine.has_value());
  if (person.mine.has_value()) {
    // The two are linked already, or one alone is dead, or their names do not fit.
    if (other == nullptr) return absl::OkStatus();
    person.beside_id = other->id;
    person.beside = other->loaded;
    person.beside_fits = other->fits;
    return absl::OkStatus();
  }
  if (person.number->worker_ids.size() >= static_cast<size_t>(kRecordsOfOnePersonMost)) {
    *refusal = Refusal(path, ".personal_details.identity_number",
                       "在多个县有档案，请管理员合并 / has a record in too many counties; an "
                       "administrator should merge them");
  }
  if (other == nullptr) return absl::OkStatus();
  person.elsewhere_id = other->id;
  person.elsewhere = other->loaded;
  person.elsewhere_fits = other->fits;
  return absl::OkStatus();
}

absl::Status FindByReference(const PlanContext& context, const PersonDigests& digests,
                             const v1::Worker& worker, absl::string_view self_id,
                             absl::string_view path, Person& person, absl::Status* refusal) {
  if (digests.reference.empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(person.reference, LoadIdentity(context.reader, digests.reference));
  if (person.reference->worker_ids.empty()) return absl::OkStatus();
  const std::string id = person.reference->worker_ids.back();
  if (id == person.mine_id || id == self_id) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(auto referred, LoadWorker(context.reader, id));
  if (!referred.has_value()) return absl::OkStatus();
  const std::string& number = worker.personal_details().identity_number();
  const absl::Status scope =
      runtime::RequireDivision(context.call.principal, referred->stored.worker().division_code());
  if (!scope.ok()) {
    // That one moved away. With an identity number the row can stand for itself.
    if (number.empty()) *refusal = scope;
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(const auto details, LoadDetails(context.reader, context.keys, id));
  const bool other_number =
      !number.empty() && !details.identity_number().empty() && details.identity_number() != number;
  if (person.mine.has_value() || other_number) {
    *refusal = Refusal(path, ".source_reference",
                       "是另一人的编号，身份证号不同，请每人用自己的编号 / stands for another "
                       "person, with another identity number; give each "
                       "person a reference of their own");
    return absl::OkStatus();
  }
  person.mine_id = id;
  person.mine = std::move(referred);
  return absl::OkStatus();
}

}  // namespace

PersonDigests DigestsOfPerson(const PlanContext& context, const v1::Worker& worker) {
  PersonDigests digests;
  const std::string& number = worker.personal_details().identity_number();
  if (!number.empty()) digests.number = IdentityDigests(context.keys, number);
  if (!worker.source_reference().empty()) {
    digests.reference = ReferenceDigests(context.keys, context.call.principal.division_prefix,
                                         worker.source_reference());
  }
  return digests;
}

std::optional<Joined> ApartBefore(const Person& person, absl::CivilDay day) {
  if (!person.mine.has_value() || !person.beside.has_value()) return std::nullopt;
  const v1::Worker& mine = person.mine->stored.worker();
  const v1::Worker& other = person.beside->stored.worker();
  // Of two that are linked, the one that stands lives; a death there holds for both.
  const bool behind = mine.merged_into() == WorkerName(person.beside_id) && mine.has_death_date();
  const bool before = other.merged_into() == WorkerName(person.mine_id) && other.has_death_date();
  const bool apart = mine.merged_into().empty() && other.merged_into().empty();
  if (!apart && !behind && !before) return std::nullopt;
  Joined joined;
  joined.linked = !apart;
  joined.apart = apart;
  joined.names_differ = apart && !person.beside_fits;
  joined.elsewhere = WorkerName(person.beside_id);
  joined.county_code = CountyOf(other.division_code());
  joined.since = day;
  joined.dead_here = mine.has_death_date();
  joined.dead_elsewhere = other.has_death_date();
  if (!joined.apart && !joined.contradicted()) return std::nullopt;
  return joined;
}

absl::StatusOr<std::optional<Joined>> ApartNow(const PlanContext& context,
                                               const std::string& worker_id,
                                               const LoadedWorker& own) {
  bool is_shared = false;
  for (const auto& digest : NotedIdentities(own.stored)) {
    LAOWU_ASSIGN_OR_RETURN(const Identity identity, LoadIdentity(context.reader, {digest}));
    is_shared = is_shared || identity.worker_ids.size() > 1;
  }
  if (!is_shared) return std::nullopt;
  v1::Worker worker = own.stored.worker();
  LAOWU_ASSIGN_OR_RETURN(*worker.mutable_personal_details(),
                         LoadDetails(context.reader, context.keys, worker_id));
  const std::string& number = worker.personal_details().identity_number();
  if (number.empty()) return std::nullopt;
  PersonDigests digests;
  digests.number = IdentityDigests(context.keys, number);
  Person person;
  absl::Status refusal;
  LAOWU_RETURN_IF_ERROR(FindByNumber(context, digests, worker, "", "", person, &refusal));
  if (person.mine_id != worker_id) return std::nullopt;
  return ApartBefore(person, runtime::DayOf(context.call.now));
}

absl::StatusOr<std::optional<Joined>> JoinedBefore(const PlanContext& context,
                                                   const std::string& worker_id,
                                                   const v1::Worker& own, const v1::Worker& row,
                                                   absl::CivilDay day) {
  Person person;
  absl::Status refusal;
  LAOWU_RETURN_IF_ERROR(
      FindByNumber(context, DigestsOfPerson(context, row), row, worker_id, "", person, &refusal));
  if (!person.elsewhere.has_value()) return std::nullopt;
  const v1::Worker& other = person.elsewhere->stored.worker();
  Joined joined;
  joined.elsewhere = WorkerName(person.elsewhere_id);
  joined.county_code = CountyOf(other.division_code());
  joined.since = day;
  joined.stands_here = other.merged_into() == WorkerName(worker_id);
  joined.dead_here = own.has_death_date();
  joined.dead_elsewhere = other.has_death_date();
  joined.names_differ =
      !person.elsewhere_fits && !joined.stands_here && own.merged_into() != joined.elsewhere;
  return joined;
}

absl::StatusOr<Person> FindPerson(const PlanContext& context, const PersonDigests& digests,
                                  const v1::Worker& worker, absl::string_view self_id,
                                  absl::string_view path, absl::Status* refusal) {
  Person person;
  LAOWU_RETURN_IF_ERROR(FindByNumber(context, digests, worker, self_id, path, person, refusal));
  if (refusal->ok()) {
    LAOWU_RETURN_IF_ERROR(
        FindByReference(context, digests, worker, self_id, path, person, refusal));
  }
  return person;
}

}  // namespace laowu::worker
