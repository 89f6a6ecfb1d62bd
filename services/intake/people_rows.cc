#include "services/intake/people_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/text/text.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/intake/asked_outcomes.h"
#include "services/intake/drafts_to_proto.h"
#include "services/intake/outcome_words.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using v1::Import;
using v1::ImportRow;
using Identified = v1::IdentifyWorkersResponse;

constexpr int kPageSize = 500;
// In one question; few have more than some dozens of outcomes, and an answer is one message.
constexpr size_t kWorkersAsked = 50;

constexpr char kNoSuchOutcome[] =
    "您辖区里没有这条动态：请照清单原样保留编号和动态编号，用不上的动态编号删空 / there is no such "
    "outcome in your division: keep the person's number and the outcome id as the list has them, "
    "or empty the outcome id";

bool NamesNobody(const v1::IdentifyWorkersRequest::Person& person) {
  return person.reference().empty() && person.identity_number().empty();
}

void RejectRow(absl::string_view field, absl::string_view why, StoredRow& row) {
  runtime::FieldChecks checks;
  checks.Violate(field, why);
  row.mutable_row()->set_change(ImportRow::REJECT);
  *row.mutable_row()->mutable_status() = runtime::ToRpcStatus(checks.status());
}

bool IsRejected(const StoredRow& row) { return row.row().change() == ImportRow::REJECT; }

void Warn(absl::string_view reason, absl::string_view field, absl::string_view message,
          StoredRow& row) {
  auto* warning = row.mutable_row()->add_warnings();
  warning->set_reason(std::string(reason));
  warning->set_field_path(std::string(field));
  warning->set_message(std::string(message));
  row.set_read_warning_count(row.row().warnings_size());
}

void TakePerson(const Identified::Person& found, StoredRow& row) {
  switch (found.result()) {
    case Identified::FOUND:
      row.mutable_row()->mutable_outcome()->set_worker(found.worker());
      if (found.name_differs()) {
        Warn("NAME_DIFFERS", "person_name",
             "姓名与此人档案上的不同，请核对是否同一人 / the record bears another name: check that "
             "it is the same person",
             row);
      }
      return;
    case Identified::NUMBER_NOT_VALID:
      return RejectRow("identity_number",
                       "身份证号不合格：位数不对或校验码不符 / the identity number is not valid: "
                       "digits are missing, or the last one does not fit",
                       row);
    case Identified::TWO_PERSONS:
      return RejectRow("worker",
                       "人员编号与身份证号不是同一个人，请核对 / reference and identity number are "
                       "two persons': check which is meant",
                       row);
    default:
      return RejectRow("worker",
                       "本辖区没有此人：请核对编号或身份证号；未建档的先导入人员 / nobody in your "
                       "division has this reference or identity number: check it, or import the "
                       "person first",
                       row);
  }
}

// Whom an answered row speaks of, or the record that a call list names; empty: no record is named.
std::string WorkerOf(const StoredRow& row, const v1::IdentifyWorkersRequest::Person& person,
                     bool answered) {
  if (answered) return row.row().outcome().worker();
  return absl::StartsWith(person.reference(), "workers/") ? person.reference() : "";
}

// The caller may not see it, or it is not there.
bool IsHidden(const absl::Status& status) {
  return absl::IsNotFound(status) || absl::IsPermissionDenied(status) ||
         absl::IsInvalidArgument(status);
}

Statement OfSurvey(intake::SurveyStatement said, absl::CivilDay day) {
  Statement statement;
  statement.day = day;
  statement.job.set_channel(ReadChannel(said.channel).channel);
  statement.said = std::move(said);
  return statement;
}

}  // namespace

PeopleRows::PeopleRows(const ImportJob& job, const v1::Import::Spec& spec, absl::CivilDay as_of,
                       const std::string& home_division_code)
    : job_(job),
      spec_(spec),
      as_of_(as_of),
      outcomes_(as_of, home_division_code),
      survey_(spec.kind() == Import::SURVEY
                  ? std::make_unique<const intake::SurveyReader>(
                        intake::ReadContext{as_of, home_division_code, ""})
                  : nullptr) {}

absl::Status PeopleRows::Open() {
  LAOWU_ASSIGN_OR_RETURN(const auto call, job_.owners.Context());
  principal_id_ = call.principal.id;
  v1::ListOrganizersRequest request;
  request.set_page_size(kPageSize);
  do {
    LAOWU_ASSIGN_OR_RETURN(
        const auto page,
        job_.owners.Call("placement", &v1::PlacementService::Stub::ListOrganizers, request));
    for (const auto& organizer : page.organizers()) organizers_.Add(organizer);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

void PeopleRows::CheckPerson(const v1::IdentifyWorkersRequest::Person& person,
                             runtime::FieldChecks& checks) {
  if (NamesNobody(person)) {
    checks.Violate("worker",
                   "缺人员编号或身份证号，至少填一项 / names neither worker nor identity number");
  }
  checks.Text("worker", person.reference(), runtime::limits::kTextChars);
  checks.Text("identity_number", person.identity_number(), runtime::limits::kTextChars);
  checks.Text("person_name", person.display_name(), runtime::limits::kNameChars);
}

void PeopleRows::ReadOutcome(const intake::FieldTexts& texts, StoredRow& row, Said& said,
                             runtime::FieldChecks& checks) const {
  OutcomeRow read = outcomes_.Read(texts);
  said.answered = read.answered || read.named_outcome.empty();
  said.still_there = read.still_there;
  if (said.answered) {
    for (const auto& [field, what] : read.violations) checks.Violate(field, what);
    if (read.channel_unread) Warn("CHANNEL_NOT_UNDERSTOOD", "channel", UnreadChannelWords(), row);
  }
  if (!read.named_outcome.empty()) {
    runtime::RequireName("outcomes/*", "named_outcome", read.named_outcome, checks);
    row.set_named_outcome(std::move(read.named_outcome));
  }
  said.person = std::move(read.person);
  said.organizer = std::move(read.organizer);
  if (read.dated_by_file && !spec_.has_as_of_date()) {
    // Sent again tomorrow it would be of another day.
    const std::string date = runtime::DateText(as_of_);
    Warn("DATED_TODAY", "effective_date",
         absl::StrCat("没有写日期，按 ", date,
                      " 计；文件是哪一天的，请用 --as-of 指明 / no date was "
                      "given: it counts from ",
                      date, "; say the file's day by as_of_date"),
         row);
  }
  if (read.type_inferred) {
    v1::InferredField* type = row.mutable_row()->add_inferred_fields();
    type->set_field_path("type");
    type->set_rule("outcome.survey_words");
    constexpr int kConfidence = 80;
    type->set_confidence_percent(kConfidence);
  }
  if (read.says_away) said.statement = AwayStatement(read.outcome, as_of_);
  if (read.not_reached) said.statement = NotReachedStatement(as_of_);
  *row.mutable_row()->mutable_outcome() = std::move(read.outcome);
}

void PeopleRows::ReadSurvey(const intake::FieldTexts& texts, StoredRow& row, Said& said,
                            runtime::FieldChecks& checks) const {
  intake::SurveyReading read = survey_->Read(texts);
  for (const auto& violation : read.violations) {
    checks.Violate(violation.field_path, violation.message);
  }
  AddWarnings(read.warnings, row.mutable_row()->mutable_warnings());
  AddInferred(read.inferred_fields, row.mutable_row()->mutable_inferred_fields());
  said.person.set_reference(read.statement.source_reference);
  said.person.set_identity_number(read.statement.identity_number);
  for (const intake::FieldText& cell : texts) {
    const std::string text(intake::Trim(cell.text));
    if (cell.field == intake::Field::kPersonName) said.person.set_display_name(text);
    if (cell.field == intake::Field::kOrganizer) said.organizer = text;
  }
  const ChannelReading channel = ReadChannel(read.statement.channel);
  if (channel.is_several) checks.Violate("channel", SeveralChannelsWords());
  if (channel.is_unread) Warn("CHANNEL_NOT_UNDERSTOOD", "channel", UnreadChannelWords(), row);
  said.statement = OfSurvey(std::move(read.statement), as_of_);
  // Filled by what follows.
  row.mutable_row()->mutable_outcome();
}

void PeopleRows::Read(const intake::FieldTexts* texts, StoredRow& row,
                      runtime::FieldChecks& checks) {
  Said& said = said_.emplace_back();
  if (texts == nullptr) return;
  if (spec_.kind() == Import::SURVEY) {
    ReadSurvey(*texts, row, said, checks);
  } else {
    ReadOutcome(*texts, row, said, checks);
  }
  // "中山劳务协作站" under 渠道 is the organiser as well, where one of that name is registered.
  for (const intake::FieldText& cell : *texts) {
    if (cell.field != intake::Field::kChannel || !said.organizer.empty()) continue;
    const std::string text(intake::Trim(cell.text));
    said.organizer = organizers_.FindOfChannel(text, ReadChannel(text).channel);
  }
  // A call list's row that lost its 编号 still names an outcome, which is somebody's.
  const bool by_outcome = NamesNobody(said.person) && !row.named_outcome().empty();
  if (said.answered && !by_outcome) CheckPerson(said.person, checks);
}

absl::Status PeopleRows::FindByOutcome(std::vector<StoredRow>& rows) {
  for (size_t i = 0; i < rows.size(); ++i) {
    Said& said = said_[i];
    if (IsRejected(rows[i]) || !said.answered || !NamesNobody(said.person)) continue;
    LAOWU_ASSIGN_OR_RETURN(const auto outcome, GetOutcome(rows[i].named_outcome()));
    if (outcome.has_value()) {
      said.person.set_reference(outcome->worker());
    } else {
      RejectRow("named_outcome", kNoSuchOutcome, rows[i]);
    }
  }
  return absl::OkStatus();
}

// One question for all rows; the worker role keeps a record of it.
absl::Status PeopleRows::FindPersons(std::vector<StoredRow>& rows) {
  v1::IdentifyWorkersRequest request;
  std::vector<StoredRow*> asked;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (IsRejected(rows[i]) || !said_[i].answered) continue;
    *request.add_persons() = said_[i].person;
    asked.push_back(&rows[i]);
  }
  if (asked.empty()) return absl::OkStatus();
  request.set_purpose(spec_.kind() == Import::SURVEY ? "导入村级摸底 import of a survey"
                                                     : "导入务工动态 import of outcomes");
  LAOWU_ASSIGN_OR_RETURN(
      const auto response,
      job_.owners.Call("worker", &v1::WorkerService::Stub::IdentifyWorkers, request));
  if (response.persons_size() != static_cast<int>(asked.size())) {
    return absl::InternalError("the worker role did not answer for every row");
  }
  for (size_t i = 0; i < asked.size(); ++i) {
    TakePerson(response.persons(static_cast<int>(i)), *asked[i]);
  }
  return absl::OkStatus();
}

void PeopleRows::CheckStillThere(std::vector<StoredRow>& rows) const {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (IsRejected(rows[i]) || !said_[i].still_there) continue;
    const absl::string_view why = WhyNotStillThere(said_[i].named);
    if (!why.empty()) RejectRow("type", why, rows[i]);
  }
}

void PeopleRows::FindOrganizers(std::vector<StoredRow>& rows) {
  for (size_t i = 0; i < rows.size(); ++i) {
    if (IsRejected(rows[i]) || said_[i].organizer.empty()) continue;
    const std::string likely =
        said_[i].named.has_value() ? said_[i].named->outcome.organizer() : "";
    const auto found = organizers_.Find(said_[i].organizer, likely);
    if (found.name.empty()) {
      RejectRow("organizer", found.why_not, rows[i]);
      continue;
    }
    rows[i].mutable_row()->mutable_outcome()->set_organizer(found.name);
    if (said_[i].statement.has_value()) said_[i].statement->job.set_organizer(found.name);
  }
}

absl::Status PeopleRows::AskOutcomes(std::vector<std::string> workers, bool lenient,
                                     OnRecord& on_record) const {
  std::sort(workers.begin(), workers.end());
  workers.erase(std::unique(workers.begin(), workers.end()), workers.end());
  std::vector<absl::Span<const std::string>> questions;
  for (size_t begin = 0; begin < workers.size(); begin += kWorkersAsked) {
    questions.push_back(absl::MakeConstSpan(workers).subspan(begin, kWorkersAsked));
  }
  while (!questions.empty()) {
    const absl::Span<const std::string> asked = questions.back();
    questions.pop_back();
    v1::ListOutcomesRequest request;
    for (const std::string& worker : asked) request.add_workers(worker);
    auto answer = job_.owners.Call("placement", &v1::PlacementService::Stub::ListOutcomes, request);
    if (lenient && IsHidden(answer.status())) continue;
    LAOWU_RETURN_IF_ERROR(answer.status());
    if (asked.size() > 1 && !TellsWhose(request, *answer)) {
      // Few are merged: by halves they are soon alone.
      questions.push_back(asked.first(asked.size() / 2));
      questions.push_back(asked.subspan(asked.size() / 2));
      continue;
    }
    for (v1::Outcome& outcome : *answer->mutable_outcomes()) {
      const std::string worker = asked.size() == 1 ? asked.front() : outcome.worker();
      on_record[worker].push_back(std::move(outcome));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<PeopleRows::OnRecord> PeopleRows::FindOnRecord(
    const std::vector<StoredRow>& rows) const {
  std::vector<std::string> identified;
  std::vector<std::string> named;
  for (size_t i = 0; i < rows.size(); ++i) {
    const Said& said = said_[i];
    if (IsRejected(rows[i])) continue;
    if (!said.statement.has_value() && rows[i].named_outcome().empty()) continue;
    const std::string worker = WorkerOf(rows[i], said.person, said.answered);
    if (!worker.empty()) (said.answered ? identified : named).push_back(worker);
  }
  OnRecord on_record;
  LAOWU_RETURN_IF_ERROR(AskOutcomes(named, /*lenient=*/true, on_record));
  for (const auto& [worker, outcomes] : on_record) std::erase(identified, worker);
  LAOWU_RETURN_IF_ERROR(AskOutcomes(identified, /*lenient=*/false, on_record));
  return on_record;
}

absl::StatusOr<std::optional<v1::Outcome>> PeopleRows::GetOutcome(const std::string& name) const {
  v1::GetOutcomeRequest request;
  request.set_name(name);
  auto outcome = job_.owners.Call("placement", &v1::PlacementService::Stub::GetOutcome, request);
  if (IsHidden(outcome.status())) return std::optional<v1::Outcome>();
  LAOWU_RETURN_IF_ERROR(outcome.status());
  return std::optional<v1::Outcome>(*std::move(outcome));
}

absl::Status PeopleRows::FindNamedOutcomes(std::vector<StoredRow>& rows,
                                           const OnRecord& on_record) {
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::string& name = rows[i].named_outcome();
    if (IsRejected(rows[i]) || name.empty()) continue;
    Said& said = said_[i];
    const auto known = on_record.find(WorkerOf(rows[i], said.person, said.answered));
    if (known != on_record.end()) said.named = FindNamed(name, known->second);
    if (said.named.has_value()) continue;
    // Of a record merged with this one, perhaps: the placement role sees to it.
    LAOWU_ASSIGN_OR_RETURN(auto outcome, GetOutcome(name));
    if (outcome.has_value()) {
      said.named.emplace();
      said.named->outcome = *std::move(outcome);
    } else if (said.answered) {
      RejectRow("named_outcome", kNoSuchOutcome, rows[i]);
    }
  }
  return absl::OkStatus();
}

bool PeopleRows::IsAnswered(const StoredRow& row, const Said& said,
                            const OnRecord& on_record) const {
  if (IsRejected(row)) return true;
  if (!said.named.has_value()) return false;
  const auto known = on_record.find(WorkerOf(row, said.person, false));
  v1::Outcome outcome = row.row().outcome();
  *outcome.mutable_effective_date() = runtime::ToDate(as_of_);
  return !SaysNothingNew(
      outcome, said.named->outcome,
      known == on_record.end() ? absl::Span<const v1::Outcome>() : known->second);
}

void PeopleRows::KeepAnswers(const std::optional<NamedOutcome>& named, size_t begin,
                             std::vector<StoredRow>& rows) {
  if (!named.has_value()) return;
  for (size_t i = begin; i < rows.size(); ++i) {
    StoredRow& row = rows[i];
    if (IsRejected(row) || !row.row().has_outcome()) continue;
    runtime::FieldChecks checks;
    for (const auto& [field, what] : KeepAnswer(*named, *row.mutable_row()->mutable_outcome())) {
      checks.Violate(field, what);
    }
    if (!named->stands) row.clear_named_outcome();
    if (checks.ok()) continue;
    row.mutable_row()->set_change(ImportRow::REJECT);
    *row.mutable_row()->mutable_status() = runtime::ToRpcStatus(checks.status());
  }
}

bool PeopleRows::IsOfThisSurvey(const v1::Outcome& outcome) const {
  return std::any_of(outcome.attestations().begin(), outcome.attestations().end(),
                     [&](const v1::Attestation& attestation) {
                       return attestation.kind() == spec_.attestation_kind() &&
                              attestation.recorded_by() == principal_id_ &&
                              attestation.reference() == spec_.attestation_reference();
                     });
}

void PeopleRows::AddStated(const StoredRow& row, Statement statement,
                           absl::Span<const v1::Outcome> on_record,
                           std::vector<StoredRow>& out) const {
  const std::string& worker = row.row().outcome().worker();
  statement.job.set_worker(worker);
  const bool survey = spec_.kind() == Import::SURVEY;
  StatedOutcomes stated = OutcomesOf(statement, on_record, [&](const v1::Outcome& outcome) {
    // What was told of a record merged into this one is not found again when it is told of this.
    if (outcome.worker() != worker) return false;
    return survey ? IsOfThisSurvey(outcome) : MayBeOfAway(statement, outcome);
  });
  StoredRow told = row;
  told.mutable_row()->set_explanation(stated.explanation);
  AddWarnings(stated.warnings, told.mutable_row()->mutable_warnings());
  told.set_read_warning_count(told.row().warnings_size());
  for (v1::Outcome& outcome : stated.outcomes) {
    StoredRow& one = out.emplace_back(told);
    *one.mutable_row()->mutable_outcome() = std::move(outcome);
  }
  if (!stated.outcomes.empty()) return;
  told.mutable_row()->clear_outcome();
  told.mutable_row()->set_change(ImportRow::UNCHANGED);
  out.push_back(std::move(told));
}

absl::StatusOr<int> PeopleRows::Settle(std::vector<StoredRow>& rows) {
  LAOWU_RETURN_IF_ERROR(FindByOutcome(rows));
  LAOWU_RETURN_IF_ERROR(FindPersons(rows));
  LAOWU_ASSIGN_OR_RETURN(const OnRecord on_record, FindOnRecord(rows));
  LAOWU_RETURN_IF_ERROR(FindNamedOutcomes(rows, on_record));
  CheckStillThere(rows);
  FindOrganizers(rows);
  std::vector<StoredRow> out;
  int unfilled_count = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    StoredRow& row = rows[i];
    if (!said_[i].answered) {
      if (!IsAnswered(row, said_[i], on_record)) {
        ++unfilled_count;
        continue;
      }
      if (!IsRejected(row)) {
        RejectRow(
            "type",
            "务工地、渠道或组织单位改过，却没有填就业情况，如仍在外 / place, channel or "
            "organiser was changed, and nothing says what happened: fill in 就业情况, such as "
            "仍在外",
            row);
      }
    }
    const size_t begin = out.size();
    if (IsRejected(row) || !said_[i].statement.has_value()) {
      out.push_back(std::move(row));
      KeepAnswers(said_[i].named, begin, out);
      continue;
    }
    if (spec_.kind() == Import::SURVEY) {
      const auto [first, is_first] =
          line_of_.try_emplace(row.row().outcome().worker(), row.row().line_number());
      if (!is_first) {
        RejectRow("worker",
                  absl::StrCat("此人在第 ", first->second, " 行已填过，请只留一行 / line ",
                               first->second, " tells of this person already; leave one of them"),
                  row);
        out.push_back(std::move(row));
        continue;
      }
    }
    const auto known = on_record.find(row.row().outcome().worker());
    AddStated(row, *std::move(said_[i].statement),
              known == on_record.end() ? absl::Span<const v1::Outcome>() : known->second, out);
    KeepAnswers(said_[i].named, begin, out);
  }
  said_.clear();
  rows = std::move(out);
  return unfilled_count;
}

}  // namespace laowu::intake_role
