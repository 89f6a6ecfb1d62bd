#include "services/worker/number_links.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/worker/fact_rules.h"
#include "services/worker/merged_records.h"
#include "services/worker/personal_details.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

bool Holds(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

absl::StatusOr<Identity> IdentityOf(const PlanContext& context, const std::string& number) {
  return LoadIdentity(context.reader, IdentityDigests(context.keys, number));
}

// Whether a record behind that one, or behind such a one, is recorded as dead.
absl::StatusOr<bool> IsAnyDeadBehind(const storage::Reader& reader, const std::string& worker_id,
                                     int depth = 0) {
  if (depth >= runtime::limits::kMergeChainMost) return false;
  LAOWU_ASSIGN_OR_RETURN(const auto ids, IdsMergedInto(reader, worker_id));
  for (const std::string& id : ids) {
    LAOWU_ASSIGN_OR_RETURN(const auto behind, LoadWorker(reader, id));
    if (!behind.has_value() || behind->stored.worker().merged_into() != WorkerName(worker_id)) {
      continue;
    }
    if (behind->stored.worker().has_death_date()) return true;
    LAOWU_ASSIGN_OR_RETURN(const bool further, IsAnyDeadBehind(reader, id, depth + 1));
    if (further) return true;
  }
  return false;
}

// Whether one of `ids` bears the number of a record that `standing_name` stands for, or of itself,
// and that is none of them.
absl::StatusOr<bool> ShareANumber(const PlanContext& context, const std::vector<std::string>& ids,
                                  const std::string& standing_name) {
  for (const std::string& id : ids) {
    LAOWU_ASSIGN_OR_RETURN(const auto details, LoadDetails(context.reader, context.keys, id));
    if (details.identity_number().empty()) continue;
    LAOWU_ASSIGN_OR_RETURN(const Identity identity, IdentityOf(context, details.identity_number()));
    for (const std::string& other_id : identity.worker_ids) {
      if (Holds(ids, other_id)) continue;
      LAOWU_ASSIGN_OR_RETURN(const auto standing,
                             StandingBehind(context.reader, WorkerName(other_id)));
      if (standing.has_value() && standing->name == standing_name) return true;
    }
  }
  return false;
}

// Whom the worker will be merged into; empty: nobody.
std::string MergedIntoAfter(const WorkerChange& change) {
  std::string into = change.old->stored.worker().merged_into();
  for (const v1::WorkerFact& fact : change.added) {
    if (fact.kind() == v1::WorkerFact::MERGED) into = fact.values().worker();
    if (fact.kind() == v1::WorkerFact::UNMERGED && fact.values().worker() == into) into.clear();
  }
  return into;
}

}  // namespace

absl::StatusOr<std::vector<Bearer>> LoadBearers(const storage::Reader& reader,
                                                const Identity& identity,
                                                absl::string_view self_id) {
  std::vector<Bearer> bearers;
  for (const std::string& id : identity.worker_ids) {
    if (id == self_id) continue;
    LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadWorker(reader, id));
    if (!loaded.has_value() || loaded->stored.worker().has_erase_time()) continue;
    bearers.push_back({id, *std::move(loaded)});
  }
  return bearers;
}

absl::Status JudgeNames(const PlanContext& context, const v1::Worker::PersonalDetails& details,
                        std::vector<Bearer>& bearers) {
  for (Bearer& bearer : bearers) {
    LAOWU_ASSIGN_OR_RETURN(const auto theirs, LoadDetails(context.reader, context.keys, bearer.id));
    bearer.fits = FitsByNameOrPhone(details, theirs);
  }
  // Once for each step of the longest chain.
  for (size_t step = 0; step + 1 < bearers.size(); ++step) {
    for (const Bearer& behind : bearers) {
      if (!behind.fits) continue;
      for (Bearer& bearer : bearers) {
        if (behind.worker().merged_into() == WorkerName(bearer.id)) bearer.fits = true;
      }
    }
  }
  return absl::OkStatus();
}

bool LivesByItself(const v1::Worker& worker) {
  return !worker.has_death_date() && worker.merged_into().empty();
}

absl::Status LinkByNumber(const PlanContext& context, absl::CivilDay day, WorkerChange& change,
                          storage::Batch& batch) {
  const std::string& number = change.details.identity_number();
  if (number.empty() || change.joined.has_value()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const Identity identity, IdentityOf(context, number));
  LAOWU_ASSIGN_OR_RETURN(auto bearers, LoadBearers(context.reader, identity, change.worker_id));
  if (bearers.empty()) return absl::OkStatus();
  LAOWU_RETURN_IF_ERROR(JudgeNames(context, change.details, bearers));
  LAOWU_ASSIGN_OR_RETURN(const bool dead_here, IsAnyDeadBehind(context.reader, change.worker_id));
  const Bearer* chosen = nullptr;
  for (const Bearer& bearer : bearers) {
    if (!LivesByItself(bearer.worker())) continue;
    if (!bearer.fits) {
      if (chosen == nullptr) chosen = &bearer;
      continue;
    }
    LAOWU_ASSIGN_OR_RETURN(const bool dead_there, IsAnyDeadBehind(context.reader, bearer.id));
    if (dead_here || dead_there) continue;
    chosen = &bearer;
    break;
  }
  if (chosen == nullptr) return absl::OkStatus();
  Person person;
  person.elsewhere_id = chosen->id;
  person.elsewhere = chosen->loaded;
  person.elsewhere_fits = chosen->fits;
  return JoinPerson(context, person, day, change, batch);
}

absl::Status CheckNotParted(const PlanContext& context, const WorkerChange& change,
                            const v1::WorkerFact& fact) {
  const bool may_part = fact.kind() == v1::WorkerFact::UNMERGED ||
                        fact.kind() == v1::WorkerFact::MERGED ||
                        fact.kind() == v1::WorkerFact::FACT_VOIDED;
  const std::string& into = change.old->stored.worker().merged_into();
  if (!may_part || into.empty() || context.call.via_service) return absl::OkStatus();
  std::vector<v1::WorkerFact> all = change.known;
  all.push_back(fact);
  all.back().set_sequence(kPendingSequence);
  if (StateOn(all, kNewest).merged_into == into) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto standing, StandingBehind(context.reader, into));
  if (!standing.has_value()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(std::vector<std::string> parted,
                         AllMergedInto(context.reader, change.worker_id));
  parted.push_back(change.worker_id);
  LAOWU_ASSIGN_OR_RETURN(const bool share, ShareANumber(context, parted, standing->name));
  if (!share) return absl::OkStatus();
  return runtime::FailedPrecondition(
      runtime::reasons::kWrongState, WorkerName(change.worker_id),
      absl::StrCat("与 ", into,
                   " 的身份证号相同，一个号码是一个人，不能拆开。确是两人的，有一个号码写错：请先在"
                   "写错的那份改成正确的号码（UpdateWorker，laowu worker update "
                   "--identity-number；别县的请该县改），再撤销合并；整份误建的，按误建删除 / "
                   "bears the identity number of ",
                   into,
                   ", and one number is one person: they are not parted. If these are two people, "
                   "one number is wrong: replace it first on the record that has it (UpdateWorker "
                   "of personal_details.identity_number; another county's by that county), then "
                   "take the merger back; a record that should not be there is erased as made by "
                   "mistake."));
}

absl::Status WarnOfStillLinked(const PlanContext& context, const WorkerChange& change,
                               google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  const std::string& was = change.old_details.identity_number();
  if (was.empty() || was == change.details.identity_number()) return absl::OkStatus();
  const std::string self = WorkerName(change.worker_id);
  const std::string into = MergedIntoAfter(change);
  LAOWU_ASSIGN_OR_RETURN(const Identity identity, IdentityOf(context, was));
  LAOWU_ASSIGN_OR_RETURN(const auto bearers,
                         LoadBearers(context.reader, identity, change.worker_id));
  for (const Bearer& bearer : bearers) {
    const std::string other = WorkerName(bearer.id);
    const bool stands_here = bearer.worker().merged_into() == self;
    // Parted by this change.
    if (stands_here && Holds(change.elsewhere_ids, bearer.id)) continue;
    if (!stands_here && into != other) continue;
    const std::string& behind = stands_here ? other : self;
    runtime::AddWarning(
        "STILL_LINKED", "personal_details.identity_number",
        absl::StrCat("身份证号已改，", other,
                     " 仍与本档案合并，按一人计算；确是两人的，现在可以在 ", behind,
                     " 撤销合并（UnmergeWorkers，laowu worker unmerge），由管它的县或上级办理 / "
                     "the identity number was replaced, and ",
                     other,
                     " is merged with this record still: they count as one person. If they are "
                     "two, take the merger back on ",
                     behind, " (UnmergeWorkers), which its county or who sees both may do now"),
        warnings)
        ->add_related_names(other);
  }
  return absl::OkStatus();
}

}  // namespace laowu::worker
