#include "services/monitoring/audit_sample_rules.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "ratio/audit_sample.h"
#include "services/monitoring/publication_rules.h"
#include "services/runtime/digest.h"

namespace laowu::monitoring {
namespace {

constexpr std::size_t kPseudonymDigits = 32;
constexpr std::size_t kSampleIdDigits = 16;

std::string HexSha256(const std::string& text) {
  return absl::BytesToHexString(runtime::Sha256(text));
}

v1::AuditResult::Lack ToProto(ratio::AuditLack lack) {
  switch (lack) {
    case ratio::AuditLack::kReachedTooFew:
      return v1::AuditResult::REACHED_TOO_FEW;
    case ratio::AuditLack::kRatioBelowNeeded:
      return v1::AuditResult::RATIO_BELOW_NEEDED;
    case ratio::AuditLack::kIntervalBelowTarget:
      return v1::AuditResult::INTERVAL_BELOW_TARGET;
  }
  return v1::AuditResult::LACK_UNSPECIFIED;
}

}  // namespace

bool IsPseudonym(absl::string_view text) {
  return text.size() == kPseudonymDigits &&
         text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

std::string SampleIdOf(absl::string_view seed, int size) {
  return HexSha256(absl::StrCat(size, " ", seed)).substr(0, kSampleIdDigits);
}

std::string DrawnSeed(const std::string& pseudonym_key) {
  // No worker's name: all of those begin with "workers/".
  return PseudonymOf("seed of audit samples", pseudonym_key);
}

std::string SeedOf(const std::string& asked, const std::string& drawn, runtime::PrincipalRole role,
                   runtime::FieldChecks& checks) {
  if (asked.empty() || asked == drawn) return drawn;
  if (role == runtime::PrincipalRole::kCountyBureau) {
    checks.Violate("seed",
                   "县级不能自定种子，请留空，由系统抽取 / a county bureau gives none, since it "
                   "would choose who is asked about its own figure; leave it empty, and the server "
                   "draws one");
  }
  return asked;
}

std::vector<v1::AuditSamplePerson> DrawPersons(std::vector<ratio::AuditPerson> persons,
                                               const v1::Publication& publication,
                                               const std::string& seed, int size) {
  const auto lot = [&](absl::string_view name) {
    return HexSha256(absl::StrCat(seed, " ", publication.hash(), " ", name));
  };
  std::vector<v1::AuditSamplePerson> drawn;
  for (ratio::AuditPerson& person : ratio::DrawAuditSample(std::move(persons), size, lot)) {
    v1::AuditSamplePerson& out = drawn.emplace_back();
    out.set_pseudonym(std::move(person.worker));
    out.set_division_code(std::move(person.division));
    out.set_channel(static_cast<v1::Channel>(person.channel));
    out.set_organizer(std::move(person.organizer));
    out.set_recorded_organized(person.organized);
  }
  return drawn;
}

void CheckAnswerFields(const v1::RecordAuditAnswersRequest& request, runtime::FieldChecks& checks) {
  if (request.answers().empty() || request.answers_size() > kAnswersMost) {
    checks.Violate("answers",
                   absl::StrCat("应为 1 至 ", kAnswersMost, " 项 / must be 1 to ", kAnswersMost));
  }
  absl::flat_hash_set<absl::string_view> seen;
  for (int i = 0; i < request.answers_size(); ++i) {
    const v1::AuditAnswer& answer = request.answers(i);
    const std::string path = absl::StrCat("answers[", i, "].");
    if (!IsPseudonym(answer.pseudonym())) {
      checks.Violate(path + "pseudonym",
                     "应为样本中的 32 位化名 / must be 32 hex digits, as in the sample");
    } else if (!seen.insert(answer.pseudonym()).second) {
      checks.Violate(path + "pseudonym", "重复 / stands there twice");
    }
    if (answer.truth() == v1::AuditAnswer::TRUTH_UNSPECIFIED ||
        !v1::AuditAnswer::Truth_IsValid(answer.truth())) {
      checks.Violate(path + "truth",
                     "请选填结果 / must be ORGANIZED, NOT_ORGANIZED or NOT_REACHED");
    }
    checks.Date(path + "call_date", answer.call_date());
  }
}

void CheckAnswersOf(const v1::AuditSample& sample, const v1::RecordAuditAnswersRequest& request,
                    const CallDays& days, runtime::FieldChecks& checks) {
  absl::flat_hash_set<absl::string_view> persons;
  for (const auto& person : sample.persons()) persons.insert(person.pseudonym());
  for (int i = 0; i < request.answers_size(); ++i) {
    const v1::AuditAnswer& answer = request.answers(i);
    const std::string path = absl::StrCat("answers[", i, "].");
    if (!persons.contains(answer.pseudonym())) {
      checks.Violate(path + "pseudonym", "不是这份样本中的人 / is nobody's of this sample");
    }
    const std::optional<absl::CivilDay> called = runtime::ToCivilDay(answer.call_date());
    if (called < days.draw || called > days.today) {
      checks.Violate(path + "call_date", absl::StrCat("应在抽样日 ", runtime::DateText(days.draw),
                                                      " 至今天之间 / must lie between the draw, ",
                                                      runtime::DateText(days.draw), ", and today"));
    }
  }
}

void AddAnswers(std::vector<v1::AuditAnswer> answers, v1::AuditSample& sample) {
  absl::flat_hash_map<std::string, v1::AuditSamplePerson*> persons;
  for (auto& person : *sample.mutable_persons()) persons[person.pseudonym()] = &person;
  for (v1::AuditAnswer& answer : answers) {
    const auto person = persons.find(answer.pseudonym());
    if (person != persons.end()) *person->second->add_answers() = std::move(answer);
  }
}

void FillResult(const v1::Publication& publication, v1::AuditSample& sample) {
  ratio::AuditCounts counts;
  counts.drawn = sample.persons_size();
  for (const auto& person : sample.persons()) {
    if (person.answers().empty()) continue;
    const auto truth = person.answers(person.answers_size() - 1).truth();
    if (truth == v1::AuditAnswer::NOT_REACHED) continue;
    const int truly = truth == v1::AuditAnswer::ORGANIZED ? 1 : 0;
    ++(person.recorded_organized() ? counts.organized : counts.others);
    (person.recorded_organized() ? counts.truly_organized : counts.truly_others) += truly;
  }
  sample.clear_result();
  v1::AuditResult& result = *sample.mutable_result();
  const v1::OutboundRatio& frozen = publication.outbound_ratio();
  result.set_drawn_person_count(sample.persons_size());
  result.set_reached_person_count(static_cast<int32_t>(counts.organized + counts.others));
  result.set_recorded_organized_person_count(static_cast<int32_t>(counts.organized));
  result.set_confirmed_organized_person_count(static_cast<int32_t>(counts.truly_organized));
  result.set_recorded_other_person_count(static_cast<int32_t>(counts.others));
  result.set_missed_organized_person_count(static_cast<int32_t>(counts.truly_others));
  result.set_recorded_ratio(static_cast<double>(frozen.organized_person_count()) /
                            std::max(1, frozen.outbound_person_count()));
  const auto corrected = ratio::CorrectRatio(result.recorded_ratio(), counts);
  if (!corrected.has_value()) {
    result.add_not_certified_for(v1::AuditResult::GROUP_NOT_REACHED);
    return;
  }
  result.set_corrected_ratio(corrected->ratio);
  result.set_low_ratio(corrected->low);
  result.set_high_ratio(corrected->high);
  result.set_needed_ratio(corrected->needed);
  result.set_certified(corrected->lacks.empty());
  for (const ratio::AuditLack lack : corrected->lacks) {
    result.add_not_certified_for(ToProto(lack));
  }
}

}  // namespace laowu::monitoring
