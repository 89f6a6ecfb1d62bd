#include "services/runtime/access.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "reference/divisions.h"
#include "services/runtime/division_code.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"

namespace laowu::runtime {
namespace {

constexpr std::uint32_t kOffice = RoleBit(PrincipalRole::kOffice);
constexpr std::uint32_t kCounty = RoleBit(PrincipalRole::kCountyBureau);
constexpr std::uint32_t kCity = RoleBit(PrincipalRole::kCityBureau);
constexpr std::uint32_t kMonitor = RoleBit(PrincipalRole::kMonitor);
constexpr std::uint32_t kOrganizer = RoleBit(PrincipalRole::kOrganizer);
constexpr std::uint32_t kAdmin = RoleBit(PrincipalRole::kAdministrator);
constexpr std::uint32_t kService = RoleBit(PrincipalRole::kService);

constexpr std::uint32_t kOperators = kAdmin | kService;
constexpr std::uint32_t kBureaus = kCounty | kCity | kOperators;
constexpr std::uint32_t kEveryone = kOffice | kMonitor | kOrganizer | kBureaus;

constexpr absl::Duration kRead = limits::kReadDeadline;
constexpr absl::Duration kWrite = limits::kWriteDeadline;
constexpr absl::Duration kImport = limits::kImportDeadline;
// Of each message of a stream; the stream itself lasts as long as its sender wants.
constexpr absl::Duration kStream = limits::kImportDeadline;
constexpr absl::Duration kWatch = absl::InfiniteDuration();
constexpr absl::Duration kBackup = limits::kBackupDeadline;

}  // namespace

const std::vector<MethodAccess>& AccessTable() {
  static const auto* table = new std::vector<MethodAccess>{
      // method, roles, scope, pool, deadline
      {"laowu.v1.VacancyService/CreateOffice", kOperators, Scope::kNone, Pool::kIo, kWrite},
      {"laowu.v1.VacancyService/GetOffice", kEveryone, Scope::kNone, Pool::kIo, kRead},
      {"laowu.v1.VacancyService/ListOffices", kEveryone, Scope::kNone, Pool::kIo, kRead},
      {"laowu.v1.VacancyService/UpdateOffice", kOperators, Scope::kNone, Pool::kIo, kWrite},
      {"laowu.v1.VacancyService/ListEmployers", kEveryone, Scope::kNone, Pool::kIo, kRead},
      {"laowu.v1.VacancyService/UpdateEmployer", kCity | kOperators, Scope::kNone, Pool::kIo,
       kWrite},
      {"laowu.v1.VacancyService/GetEmployer", kEveryone, Scope::kNone, Pool::kIo, kRead},
      {"laowu.v1.VacancyService/BlockEmployer", kCity | kOperators, Scope::kNone, Pool::kIo,
       kWrite},
      {"laowu.v1.VacancyService/UnblockEmployer", kCity | kOperators, Scope::kNone, Pool::kIo,
       kWrite},
      {"laowu.v1.VacancyService/GetVacancy", kOffice | kBureaus, Scope::kOffice, Pool::kIo, kRead},
      {"laowu.v1.VacancyService/ListVacancies", kOffice | kBureaus, Scope::kOffice, Pool::kIo,
       kRead},
      {"laowu.v1.VacancyService/CreateVacancy", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kWrite},
      {"laowu.v1.VacancyService/UpdateVacancy", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kWrite},
      {"laowu.v1.VacancyService/CloseVacancy", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kWrite},
      {"laowu.v1.VacancyService/ReopenVacancy", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kWrite},
      {"laowu.v1.VacancyService/ImportVacancies", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kImport},
      {"laowu.v1.VacancyService/StreamImportVacancies", kOffice | kOperators, Scope::kOffice,
       Pool::kIo, kStream},
      {"laowu.v1.VacancyService/WatchVacancies", kOperators, Scope::kNone, Pool::kIo, kWatch},

      {"laowu.v1.WorkerService/GetWorker", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.WorkerService/BatchGetWorkers", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.WorkerService/ListWorkers", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.WorkerService/FindWorkers", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.WorkerService/IdentifyWorkers", kBureaus, Scope::kDivision, Pool::kIo, kImport},
      {"laowu.v1.WorkerService/CreateWorker", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.WorkerService/UpdateWorker", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.WorkerService/DeleteWorker", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.WorkerService/PauseWorker", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.WorkerService/ResumeWorker", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.WorkerService/MergeWorkers", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.WorkerService/UnmergeWorkers", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.WorkerService/GetHousehold", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.WorkerService/ListHouseholds", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.WorkerService/StreamImportWorkers", kBureaus, Scope::kDivision, Pool::kIo,
       kStream},
      {"laowu.v1.WorkerService/ImportWorkers", kBureaus, Scope::kDivision, Pool::kIo, kImport},
      {"laowu.v1.WorkerService/RecordWorkerFact", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.WorkerService/ListWorkerFacts", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.WorkerService/ListSharedPhones", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.WorkerService/WatchWorkers", kOperators, Scope::kNone, Pool::kIo, kWatch},

      {"laowu.v1.PlacementService/CreatePlacement", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.PlacementService/GetPlacement", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kRead},
      {"laowu.v1.PlacementService/ListPlacements", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kRead},
      {"laowu.v1.PlacementService/AcceptPlacement", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.PlacementService/DeclinePlacement", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kWrite},
      {"laowu.v1.PlacementService/EndPlacement", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kWrite},
      {"laowu.v1.PlacementService/RecordOutcome", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.PlacementService/ImportOutcomes", kBureaus, Scope::kDivision, Pool::kIo, kImport},
      {"laowu.v1.PlacementService/StreamImportOutcomes", kBureaus, Scope::kDivision, Pool::kIo,
       kStream},
      {"laowu.v1.PlacementService/GetOutcome", kOffice | kOrganizer | kBureaus, Scope::kEither,
       Pool::kIo, kRead},
      {"laowu.v1.PlacementService/ListOutcomes", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.PlacementService/AttestOutcome", kOffice | kOrganizer | kBureaus, Scope::kEither,
       Pool::kIo, kWrite},
      {"laowu.v1.PlacementService/ConfirmArrival", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kWrite},
      {"laowu.v1.PlacementService/RetractArrival", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kWrite},
      {"laowu.v1.PlacementService/ReportLeft", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kWrite},
      {"laowu.v1.PlacementService/UpdateOrganizer", kCity | kOperators, Scope::kNone, Pool::kIo,
       kWrite},
      {"laowu.v1.PlacementService/CreateOrganizer", kCity | kOperators, Scope::kNone, Pool::kIo,
       kWrite},
      {"laowu.v1.PlacementService/GetOrganizer", kEveryone, Scope::kNone, Pool::kIo, kRead},
      {"laowu.v1.PlacementService/ListOrganizers", kEveryone, Scope::kNone, Pool::kIo, kRead},
      {"laowu.v1.PlacementService/WatchPlacements", kOperators, Scope::kNone, Pool::kIo, kWatch},

      {"laowu.v1.MatchService/FindCandidates", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.MatchService/BatchFindCandidates", kBureaus, Scope::kDivision, Pool::kIo, kImport},
      {"laowu.v1.MatchService/SearchVacancies", kOffice | kBureaus, Scope::kOffice, Pool::kIo,
       kRead},
      {"laowu.v1.MatchService/SearchWorkers", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.MatchService/FindVacancies", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.MatchService/ExplainMatch", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.MatchService/AdviseVacancy", kOffice | kBureaus, Scope::kEither, Pool::kIo, kRead},
      {"laowu.v1.MatchService/AdviseWorker", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.MatchService/GetSupply", kOffice | kMonitor | kBureaus, Scope::kNone, Pool::kIo,
       kRead},

      {"laowu.v1.MonitoringService/GetOutboundRatio", kMonitor | kBureaus, Scope::kDivision,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/ListOutboundRatios", kMonitor | kBureaus, Scope::kDivision,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/ExplainOutboundRatio", kBureaus, Scope::kDivision, Pool::kIo,
       kRead},
      {"laowu.v1.MonitoringService/ListOutboundPeriods", kMonitor | kBureaus, Scope::kDivision,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/ListWorklist", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/ListClaims", kOrganizer | kOperators, Scope::kOrganizer,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/ListSignals", kMonitor | kBureaus, Scope::kDivision, Pool::kIo,
       kRead},
      {"laowu.v1.MonitoringService/ListOfficeStays", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kRead},
      {"laowu.v1.MonitoringService/CreatePublication", kBureaus, Scope::kDivision, Pool::kIo,
       kWrite},
      {"laowu.v1.MonitoringService/AdvancePublication", kBureaus, Scope::kDivision, Pool::kIo,
       kWrite},
      {"laowu.v1.MonitoringService/GetPublication", kMonitor | kBureaus, Scope::kDivision,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/VerifyPublication", kMonitor | kBureaus, Scope::kDivision,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/ListPublications", kMonitor | kBureaus, Scope::kDivision,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/ListRevisions", kMonitor | kBureaus, Scope::kDivision, Pool::kIo,
       kRead},
      {"laowu.v1.MonitoringService/ExportAuditPack", kBureaus, Scope::kDivision, Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/RevealAuditPersons", kBureaus, Scope::kDivision, Pool::kIo,
       kRead},
      {"laowu.v1.MonitoringService/DrawAuditSample", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.MonitoringService/RecordAuditAnswers", kBureaus, Scope::kDivision, Pool::kIo,
       kWrite},
      {"laowu.v1.MonitoringService/GetAuditSample", kMonitor | kBureaus, Scope::kDivision,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/ListAuditSamples", kMonitor | kBureaus, Scope::kDivision,
       Pool::kIo, kRead},
      {"laowu.v1.MonitoringService/UpdateBaseline", kBureaus, Scope::kDivision, Pool::kIo, kWrite},
      {"laowu.v1.MonitoringService/ListBaselines", kMonitor | kBureaus, Scope::kDivision, Pool::kIo,
       kRead},

      {"laowu.v1.ReferenceService/GetDivision", kEveryone, Scope::kNone, Pool::kCpu, kRead},
      {"laowu.v1.ReferenceService/ListDivisions", kEveryone, Scope::kNone, Pool::kCpu, kRead},
      {"laowu.v1.ReferenceService/ListOccupations", kEveryone, Scope::kNone, Pool::kCpu, kRead},
      {"laowu.v1.ReferenceService/ListSkills", kEveryone, Scope::kNone, Pool::kCpu, kRead},
      {"laowu.v1.ReferenceService/ListPolicies", kEveryone, Scope::kNone, Pool::kCpu, kRead},
      {"laowu.v1.ReferenceService/GetCaller", kEveryone, Scope::kNone, Pool::kCpu, kRead},

      {"laowu.v1.IntakeService/SubmitRawVacancies", kOffice | kOperators, Scope::kOffice, Pool::kIo,
       kImport},
      {"laowu.v1.IntakeService/SubmitRawWorkers", kBureaus, Scope::kDivision, Pool::kIo, kImport},
      {"laowu.v1.IntakeService/StreamSubmitRawVacancies", kOffice | kOperators, Scope::kOffice,
       Pool::kIo, kStream},
      {"laowu.v1.IntakeService/StreamSubmitRawWorkers", kBureaus, Scope::kDivision, Pool::kIo,
       kStream},
      {"laowu.v1.IntakeService/UploadFile", kOffice | kBureaus, Scope::kNone, Pool::kIo, kStream},
      {"laowu.v1.IntakeService/CreateImport", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kWrite},
      {"laowu.v1.IntakeService/GetImport", kOffice | kBureaus, Scope::kEither, Pool::kIo, kRead},
      {"laowu.v1.IntakeService/ListImports", kOffice | kBureaus, Scope::kEither, Pool::kIo, kRead},
      {"laowu.v1.IntakeService/PreviewImport", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kRead},
      {"laowu.v1.IntakeService/RunImport", kOffice | kBureaus, Scope::kEither, Pool::kIo, kWrite},
      {"laowu.v1.IntakeService/CancelImport", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kWrite},
      {"laowu.v1.IntakeService/UndoImport", kOffice | kBureaus, Scope::kEither, Pool::kIo, kWrite},
      {"laowu.v1.IntakeService/DownloadReceipt", kOffice | kBureaus, Scope::kEither, Pool::kIo,
       kRead},
      {"laowu.v1.IntakeService/ReadRaw", kOffice | kBureaus, Scope::kNone, Pool::kCpu, kRead},

      {"laowu.v1.AdminService/CreateBackup", kAdmin, Scope::kNone, Pool::kIo, kBackup},
      {"laowu.v1.AdminService/ListBackups", kAdmin, Scope::kNone, Pool::kIo, kRead},
      {"laowu.v1.AdminService/ListAuditRecords", kAdmin, Scope::kNone, Pool::kIo, kRead},
  };
  return *table;
}

const MethodAccess* FindAccess(absl::string_view method) {
  static const auto* by_method = [] {
    auto* map = new absl::flat_hash_map<absl::string_view, const MethodAccess*>;
    for (const MethodAccess& row : AccessTable()) map->emplace(row.method, &row);
    return map;
  }();
  const auto it = by_method->find(method);
  return it == by_method->end() ? nullptr : it->second;
}

absl::Status CheckServiceHasAccess(const google::protobuf::ServiceDescriptor& service) {
  std::vector<std::string> missing;
  for (int i = 0; i < service.method_count(); ++i) {
    const std::string method = absl::StrCat(service.full_name(), "/", service.method(i)->name());
    if (FindAccess(method) == nullptr) missing.push_back(method);
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("no row in the access table of services/runtime/access.cc for ",
                   absl::StrJoin(missing, ", ")));
}

absl::Status RequireRole(const MethodAccess& access, const Principal& principal) {
  if ((access.roles & RoleBit(principal.role)) != 0) return absl::OkStatus();
  std::vector<absl::string_view> may;
  for (const PrincipalRole role :
       {PrincipalRole::kOffice, PrincipalRole::kCountyBureau, PrincipalRole::kCityBureau,
        PrincipalRole::kMonitor, PrincipalRole::kOrganizer, PrincipalRole::kAdministrator}) {
    if ((access.roles & RoleBit(role)) != 0) may.push_back(RoleText(role));
  }
  const std::string who = may.empty() ? "service" : absl::StrJoin(may, ", ");
  return Error(absl::StatusCode::kPermissionDenied, reasons::kMethodNotAllowed,
               absl::StrCat(RoleText(principal.role), " may not call ", access.method,
                            "; tokens of these roles may: ", who,
                            ". 此类账号无权做这件事，请换上述身份的账号，或请管理员办理。"),
               {{"roles", who}});
}

namespace {

// The caller's own scope, which is no secret to him.
std::string ScopeText(const Principal& principal) {
  for (const std::string& name : {principal.office, principal.organizer}) {
    if (!name.empty()) return name;
  }
  return absl::StrCat("division ", principal.division_prefix);
}

// `what` is whose it is, `then` what to do about that, each in both languages.
absl::Status OutOfScope(const Principal& principal, absl::string_view what,
                        absl::string_view then) {
  const std::string own = ScopeText(principal);
  return Error(absl::StatusCode::kPermissionDenied, reasons::kOutOfScope,
               absl::StrCat("This lies outside the caller's scope: ", what, "; this token is for ",
                            own, ". ", then, "本账号范围：", own, "。"),
               {{"scope", own}});
}

absl::Status AnotherDivision(const Principal& principal) {
  return OutOfScope(
      principal, "another division",
      "Check the name or code: another division's people are seen and changed by "
      "its own bureau, so send it there. 不在本账号辖区内：请核对编号；外地的人员由当地"
      "人社部门办理。");
}

}  // namespace

absl::Status RequireOffice(const Principal& principal, absl::string_view office_name) {
  if (principal.unscoped()) return absl::OkStatus();
  // Bureaus read every office's vacancies: sharing them is what the system is for.
  const bool bureau = principal.role == PrincipalRole::kCountyBureau ||
                      principal.role == PrincipalRole::kCityBureau;
  if (bureau || (!principal.office.empty() && principal.office == office_name)) {
    return absl::OkStatus();
  }
  return OutOfScope(principal, "another office",
                    "Check the name: another office's vacancies are its own to show and change; "
                    "ask that office, or a bureau. "
                    "这是别的协作站的：请核对编号；别站的岗位请找该站或人社局。");
}

namespace {

// Of a code that is no more; empty of one that is in force, or is not known.
std::vector<absl::string_view> HeirsOf(absl::string_view division_code) {
  return reference::Divisions::Get().HeirsOf(WholeDivisionCode(division_code));
}

}  // namespace

bool DivisionInScope(const Principal& principal, absl::string_view division_code) {
  if (principal.unscoped()) return true;
  if (principal.division_prefix.empty()) return false;
  if (absl::StartsWith(division_code, principal.division_prefix)) return true;
  // Its own past: what was under an earlier code, if all of that has come into its scope.
  const auto heirs = HeirsOf(division_code);
  return !heirs.empty() && std::all_of(heirs.begin(), heirs.end(), [&](absl::string_view heir) {
    return absl::StartsWith(heir, principal.division_prefix);
  });
}

absl::Status RequireDivision(const Principal& principal, absl::string_view division_code) {
  if (DivisionInScope(principal, division_code)) return absl::OkStatus();
  if (principal.division_prefix.empty()) return AnotherDivision(principal);
  // Only a question can ask for that much, so this tells nothing of any record.
  if (!division_code.empty() &&
      absl::StartsWith(principal.division_prefix, DivisionPrefix(division_code))) {
    return OutOfScope(principal, absl::StrCat("all of division ", division_code),
                      "Ask for that division or a part of it; if you answer for more, an "
                      "administrator can give you a token for more. "
                      "所查范围大于本账号辖区：请只查本辖区；确需更大范围，请管理员另发账号。");
  }
  const auto heirs = HeirsOf(division_code);
  const bool divided = std::any_of(heirs.begin(), heirs.end(), [&](absl::string_view heir) {
    return absl::StartsWith(heir, principal.division_prefix);
  });
  if (!divided) return AnotherDivision(principal);
  return OutOfScope(
      principal, absl::StrCat("all of division ", division_code, ", parts of which went elsewhere"),
      "Ask for those of its townships that came to you, by their codes of that day, or ask who "
      "answers for all of it, the city's bureau. 该区划撤销后分归几处：请按当时的乡镇代码只查归入"
      "本辖区的部分；全部的请找市级人社部门。");
}

absl::Status NoWorkerInScope(const Principal& principal, absl::string_view name) {
  return OutOfScope(principal, absl::StrCat("no worker of its divisions is ", name),
                    "Check the name; another division's people are seen and changed by its own "
                    "bureau. 本账号辖区内没有此人：请核对编号；外地的人员由当地人社部门办理。");
}

absl::Status RequireOrganizer(const Principal& principal, absl::string_view organizer_name) {
  if (principal.unscoped()) return absl::OkStatus();
  if (!principal.organizer.empty() && principal.organizer == organizer_name) {
    return absl::OkStatus();
  }
  return OutOfScope(principal, "another organiser",
                    "An organiser sees what names it. If this should, tell the county that "
                    "recorded it. 这条记的是别的组织者：若应是您单位，请告诉登记的县局。");
}

absl::Status RequireEither(const Principal& principal, absl::string_view division_code,
                           absl::string_view office_name) {
  if (principal.role == PrincipalRole::kOffice) return RequireOffice(principal, office_name);
  return RequireDivision(principal, division_code);
}

}  // namespace laowu::runtime
