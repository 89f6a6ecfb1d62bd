#include "services/worker/import_rows.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "reference/divisions.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "services/worker/fact_rules.h"
#include "services/worker/worker_records.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

// The same in both languages.
struct Words {
  std::string zh;
  std::string en;
};

// "520281001 亦资街道".
std::string PlaceText(const std::string& code) {
  const auto ever = reference::Divisions::Get().FindEver(code);
  return ever.empty() ? code : absl::StrCat(code, " ", ever.front()->name);
}

Words GroupWords(v1::PolicyGroup group) {
  switch (group) {
    case v1::POLICY_GROUP_POVERTY_ALLEVIATED:
      return {"脱贫人口", "poverty-alleviated"};
    case v1::POLICY_GROUP_MONITORED:
      return {"监测对象", "monitored"};
    case v1::POLICY_GROUP_RELOCATED:
      return {"易地搬迁", "relocated"};
    case v1::POLICY_GROUP_LOW_INCOME:
      return {"低收入", "low income"};
    case v1::POLICY_GROUP_DISABLED:
      return {"残疾人", "disabled"};
    default:
      // One that this version does not know.
      return {absl::StrCat(static_cast<int>(group)), absl::StrCat(static_cast<int>(group))};
  }
}

Words WordsOf(const WorkerState& held, const v1::WorkerFact& change) {
  if (change.kind() == v1::WorkerFact::RESIDENCE_MOVED) {
    const std::string both = absl::StrCat(PlaceText(held.division_code), "→",
                                          PlaceText(change.values().division_code()));
    return {absl::StrCat("户籍 ", both), absl::StrCat("registration ", both)};
  }
  if (change.kind() == v1::WorkerFact::RURAL_STATUS) {
    return held.rural ? Words{"农村户籍 是→否", "rural status yes→no"}
                      : Words{"农村户籍 否→是", "rural status no→yes"};
  }
  const bool added = change.kind() == v1::WorkerFact::POLICY_GROUP_ADDED;
  const Words group = GroupWords(change.values().policy_groups(0));
  return {absl::StrCat("政策身份", added ? "加“" : "去“", group.zh, "”"),
          absl::StrCat("policy group ", group.en, added ? " added" : " removed")};
}

Words WordsOf(const WorkerState& held, const std::vector<v1::WorkerFact>& changes) {
  Words all;
  for (const v1::WorkerFact& change : changes) {
    const Words words = WordsOf(held, change);
    absl::StrAppend(&all.zh, all.zh.empty() ? "" : "，", words.zh);
    absl::StrAppend(&all.en, all.en.empty() ? "" : ", ", words.en);
  }
  return all;
}

}  // namespace

google::protobuf::RepeatedPtrField<v1::InferredField> WithoutSourceTexts(
    const google::protobuf::RepeatedPtrField<v1::InferredField>& fields) {
  auto out = fields;
  for (auto& field : out) field.clear_source_text();
  return out;
}

bool IsOneOf(const std::vector<runtime::Keys::Digest>& digests, absl::string_view hex) {
  return std::any_of(digests.begin(), digests.end(),
                     [&](const runtime::Keys::Digest& digest) { return digest.hex == hex; });
}

absl::Status NameSameHousehold(HouseholdChanges& households, WorkerChange& change) {
  const std::string& held = change.old->stored.worker().household();
  const std::string& named = change.profile.household();
  if (held.empty() || named.empty() || named == held) return absl::OkStatus();
  std::string full;  // who is in it does not join it
  LAOWU_ASSIGN_OR_RETURN(const std::string household,
                         households.Resolve(named, change.profile.division_code(), &full));
  if (household == held) change.profile.set_household(held);
  return absl::OkStatus();
}

bool IsUnchanged(const WorkerChange& change) {
  v1::Worker shown = change.profile;
  ShowState(StateOn(change.known, kNewest), shown);
  return change.added.empty() &&
         change.details.SerializeAsString() == change.old_details.SerializeAsString() &&
         runtime::DeterministicBytes(shown) ==
             runtime::DeterministicBytes(change.old->stored.worker());
}

std::string WhyUndated(const WorkerState& held, const std::vector<v1::WorkerFact>& changes) {
  const Words words = WordsOf(held, changes);
  return absl::StrCat("与档案不同：", words.zh,
                      "；请写明从哪天起 / differs from the record: ", words.en,
                      ", which is dated: say since when (as_of_date)");
}

std::string WhyBeforeKnown(const WorkerState& held, const std::vector<v1::WorkerFact>& changes,
                           absl::CivilDay known_since) {
  const Words words = WordsOf(held, changes);
  const std::string day = runtime::DateText(known_since);
  return absl::StrCat("与档案不同：", words.zh, "；而所写日期早于建档日 ", day,
                      "，请写该日或之后的日期 / differs from the record: ", words.en,
                      "; but the date (as_of_date) lies before ", day,
                      ", from when the person is known: give that day or a later one");
}

bool IsAsSaid(const Person& person, const v1::Worker& row) {
  if (!person.mine.has_value()) return row.etag().empty();
  return WorkerName(person.mine_id) == row.name() &&
         runtime::EtagOf(person.mine->version) == row.etag();
}

}  // namespace laowu::worker
