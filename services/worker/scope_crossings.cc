#include "services/worker/scope_crossings.h"

#include "absl/strings/str_cat.h"
#include "reference/divisions.h"
#include "services/runtime/access.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/worker/fact_rules.h"
#include "services/worker/worker_rules.h"

namespace laowu::worker {
namespace {

constexpr size_t kCountyDigits = 6;
constexpr char kTakenOver[] = "REGISTRATION_TAKEN_OVER";
constexpr char kSamePerson[] = "SAME_PERSON_ELSEWHERE";
constexpr char kContradicted[] = "DEATH_CONTRADICTED";
constexpr char kNotLinked[] = "NOT_LINKED";

// "贵州省六盘水市六枝特区 520203"; of an area that is in no table the digits alone.
std::string CountyText(absl::string_view code, absl::CivilDay day) {
  const std::string county = CountyOf(code);
  std::string name;
  const auto& divisions = reference::Divisions::Get();
  for (const auto* at = divisions.Find(county, day); at != nullptr;
       at = at->parent.empty() ? nullptr : divisions.Find(at->parent, day)) {
    name = absl::StrCat(at->name, name);
  }
  return absl::StrCat(name, name.empty() ? "" : " ", county);
}

std::string TakeBackCommand(absl::string_view fact_name, absl::CivilDay today) {
  return absl::StrCat("laowu worker take-back ", fact_name, " --since ", runtime::DateText(today));
}

// `county` and `county_en`: where the other is registered, in brackets; may be empty.
std::string ContradictedText(const Joined& joined, absl::string_view county,
                             absl::string_view county_en) {
  const absl::string_view where = joined.dead_here ? "here" : "in another county";
  if (joined.dead_here) county_en = "";
  const std::string who = absl::StrCat(
      joined.dead_here ? "本档案已登记死亡，同一身份证号在别县" : "同一身份证号在别县已登记死亡",
      county, joined.dead_here ? "另有档案，没有死亡登记" : "，本档案没有死亡登记");
  if (joined.linked) {
    return absl::StrCat(
        who,
        "（或已撤销）；两份按一人计算，统计把此人算作已故。请与对方县核实：死亡登记有误的，请在"
        "登记它的那份撤销（FACT_VOIDED）；属实的，请在另一份也登记死亡 / of two records that count "
        "as one person the one ",
        where, county_en,
        " alone is recorded as dead (still), and figures count the person as dead. Check with the "
        "other county: a death that is wrong is taken back on the record that has it "
        "(FACT_VOIDED); one that is right is recorded on the other too");
  }
  return absl::StrCat(
      who,
      "；两份没有合并，按两人计算。请核对号码和本人：死亡登记有误的，请撤销，两份随即合并；属实的，"
      "请在另一份也登记死亡 / of two records of this identity number the one ",
      where, county_en,
      " alone is recorded as dead, so they were not linked and count as two. Check the number and "
      "the person: once a death that is wrong is taken back, they are linked; one that is right is "
      "recorded on the other too");
}

// The name on record is not told, nor whose it is.
constexpr char kNamesDiffer[] =
    "同一身份证号在别县另有档案，姓名对不上，两份没有合并，户籍没有转移，按两人计算。请核对号码和"
    "姓名，写错的改正后随即合并；确是一人（如已改名）的，请上级合并（MergeWorkers，"
    "accept_differences） / another county has a record of this identity number, under a name that "
    "does not fit: the two were not linked, nothing was taken over, and they count as two. Check "
    "number and name: once what is wrong is corrected, they are linked; if they are one person all "
    "the same (a name that changed), have them merged by who sees both (MergeWorkers with "
    "accept_differences)";

constexpr char kApart[] =
    "同一身份证号在别县另有档案，两份没有合并，按两人计算。一个号码是一个人：是一人的，请上级合并"
    "（MergeWorkers）；是两人的，有一个号码写错，请改正 / another county has a record of this "
    "identity number that is not linked with this one, and they count as two. One number is one "
    "person: if they are one, have them merged by who sees both (MergeWorkers); if not, one number "
    "is wrong and is to be replaced";

}  // namespace

std::string CountyOf(absl::string_view division_code) {
  return std::string(division_code.substr(0, kCountyDigits));
}

void WarnOfJoined(const Joined& joined, bool of_a_check,
                  google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  const std::string county =
      of_a_check ? "" : absl::StrCat("（", CountyText(joined.county_code, joined.since), "）");
  const std::string county_en = of_a_check ? "" : absl::StrCat(" (", joined.county_code, ")");
  const std::string since = runtime::DateText(joined.since);
  if (joined.names_differ || (joined.apart && !joined.contradicted())) {
    runtime::AddWarning(kNotLinked, "personal_details.identity_number",
                        joined.names_differ ? kNamesDiffer : kApart, warnings)
        ->add_related_names(joined.elsewhere);
    return;
  }
  if (joined.contradicted()) {
    runtime::AddWarning(kContradicted, "personal_details.identity_number",
                        ContradictedText(joined, county, county_en), warnings);
  } else if (joined.stands_here) {
    runtime::AddWarning(
        kTakenOver, "personal_details.identity_number",
        absl::StrCat("此人已在别县登记", county, "，自 ", since,
                     " 起转到本县名下，原县会收到提醒。如果身份证号有误，请更正号码"
                     "（或按误建删除），原县的登记随即恢复 / registered in another county",
                     county_en, ", the person is yours from ", since,
                     " on, and that county is told. If the number is a slip, correct it, or "
                     "erase the record as made by mistake: theirs stands again"),
        warnings);
  } else {
    runtime::AddWarning(
        kSamePerson, "personal_details.identity_number",
        absl::StrCat("此人已在别县登记", county,
                     "，且登记较新，以那一条为准，两条记录按一人计算 / registered in another "
                     "county",
                     county_en,
                     ", later than here: that record stands, and the two count as one "
                     "person"),
        warnings);
  }
  warnings->rbegin()->add_related_names(joined.elsewhere);
  if (!of_a_check) {
    warnings->rbegin()->add_related_names(absl::StrCat("divisions/", joined.county_code));
  }
}

void WarnOfLinked(const std::string& elsewhere,
                  google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  runtime::AddWarning(
      kSamePerson, "personal_details.identity_number",
      "此人另有一条登记记录，两条记录按一人计算，以登记较新的为准 / the person has another "
      "record; the two count as one person, and the newer registration stands for both",
      warnings);
  warnings->rbegin()->add_related_names(elsewhere);
}

void WarnOfNotLinked(const std::string& elsewhere, absl::string_view division_code,
                     absl::CivilDay today,
                     google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  runtime::AddWarning(
      kNotLinked, "personal_details.identity_number",
      absl::StrCat(
          "同一身份证号在别县另有档案（", CountyText(division_code, today),
          "），因死亡登记没有合并，仍按两人计算。并入其中一份的档案仍登记为已故的，请先撤销"
          "那条死亡；此后由上级合并（MergeWorkers） / another county (",
          CountyOf(division_code),
          ") has a record of this identity number, which was not linked since this one "
          "was dead; the two count as two still. If a record that is merged into either "
          "is recorded as dead, have that taken back; then have them merged by who sees "
          "both (MergeWorkers)"),
      warnings);
  warnings->rbegin()->add_related_names(elsewhere);
  warnings->rbegin()->add_related_names(absl::StrCat("divisions/", CountyOf(division_code)));
}

bool TellsOfElsewhere(const v1::Warning& warning) {
  return warning.reason() == kTakenOver || warning.reason() == kSamePerson ||
         warning.reason() == kContradicted || warning.reason() == kNotLinked;
}

void WarnOfMoveAway(const std::string& fact_name, absl::string_view division_code,
                    absl::CivilDay today,
                    google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  const std::string take_back = TakeBackCommand(fact_name, today);
  runtime::AddWarning(
      "MOVED_OUT_OF_SCOPE", "fact.values",
      absl::StrCat(
          "这条记录从此归 ", CountyText(division_code, today),
          "，本账号不能再查看或修改，对方会收到提醒。如果填错，在别人改动之前可以撤回：", take_back,
          "（接口 RecordWorkerFact，FACT_VOIDED） / the record is that of ",
          CountyOf(division_code),
          " now, which is told; you neither read nor change it any more. If that is a slip, "
          "take it back before anybody else changes it: ",
          take_back, " (RecordWorkerFact, FACT_VOIDED)"),
      warnings);
  warnings->rbegin()->add_related_names(fact_name);
}

const v1::WorkerFact* OwnMoveAway(const internal::v1::StoredWorker& stored,
                                  const std::vector<v1::WorkerFact>& facts,
                                  const runtime::Principal& principal) {
  if (stored.worker().has_erase_time() || stored.provenance().recorded_by() != principal.id) {
    return nullptr;
  }
  for (size_t i = 0; i < facts.size(); ++i) {
    const v1::WorkerFact& fact = facts[i];
    const bool moves = fact.kind() == v1::WorkerFact::RESIDENCE_MOVED ||
                       fact.kind() == v1::WorkerFact::FACT_VOIDED;
    if (!moves || fact.recorded_by() != principal.id) continue;
    std::vector<v1::WorkerFact> others = facts;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    if (runtime::DivisionInScope(principal, StateOn(others, kNewest).division_code)) return &fact;
  }
  return nullptr;
}

absl::Status MovedAway(const std::string& worker_name, const v1::WorkerFact& move,
                       absl::CivilDay today) {
  const std::string take_back = TakeBackCommand(move.name(), today);
  return runtime::Error(
      absl::StatusCode::kPermissionDenied, runtime::reasons::kOutOfScope,
      absl::StrCat("By your own word (", move.name(), ") ", worker_name,
                   " is another county's now. If that was a slip, take it back, as long as nobody "
                   "else has changed the record: ",
                   take_back,
                   " (RecordWorkerFact, FACT_VOIDED). 户籍已由本账号转到别县；"
                   "如果填错，在别人改动之前可以撤回。"),
      {{"fact", move.name()}});
}

absl::Status DeadBehindLiving(const std::string& worker_name, const std::string& standing_name,
                              absl::string_view division_code, absl::CivilDay today) {
  return runtime::FailedPrecondition(
      runtime::reasons::kWrongState, worker_name,
      absl::StrCat("本档案已并入 ", standing_name, "（", CountyText(division_code, today),
                   "），那份没有死亡登记；只登记在这里，统计会把在那里务工的人算作已故。请由该县"
                   "在那份档案登记死亡（DIED）；确非同一人的，请先撤销合并（UnmergeWorkers；号码"
                   "相同的，先改写错的号码），再登记 / The record is merged into ",
                   standing_name, " of ", CountyOf(division_code),
                   ", which is not recorded as dead: by a death here alone, figures would count "
                   "who lives there as dead. Have that county record the death (DIED) on theirs; "
                   "if they are two people, take the merger back first (UnmergeWorkers; where both "
                   "bear one identity number, the wrong one is replaced before that)."));
}

}  // namespace laowu::worker
