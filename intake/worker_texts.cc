#include "intake/worker_texts.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/facts_text.h"
#include "intake/text.h"
#include "intake/wage.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr int kLeastWageWish = 1'000;
constexpr int kToldConfidence = 80;
constexpr std::size_t kMaxPlaces = 4;
constexpr std::size_t kMaxOccupations = 3;

bool Has(const std::vector<std::string>& codes, const std::string& code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool SaysAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return absl::StrContains(text, word); });
}

}  // namespace

bool IsWageWish(absl::string_view piece) {
  static const RE2 pattern(
      R"(^(?:月薪|工资|薪资|希望|要求|期望|想要|月入|待遇)*[:：]?(?:不低于|至少|最低)?[\d.,\-~至到一二两三四五六七八九十千万百kw元块/月每以上起左右+多]+$)");
  const std::string folded = FoldTight(piece);
  if (!RE2::FullMatch(folded, pattern)) return false;
  const WageReading wage = ReadWage(folded, {.default_unit = WageUnit::kMonth});
  return wage.outcome == WageReading::Outcome::kRead && wage.min_cny_per_month >= kLeastWageWish;
}

WorkerTold ReadWorkerTold(absl::string_view text) {
  static const RE2 place(
      R"((?:想去|想到|愿去|愿意去|愿意到|希望去|希望到|打算去|打算到|准备去|只去|可去|意向地?)[:：]?(\p{Han}[\p{Han}、/]{1,30}?)(?:打工|务工|工作|上班|找|做|进厂|发展|一带|等地|附近|$))");
  static const RE2 past(
      R"((?:做过|干过|当过|从事过|曾做|曾任|以前做|之前做|原来做|原做|一直做|学过)(?:\d{1,2}年)?(?:多)?的?(\p{Han}{2,8}?)(?:\d{1,2}年)?(?:多)?(?:的)?(?:工作)?$)");
  static const RE2 past_behind(R"((?:做|干|当)(?:了)?(?:\d{1,2}年)(?:多)?的?(\p{Han}{2,8})$)");
  WorkerTold told;
  // A list of places keeps its marks; commas part what is said.
  const std::string prepared = FactText(text);
  for (absl::string_view clause : absl::StrSplit(
           absl::StrReplaceAll(prepared, {{"。", ","}, {";", ","}, {"!", ","}, {"\n", ","}}),
           ',')) {
    std::string words;
    const re2::StringPiece piece(clause.data(), clause.size());
    if (RE2::PartialMatch(piece, place, &words)) told.places.push_back(std::move(words));
    for (absl::string_view part : absl::StrSplit(clause, "、")) {
      const re2::StringPiece one(part.data(), part.size());
      if (RE2::PartialMatch(one, past, &words) || RE2::PartialMatch(one, past_behind, &words)) {
        told.past_work.push_back(std::move(words));
      }
    }
    if (told.wage.empty() && IsWageWish(clause)) told.wage = std::string(clause);
  }
  told.refuses_night_shift = SaysAny(
      prepared, {"不上夜班", "不要夜班", "不能上夜班", "不做夜班", "不接受夜班", "只上白班"});
  told.accommodation_required = SaysAny(
      prepared, {"要包住", "要包吃住", "需要住宿", "要住宿", "需住宿", "要有宿舍", "需包住"});
  return told;
}

void TakeToldWage(absl::string_view text, WorkerDraft& draft, Reports<WorkerReading>& reports) {
  if (draft.min_wage_cny_per_month > 0) return;
  const WageReading wage = ReadWage(text, {.default_unit = WageUnit::kMonth});
  if (wage.min_cny_per_month == 0) return;
  draft.min_wage_cny_per_month = wage.min_cny_per_month;
  reports.Infer("min_wage_cny_per_month", text, absl::StrCat(wage.rule, "+worker.told"),
                std::min(wage.confidence, kToldConfidence));
}

void TakeTold(const WorkerTold& told, const PlaceReader& places,
              const OccupationReader& occupations, WorkerDraft& draft,
              Reports<WorkerReading>& reports) {
  if (!told.wage.empty()) TakeToldWage(told.wage, draft, reports);
  auto& wished = draft.preferred_division_codes;
  const bool none_wished = wished.empty();
  for (const std::string& list : told.places) {
    if (!none_wished) break;
    for (const PlaceReading& place : places.ReadList(list, nullptr)) {
      const std::string code = place.code.substr(0, 6);
      if (wished.size() == kMaxPlaces || Has(wished, code)) continue;
      reports.Infer(absl::StrCat("preferred_division_codes[", wished.size(), "]"), list,
                    absl::StrCat(place.rule, "+worker.told"),
                    std::min(place.confidence, kToldConfidence));
      wished.push_back(code);
    }
  }
  auto& past = draft.past_occupation_codes;
  for (const std::string& work : told.past_work) {
    const OccupationReading reading = occupations.Read(work);
    if (reading.code.empty() || past.size() == kMaxOccupations || Has(past, reading.code)) continue;
    reports.Infer(absl::StrCat("past_occupation_codes[", past.size(), "]"), work,
                  absl::StrCat(reading.rule, "+worker.told"),
                  std::min(reading.confidence, kToldConfidence));
    past.push_back(reading.code);
  }
  if (told.refuses_night_shift && !draft.refuses_night_shift) {
    draft.refuses_night_shift = true;
    reports.Infer("refuses_night_shift", "", "worker.told", kToldConfidence);
  }
  if (told.accommodation_required && !draft.accommodation_required) {
    draft.accommodation_required = true;
    reports.Infer("accommodation_required", "", "worker.told", kToldConfidence);
  }
}

std::vector<PolicyGroup> PolicyGroupsIn(absl::string_view folded) {
  static constexpr std::pair<absl::string_view, PolicyGroup> kWords[] = {
      {"脱贫", PolicyGroup::kPovertyAlleviated}, {"建档立卡", PolicyGroup::kPovertyAlleviated},
      {"监测", PolicyGroup::kMonitored},         {"边缘易致贫", PolicyGroup::kMonitored},
      {"突发严重困难", PolicyGroup::kMonitored}, {"易地", PolicyGroup::kRelocated},
      {"搬迁", PolicyGroup::kRelocated},         {"低保", PolicyGroup::kLowIncome},
      {"低收入", PolicyGroup::kLowIncome},       {"残疾", PolicyGroup::kDisabled}};
  std::vector<PolicyGroup> groups;
  for (const auto& [word, group] : kWords) {
    const std::size_t at = folded.find(word);
    if (at == absl::string_view::npos) continue;
    const absl::string_view before = folded.substr(0, at);
    if (absl::EndsWith(before, "非") || absl::EndsWith(before, "未") ||
        absl::EndsWith(before, "无")) {
      continue;
    }
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

}  // namespace laowu::intake
