#include "tests/system/bad_requests_table.h"

namespace laowu::testing {
namespace {

constexpr char kList[] = "a list of everything that the caller may see";
constexpr char kWatch[] = "a watch of everything from the start";
constexpr char kReference[] = "the whole table";

}  // namespace

const std::vector<GoodRequest>& GoodRequests() {
  static const auto* table = new std::vector<GoodRequest>{
      {"VacancyService/CreateOffice",
       "office_id: 'foshan' office { display_name: '佛山站' division_code: '440600' }"},
      {"VacancyService/GetOffice", "name: '$office'"},
      {"VacancyService/ListOffices", "page_size: 10", kList},
      {"VacancyService/UpdateOffice", "office { name: '$office' display_name: '中山站' }"},
      {"VacancyService/GetEmployer", "name: '$employer'"},
      {"VacancyService/ListEmployers", "page_size: 10", kList},
      {"VacancyService/UpdateEmployer", "employer { name: '$employer' display_name: '某厂' }"},
      {"VacancyService/BlockEmployer",
       "name: '$employer' start_date { year: 2026 month: 7 day: 1 } reason: '欠薪'"},
      {"VacancyService/UnblockEmployer",
       "name: '$employer' end_date { year: 2026 month: 8 day: 1 }"},
      {"VacancyService/GetVacancy", "name: '$vacancy'"},
      {"VacancyService/ListVacancies", "parent: '$office'"},
      {"VacancyService/CreateVacancy",
       "parent: '$office' vacancy { source_reference: 'c-1' title: '普工' employer_display_name: "
       "'某厂' workplace_division_code: '442000' } validate_only: true"},
      {"VacancyService/UpdateVacancy", "vacancy { name: '$vacancy' title: '普工' }"},
      {"VacancyService/CloseVacancy", "name: '$vacancy'"},
      {"VacancyService/ReopenVacancy", "name: '$vacancy'"},
      {"VacancyService/ImportVacancies",
       "parent: '$office' rows { vacancy { source_reference: 'i-1' title: '普工' "
       "employer_display_name: '某厂' workplace_division_code: '442000' } } validate_only: true"},
      {"VacancyService/StreamImportVacancies",
       "parent: '$office' rows { vacancy { source_reference: 'i-1' title: '普工' "
       "employer_display_name: '某厂' workplace_division_code: '442000' } } validate_only: true"},
      {"VacancyService/WatchVacancies", "", kWatch},

      {"WorkerService/GetWorker", "name: '$worker'"},
      {"WorkerService/BatchGetWorkers", "names: '$worker'"},
      {"WorkerService/ListWorkers", "division_code: '520281'", kList},
      {"WorkerService/FindWorkers",
       "identity_number: '529999199001010019' purpose: '核对' division_code: '520281'"},
      {"WorkerService/IdentifyWorkers",
       "persons { reference: '$worker' identity_number: '529999199001010019' display_name: '王样' "
       "} "
       "purpose: '核对'"},
      {"WorkerService/CreateWorker",
       "worker { personal_details { display_name: '王样' phone_number: '10012345678' } "
       "birth_date { year: 1990 month: 5 day: 6 } division_code: '520281121' rural: true "
       "source_reference: 'c-1' }"},
      {"WorkerService/UpdateWorker", "worker { name: '$worker' min_wage_cny_per_month: 5000 }"},
      {"WorkerService/DeleteWorker", "name: '$worker' purpose: '本人要求'"},
      {"WorkerService/PauseWorker", "name: '$worker'"},
      {"WorkerService/ResumeWorker", "name: '$worker'"},
      {"WorkerService/MergeWorkers",
       "name: '$worker' merged_worker: 'workers/other' purpose: '重复登记'"},
      {"WorkerService/UnmergeWorkers", "name: '$worker' purpose: '登记有误'"},
      {"WorkerService/GetHousehold", "name: '$household'"},
      {"WorkerService/ListHouseholds", "division_code: '520281'", kList},
      {"WorkerService/RecordWorkerFact",
       "parent: '$worker' fact { kind: RESIDENCE_MOVED effective_date { year: 2026 month: 6 day: 1 "
       "} values { division_code: '520281121' } reference: '迁字第7号' }"},
      {"WorkerService/RecordWorkerFact",
       "parent: '$worker' fact { kind: BIRTH_DATE effective_date { year: 2026 month: 6 day: 1 } "
       "values { birth_date { year: 1990 month: 5 day: 6 } } reference: '更正第3号' }"},
      {"WorkerService/RecordWorkerFact",
       "parent: '$worker' fact { kind: SEX effective_date { year: 2026 month: 6 day: 1 } values { "
       "sex: SEX_MALE } }"},
      {"WorkerService/RecordWorkerFact",
       "parent: '$worker' fact { kind: POLICY_GROUP_ADDED effective_date { year: 2026 month: 6 "
       "day: 1 } values { policy_groups: POLICY_GROUP_MONITORED } }"},
      {"WorkerService/RecordWorkerFact",
       "parent: '$worker' fact { kind: MERGED effective_date { year: 2026 month: 6 day: 1 } values "
       "{ worker: 'workers/other' } }"},
      {"WorkerService/RecordWorkerFact",
       "parent: '$worker' fact { kind: FACT_VOIDED effective_date { year: 2026 month: 6 day: 1 } "
       "values { voided_fact: '$worker/facts/none' } }"},
      {"WorkerService/ListWorkerFacts", "parent: '$worker'"},
      {"WorkerService/ImportWorkers",
       "rows { worker { personal_details { display_name: '王样' } birth_date { year: 1990 month: 5 "
       "day: 6 } division_code: '520281121' rural: true source_reference: 'i-1' } } "
       "validate_only: true"},
      {"WorkerService/StreamImportWorkers",
       "rows { worker { personal_details { display_name: '王样' } birth_date { year: 1990 month: 5 "
       "day: 6 } division_code: '520281121' rural: true source_reference: 'i-1' } } "
       "validate_only: true"},
      {"WorkerService/ListSharedPhones", "division_code: '520281'"},
      {"WorkerService/WatchWorkers", "", kWatch},

      {"PlacementService/CreatePlacement",
       "placement { worker: '$worker' vacancy: '$vacancy' decided_by: '李样' }"},
      {"PlacementService/GetPlacement", "name: '$placement'"},
      {"PlacementService/ListPlacements", "worker: '$worker'"},
      {"PlacementService/AcceptPlacement", "name: '$placement'"},
      {"PlacementService/DeclinePlacement",
       "name: '$placement' decline_reason: DECLINE_REASON_PAY"},
      {"PlacementService/EndPlacement", "name: '$placement'"},
      {"PlacementService/RecordOutcome",
       "outcome { type: ARRIVED worker: '$worker' effective_date { year: 2026 month: 6 day: 1 } "
       "workplace_division_code: '442000' channel: CHANNEL_SELF }"},
      {"PlacementService/ImportOutcomes",
       "rows { outcome { type: ARRIVED worker: '$worker' effective_date { year: 2026 month: 6 day: "
       "1 } workplace_division_code: '442000' channel: CHANNEL_SELF } } validate_only: true"},
      {"PlacementService/StreamImportOutcomes",
       "rows { outcome { type: ARRIVED worker: '$worker' effective_date { year: 2026 month: 6 day: "
       "1 } workplace_division_code: '442000' channel: CHANNEL_SELF } } validate_only: true"},
      {"PlacementService/GetOutcome", "name: '$outcome'"},
      {"PlacementService/ListOutcomes", "worker: '$worker'"},
      {"PlacementService/AttestOutcome",
       "name: '$outcome' attestation { kind: VILLAGE_STATEMENT reference: '6月名单' }"},
      {"PlacementService/ConfirmArrival",
       "name: '$placement' arrive_date { year: 2026 month: 6 day: 20 }"},
      {"PlacementService/RetractArrival", "name: '$placement'"},
      {"PlacementService/ReportLeft",
       "name: '$placement' leave_date { year: 2026 month: 6 day: 25 }"},
      {"PlacementService/CreateOrganizer",
       "organizer_id: 'coop' organizer { display_name: '某合作社' kind: COOPERATIVE division_code: "
       "'520281' }"},
      {"PlacementService/GetOrganizer", "name: '$organizer'"},
      {"PlacementService/ListOrganizers", "page_size: 10", kList},
      {"PlacementService/UpdateOrganizer",
       "organizer { name: '$organizer' display_name: '某公司' }"},
      {"PlacementService/WatchPlacements", "", kWatch},

      {"MatchService/FindCandidates", "name: '$vacancy'"},
      {"MatchService/FindCandidates",
       "draft { title: '普工' employer_display_name: '某厂' workplace_division_code: '442000' }"},
      {"MatchService/BatchFindCandidates", "requests { name: '$vacancy' }"},
      {"MatchService/FindVacancies", "name: '$worker'"},
      {"MatchService/FindVacancies",
       "draft { birth_date { year: 1990 month: 5 day: 6 } division_code: '520281121' }"},
      {"MatchService/ExplainMatch", "worker: '$worker' vacancy: '$vacancy'"},
      {"MatchService/AdviseVacancy", "name: '$vacancy'"},
      {"MatchService/AdviseVacancy",
       "draft { title: '普工' employer_display_name: '某厂' workplace_division_code: '442000' }"},
      {"MatchService/AdviseWorker", "name: '$worker'"},
      {"MatchService/AdviseWorker",
       "draft { birth_date { year: 1990 month: 5 day: 6 } division_code: '520281121' }"},
      {"MatchService/GetSupply", "division_prefix: '5202'", "all counties"},
      {"MatchService/SearchVacancies", "page_size: 10", kList},
      {"MatchService/SearchWorkers", "page_size: 10", kList},

      {"MonitoringService/GetOutboundRatio", "name: 'divisions/520281/outboundRatios/2026-06-30'"},
      {"MonitoringService/ListOutboundRatios",
       "parent: 'divisions/520281' start_date { year: 2026 month: 6 day: 1 } end_date { year: 2026 "
       "month: 6 day: 30 } step: DAY"},
      {"MonitoringService/ExplainOutboundRatio",
       "name: 'divisions/520281/outboundRatios/2026-06-30'"},
      {"MonitoringService/ListOutboundPeriods",
       "parent: 'divisions/520281' start_date { year: 2026 month: 1 day: 1 } end_date { year: 2026 "
       "month: 6 day: 30 } step: MONTH"},
      {"MonitoringService/ListWorklist", "parent: 'divisions/520281'"},
      {"MonitoringService/ListClaims", "parent: '$organizer'"},
      {"MonitoringService/ListSignals",
       "parent: 'divisions/520281' start_date { year: 2026 month: 4 day: 1 } end_date { year: 2026 "
       "month: 6 day: 30 }"},
      {"MonitoringService/ListOfficeStays",
       "parent: 'offices/zhongshan' start_date { year: 2026 month: 6 day: 1 } end_date { year: "
       "2026 "
       "month: 6 day: 30 }"},
      {"MonitoringService/CreatePublication",
       "outbound_ratio: 'divisions/520281/outboundRatios/2026-06-30'"},
      {"MonitoringService/AdvancePublication", "name: 'publications/none' state: SUBMITTED"},
      {"MonitoringService/GetPublication", "name: 'publications/none'"},
      {"MonitoringService/VerifyPublication", "name: 'publications/none'"},
      {"MonitoringService/ListPublications", "parent: 'divisions/520281'"},
      {"MonitoringService/ListRevisions", "parent: 'publications/none'"},
      {"MonitoringService/ExportAuditPack", "name: 'publications/none'"},
      {"MonitoringService/RevealAuditPersons",
       "name: 'publications/none' pseudonyms: '00000000000000000000000000000000' purpose: '抽查'"},
      {"MonitoringService/DrawAuditSample", "parent: 'publications/none'"},
      {"MonitoringService/RecordAuditAnswers",
       "name: 'publications/none/auditSamples/none' answers { pseudonym: "
       "'00000000000000000000000000000000' truth: ORGANIZED call_date { year: 2026 month: 6 day: "
       "30 } }"},
      {"MonitoringService/GetAuditSample", "name: 'publications/none/auditSamples/none'"},
      {"MonitoringService/ListAuditSamples", "parent: 'publications/none'"},
      {"MonitoringService/UpdateBaseline",
       "baseline { name: 'divisions/520281/baselines/2026-05' outbound_person_count: 500 source: "
       "'抽样调查' }"},
      {"MonitoringService/ListBaselines", "parent: 'divisions/520281'"},

      {"ReferenceService/GetDivision", "name: 'divisions/442000'"},
      {"ReferenceService/ListDivisions", "parent: 'divisions/442000'", kReference},
      {"ReferenceService/ListOccupations", "code_prefix: '6-31'", kReference},
      {"ReferenceService/ListSkills", "", kReference},
      {"ReferenceService/ListPolicies", "", kReference},
      {"ReferenceService/GetCaller", "", "there is nothing to say"},

      {"IntakeService/SubmitRawVacancies",
       "parent: '$office' headers: '岗位名称' headers: '企业名称' headers: '工作地点' rows { "
       "cells: '普工' cells: '某厂' cells: '中山市' } validate_only: true"},
      {"IntakeService/StreamSubmitRawVacancies",
       "parent: '$office' headers: '岗位名称' headers: '企业名称' headers: '工作地点' rows { "
       "cells: '普工' cells: '某厂' cells: '中山市' } validate_only: true"},
      {"IntakeService/SubmitRawWorkers",
       "headers: '姓名' headers: '身份证号' headers: '行政区划代码' headers: '户口性质' rows { "
       "cells: '王样' cells: '529999199001010019' cells: '520281121' cells: '农业' } "
       "validate_only: true"},
      {"IntakeService/StreamSubmitRawWorkers",
       "headers: '姓名' headers: '身份证号' headers: '行政区划代码' headers: '户口性质' rows { "
       "cells: '王样' cells: '529999199001010019' cells: '520281121' cells: '农业' } "
       "validate_only: true"},
      {"IntakeService/UploadFile", "display_name: '名单.csv' content: 'a,b' last: true"},
      {"IntakeService/CreateImport", "spec { kind: VACANCY parent: '$office' file: 'files/none' }"},
      {"IntakeService/GetImport", "name: 'imports/none'"},
      {"IntakeService/CreateImport",
       "spec { kind: WORKER parent: 'divisions/520281' file: 'files/none' }"},
      {"IntakeService/ListImports", "parent: '$office'"},
      {"IntakeService/ListImports", "parent: 'divisions/520281'"},
      {"IntakeService/PreviewImport", "name: 'imports/none'"},
      {"IntakeService/RunImport", "name: 'imports/none'"},
      {"IntakeService/CancelImport", "name: 'imports/none'"},
      {"IntakeService/UndoImport", "name: 'imports/none'"},
      {"IntakeService/DownloadReceipt", "name: 'imports/none' format: CSV"},
      {"AdminService/CreateBackup", "", "there is nothing to say"},
      {"AdminService/ListBackups", "", "there is nothing to say"},
      {"AdminService/ListAuditRecords",
       "resource: '$worker' principal: 'admin' method: 'DeleteWorker' called_since_time { seconds: "
       "1780000000 } called_before_time { seconds: 1790000000 }",
       kList},
      {"IntakeService/ReadRaw",
       "kind: VACANCY headers: '岗位名称' headers: '企业名称' headers: '工作地点' rows { cells: "
       "'普工' cells: '某厂' cells: '中山市' }"},
  };
  return *table;
}

const std::vector<UncheckedField>& UncheckedFields() {
  static constexpr char kOutput[] = "an output; what is sent in it is not read";
  static const auto* table = new std::vector<UncheckedField>{
      {"", "page_size", "huge", "the most that a page may hold is given instead (AIP-158)"},
      {"", "batch_number", "", "the client's own; given back as it is"},
      {"laowu.v1.UploadFileRequest", "content", "", "a file's bytes; what they say is read later"},
      {"", "etag", "", "compared with the record's own, whatever it says"},
      {"", "store_id", "", "compared with the store's own where after_sequence is set"},
      {"", "after_sequence", "huge", "without a store_id it is that which is refused"},
      {"laowu.v1.RawRow", "", "", "rows are answered one by one, in words"},
      {"laowu.v1.Freshness", "", "", "more than there is means waiting, to the deadline"},
      {"", "recorded_by", "", kOutput},
      {"", "create_time", "", kOutput},
      {"", "update_time", "", kOutput},
      {"", "record_time", "", kOutput},
      {"", "sequence", "", kOutput},
      {"laowu.v1.Office", "name", "", "CreateOffice takes office_id; UpdateOffice checks it"},
      {"laowu.v1.Organizer", "name", "", "CreateOrganizer takes organizer_id"},
      {"laowu.v1.Vacancy", "duplicate_group", "", kOutput},
      {"laowu.v1.Vacancy", "incomplete_fields", "", kOutput},
      {"laowu.v1.Vacancy", "inferred_fields", "", kOutput},
      {"", "warnings", "", kOutput},
      {"laowu.v1.Placement", "masked_display_name", "", kOutput},
      {"laowu.v1.Warning", "", "", "an output, or for the intake role alone"},
      {"laowu.v1.InferredField", "", "", "an output, or for the intake role alone"},
      {"laowu.v1.Vacancy", "name", "", "the office's reference makes it", "VacancyService/Import"},
      {"laowu.v1.Vacancy", "name", "", "the office's reference makes it",
       "VacancyService/StreamImport"},
      {"laowu.v1.Vacancy", "name", "", "the office's reference makes it",
       "VacancyService/CreateVacancy"},
      {"laowu.v1.Import.Column", "reason", "", kOutput},
      {"laowu.v1.Import.Column", "confidence_percent", "", kOutput},
      {"laowu.v1.Employer", "alias_of", "", kOutput},
      {"laowu.v1.Employer", "aliases", "", kOutput},
      {"laowu.v1.Employer", "blocks", "", "BlockEmployer and UnblockEmployer change them"},
      {"laowu.v1.Employer.Block", "", "", "BlockEmployer and UnblockEmployer change them"},
      {"laowu.v1.Baseline", "past_versions", "", kOutput},
      {"laowu.v1.Baseline.Version", "", "", kOutput},
      {"laowu.v1.SearchVacanciesRequest", "text", "blanks", "asks for nothing, as an empty one"},
      {"laowu.v1.ListEmployersRequest", "text", "blanks", "asks for nothing, as an empty one"},
      {"laowu.v1.Organizer", "past_licences", "", kOutput},
      {"laowu.v1.Organizer.Licence", "replace_time", "", kOutput},
      {"laowu.v1.Organizer.Licence", "", "", kOutput, "PlacementService/"},
      {"laowu.v1.Worker", "inferred_fields", "", kOutput},
      {"laowu.v1.Worker", "name", "", "who it is tells it", "WorkerService/Import"},
      {"laowu.v1.Worker", "name", "", "who it is tells it", "WorkerService/StreamImport"},
      {"laowu.v1.Worker", "name", "", "the server makes it", "WorkerService/CreateWorker"},
      {"laowu.v1.Vacancy", "", "", "beside a name a draft is refused as such",
       "MatchService/Batch"},
      {"laowu.v1.Vacancy.SkillRequirement", "", "", "beside a name a draft is refused as such",
       "MatchService/Batch"},
      {"laowu.v1.FindCandidatesRequest", "as_of_date", "", "the batch has one",
       "MatchService/Batch"},
      {"laowu.v1.FindCandidatesRequest", "page_token", "", "a batch has no pages",
       "MatchService/Batch"},
      {"laowu.v1.Worker", "death_date", "", kOutput},
      {"laowu.v1.Worker", "erase_time", "", kOutput},
      {"laowu.v1.Worker", "merged_into", "", kOutput},
      {"laowu.v1.Worker", "merged_workers", "", kOutput},
      {"laowu.v1.WorkerFact", "name", "", kOutput},
      {"laowu.v1.Attestation", "grade", "", kOutput},
      {"laowu.v1.Attestation", "name", "", kOutput},
      {"laowu.v1.Outcome", "name", "", kOutput},
      {"laowu.v1.Outcome", "attestations", "", kOutput},
      {"laowu.v1.Outcome", "evidence_grade", "", kOutput},
      {"laowu.v1.Outcome", "worker_division_code", "", kOutput},
      {"laowu.v1.Placement", "name", "", kOutput},
      {"laowu.v1.Placement", "state", "", kOutput},
      {"laowu.v1.Placement", "decline_reason", "", kOutput},
      {"laowu.v1.Placement", "propose_time", "", kOutput},
      {"laowu.v1.Placement", "accept_time", "", kOutput},
      {"laowu.v1.Placement", "start_date", "", kOutput},
      {"laowu.v1.Placement", "end_date", "", kOutput},
      {"laowu.v1.Placement", "end_outcome", "", kOutput},
      {"laowu.v1.Placement", "expire_time", "", kOutput},
      {"laowu.v1.Placement", "worker_division_code", "", kOutput},
  };
  return *table;
}

const std::vector<OpenAnswer>& OpenAnswers() {
  static constexpr char kShared[] = "bureaus see every office's vacancies: to be shared they are";
  static constexpr char kOwnAlone[] = "the answer holds the caller's own people alone";
  static const auto* table = new std::vector<OpenAnswer>{
      {"VacancyService/GetVacancy", "county", kShared},
      {"VacancyService/GetVacancy", "city", kShared},
      {"VacancyService/ListVacancies", "county", kShared},
      {"VacancyService/ListVacancies", "city", kShared},
      {"WorkerService/IdentifyWorkers", "county",
       "each person is answered, and theirs are not found"},
      {"WorkerService/IdentifyWorkers", "city",
       "each person is answered, and theirs are not found"},
      {"PlacementService/ListPlacements", "office", "an office sees those on its own vacancies"},
      {"MatchService/FindCandidates", "county", kOwnAlone},
      {"MatchService/FindCandidates", "city", kOwnAlone},
      {"MatchService/BatchFindCandidates", "county", kOwnAlone},
      {"MatchService/BatchFindCandidates", "city", kOwnAlone},
      {"MatchService/AdviseVacancy", "county", kOwnAlone},
      {"MatchService/AdviseVacancy", "city", kOwnAlone},
      {"MatchService/SearchVacancies", "county", kShared},
      {"MatchService/SearchVacancies", "city", kShared},
      {"MatchService/SearchVacancies", "office", "an office finds its own vacancies alone"},
      {"MatchService/SearchWorkers", "county", kOwnAlone},
      {"MatchService/SearchWorkers", "city", kOwnAlone},
      {"MonitoringService/ListOfficeStays", "county", kOwnAlone},
      {"MonitoringService/ListOfficeStays", "city", kOwnAlone},
  };
  return *table;
}

}  // namespace laowu::testing
