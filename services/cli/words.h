#ifndef LAOWU_SERVICES_CLI_WORDS_H_
#define LAOWU_SERVICES_CLI_WORDS_H_

// What clerks read: Chinese and English words for the API's enums, and back from what they type.

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/type/date.pb.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "laowu/v1/outbound_ratios.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/types.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/value_words.h"

namespace laowu::cli {

std::string GateWords(v1::Gate gate);
std::string StatusWords(v1::OutboundRatio::Status status);
std::string StandingWords(v1::ExplainedPerson::Standing standing);
std::string VacancyWords(v1::Vacancy::State state);
std::string PlacementWords(v1::Placement::State state);
std::string OutcomeWords(v1::Outcome::Type type);
std::string WorklistKindWords(v1::WorklistKind kind);
using runtime::ChannelWords;
std::string GradeWords(v1::EvidenceGrade grade);
std::string WorkStatusWords(v1::WorkStatus status);
using runtime::PolicyGroupWords;
// "一般 broad", "县外 county", "整段 spell".
std::string StrictnessWords(v1::RatioPolicy::Strictness strictness);
std::string BoundaryWords(v1::RatioPolicy::Boundary boundary);
std::string CarryWords(v1::RatioPolicy::Carry carry);
std::string PublicationWords(v1::Publication::State state);
// Who signed each step: "草稿 draft panzhou；已上报 submitted panzhou", the states as `state_words`
// says them; empty: nobody has.
std::string SignersText(
    const v1::Publication& publication,
    const std::function<std::string(v1::Publication::State)>& state_words = PublicationWords,
    absl::string_view separator = "；");

// "2026-06-30"; "–" where it is not set.
std::string DateWords(const google::type::Date& date);
// As far as the day is known: "2026-06-30", "2025-03" of a month, "2025-03-01 以前 before".
std::string OutcomeDateWords(const v1::Outcome& outcome);
// What a value was read from, for a table: "技能 skills ← “会电焊” 90 %"; of workers, whose texts
// are not kept, without it.
std::string InferredWords(const v1::InferredField& field);

// "公共就业服务 public-service", "补录许可证 (enter the licence)": the Chinese before the first
// blank, or the English behind it. What has no blank is both.
std::string InOneLanguage(const std::string& words, bool english);

// The value of an enum typed as "labour-company" for CHANNEL_LABOUR_COMPANY; -1 if there is none.
int ParseEnum(const google::protobuf::EnumDescriptor& type, absl::string_view prefix,
              absl::string_view text);
// "labour-company, broker, …"
std::string EnumChoices(const google::protobuf::EnumDescriptor& type, absl::string_view prefix);
// Back: CHANNEL_LABOUR_COMPANY as "labour-company".
std::string EnumText(const std::string& value_name, absl::string_view prefix);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_WORDS_H_
