// What outsiders need to recompute a publication by themselves.

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "reference/embedded.h"
#include "services/monitoring/audit_files.h"
#include "services/monitoring/audit_pack_files.h"
#include "services/monitoring/audit_sample_records.h"
#include "services/monitoring/audit_sample_rules.h"
#include "services/monitoring/monitoring_service.h"
#include "services/monitoring/named_publication.h"
#include "services/monitoring/publication_rules.h"
#include "services/runtime/digest.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/reference_text.h"
#include "services/runtime/running_digest.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

namespace limits = runtime::limits;

constexpr std::size_t kPageBytes = 1 << 20;
constexpr int kRevealedMost = 1'000;  // a sample for ± 3 points is of 897

// Where a page begins, in a page token: in the hashed text at a byte (last_rank), once last_tie is
// kLog in the log after a group of records (last_name), and once it is kSamples after a sample. Of
// the last two the digest of the file under way, log.csv or samples.csv, rides along (last_key).
constexpr uint64_t kText = 0;
constexpr uint64_t kLog = 1;
constexpr uint64_t kSamples = 2;

constexpr int kSamplesAtOnce = 8;

void AddPart(absl::string_view path, absl::string_view data, v1::ExportAuditPackResponse& page) {
  auto* part = page.add_parts();
  part->set_path(std::string(path));
  part->set_data(std::string(data));
}

// A line of SHA256SUMS, once all of a file was given: the form of sha256sum -c. It has a line of
// every file but itself, in the order in which they end, which is the same whoever asks.
void AddSum(absl::string_view path, const std::string& digest, v1::ExportAuditPackResponse& page) {
  AddPart("SHA256SUMS", absl::StrCat(absl::BytesToHexString(digest), "  ", path, "\n"), page);
}

void AddFile(absl::string_view path, absl::string_view data, v1::ExportAuditPackResponse& page) {
  AddPart(path, data, page);
  AddSum(path, runtime::Sha256(data), page);
}

// What is the same in all packs, or small.
void AddSmallFiles(const v1::Publication& publication, const std::string& organizers,
                   v1::ExportAuditPackResponse& page) {
  AddFile("README.md", embedded::kAuditPackReadme, page);
  AddFile("verify_ratio.py", embedded::kVerifyRatioProgram, page);
  AddFile("audit_sample.py", embedded::kAuditSampleProgram, page);
  AddFile("hash.txt", absl::StrCat(publication.hash(), "\n"), page);
  AddFile("signatures.csv", SignaturesFile(publication), page);
  AddFile("divisions.csv", embedded::kDivisionsTable, page);
  AddFile("policies.csv", embedded::kPoliciesTable, page);
  AddFile("channels.csv", embedded::kPolicyChannelsTable, page);
  AddFile("organizers.csv", organizers, page);
}

// Adds to samples.csv, whose digest is `sum`.
void AddToSamples(const std::string& text, runtime::RunningSha256& sum,
                  v1::ExportAuditPackResponse& page) {
  AddPart("samples.csv", text, page);
  sum.Add(text);
}

// The samples drawn so far, after the one of id `after`, until the page is full: a line and a form
// of each. The id that the next page goes on after; no value: these were the last.
absl::StatusOr<std::optional<std::string>> AddSamples(const storage::Reader& store,
                                                      const Named& named, std::string after,
                                                      runtime::RunningSha256& sum,
                                                      v1::ExportAuditPackResponse& page) {
  storage::KeyRange range = SamplesRange(named.id);
  if (!after.empty()) range = storage::ContinueAfter(range, storage::EncodeKey(named.id, after));
  LAOWU_ASSIGN_OR_RETURN(const auto records,
                         store.Scan(storage::Table::kAuditSamples, range, kSamplesAtOnce));
  const v1::Publication publication = ToPublication(named.id, named.loaded);
  const std::string drawn_seed = DrawnSeed(named.loaded.stored.pseudonym_key());
  for (const storage::Record& record : records) {
    if (page.ByteSizeLong() > kPageBytes) return std::optional<std::string>(std::move(after));
    LAOWU_ASSIGN_OR_RETURN(SampleIds ids, SampleIdsOf(record));
    LAOWU_ASSIGN_OR_RETURN(const LoadedSample loaded, LoadedSampleOf(record));
    LAOWU_ASSIGN_OR_RETURN(const auto answers, LoadAnswers(store, ids));
    const v1::AuditSample sample = ToSample(ids, publication, drawn_seed, loaded, answers);
    if (after.empty()) AddToSamples(SamplesHeader(), sum, page);
    AddToSamples(SampleLine(sample), sum, page);
    AddFile(SampleFileName(sample), SampleForm(sample), page);
    after = std::move(ids.sample);
  }
  if (records.size() == kSamplesAtOnce) return std::optional<std::string>(std::move(after));
  if (!after.empty()) AddSum("samples.csv", sum.Digest(), page);
  return std::optional<std::string>();
}

// The token of a page that goes on in the log or the samples, after `last`.
void GoOn(const v1::ExportAuditPackRequest& request, uint64_t where, const std::string& last,
          const runtime::RunningSha256& sum, v1::ExportAuditPackResponse& page) {
  internal::v1::PageToken next;
  next.set_last_tie(where);
  next.set_last_name(last);
  next.set_last_key(sum.state());
  page.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
}

// What of the hashed text fits on a page, from byte `from` on. A page token beyond the text is one
// of a text that was longer: nothing of it is left.
void AddText(const v1::ExportAuditPackRequest& request, const std::string& text, std::size_t from,
             v1::ExportAuditPackResponse& page) {
  const std::size_t begin = std::min(from, text.size());
  AddPart("publication.txt", absl::string_view(text).substr(begin, kPageBytes), page);
  const std::size_t to = begin + kPageBytes;
  if (to < text.size()) {
    internal::v1::PageToken next;
    next.set_last_tie(kText);
    next.set_last_rank(static_cast<int32_t>(to));
    page.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
    return;
  }
  AddSum("publication.txt", runtime::Sha256(text), page);
  GoOn(request, kLog, "", runtime::RunningSha256(), page);
}

}  // namespace

absl::StatusOr<v1::ExportAuditPackResponse> MonitoringService::ExportAuditPack(
    const Call& call, const v1::ExportAuditPackRequest& request) {
  runtime::FieldChecks checks;
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  LAOWU_ASSIGN_OR_RETURN(const Named named,
                         LoadNamed(store_, call, "name", request.name(), checks));
  const v1::Publication publication = ToPublication(named.id, named.loaded);
  const auto pseudonym = [&key = named.loaded.stored.pseudonym_key()](absl::string_view name) {
    return PseudonymOf(name, key);
  };
  LAOWU_ASSIGN_OR_RETURN(const ratio::FigureQuery query, FrozenQuery(publication));
  LAOWU_RETURN_IF_ERROR(
      feed_.WaitForKnownAt(query.known_at, {}, call.now, call.deadline, call.principal.id)
          .status());
  v1::ExportAuditPackResponse page;
  if (token.last_tie() == kText) {
    const auto from = static_cast<std::size_t>(token.last_rank());
    if (from == 0) {  // who took a pack away, once
      storage::Batch batch;
      runtime::AddAudit(call, {{request.name()}, {"audit_pack"}, "", ""}, batch);
      LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
      AddSmallFiles(publication, feed_.Ask([&](const ratio::RatioBook& book) {
        return book.ExtractOrganizers(query);
      }),
                    page);
    }
    const std::shared_ptr<const std::string> text = feed_.Ask([&](const ratio::RatioBook& book) {
      return book.PublicationText(query, FigureOf(publication), pseudonym);
    });
    AddText(request, *text, from, page);
    return page;
  }
  auto sum = runtime::RunningSha256::From(token.last_key());
  if (!sum.has_value()) {  // of a program that gave no SHA256SUMS
    checks.Violate("page_token",
                   "已过时，请从第一页重新取 / is outdated: start from the first page");
    return checks.status();
  }
  std::string after = token.last_name();
  if (token.last_tie() == kLog) {
    const ratio::ExtractPage extract = feed_.Ask([&](const ratio::RatioBook& book) {
      return book.Extract(query, after, kPageBytes, pseudonym);
    });
    AddPart("log.csv", extract.lines, page);
    sum->Add(extract.lines);
    if (extract.more) {
      GoOn(request, kLog, extract.last, *sum, page);
      return page;
    }
    AddSum("log.csv", sum->Digest(), page);
    sum.emplace();
    after.clear();
  }
  LAOWU_ASSIGN_OR_RETURN(const auto last, AddSamples(store_, named, after, *sum, page));
  if (last.has_value()) GoOn(request, kSamples, *last, *sum, page);
  return page;
}

absl::StatusOr<v1::RevealAuditPersonsResponse> MonitoringService::RevealAuditPersons(
    const Call& call, const v1::RevealAuditPersonsRequest& request) {
  runtime::FieldChecks checks;
  if (request.pseudonyms().empty() || request.pseudonyms_size() > kRevealedMost) {
    checks.Violate("pseudonyms",
                   absl::StrCat("应为 1 至 ", kRevealedMost, " 个 / must be 1 to ", kRevealedMost));
  }
  for (int i = 0; i < request.pseudonyms_size(); ++i) {
    if (!IsPseudonym(request.pseudonyms(i))) {
      checks.Violate(absl::StrCat("pseudonyms[", i, "]"),
                     "应为审计包中的 32 位化名 / must be 32 hex digits, as in the pack");
    }
  }
  checks.RequiredText("purpose", request.purpose(), limits::kTextChars);
  runtime::CheckPurposeSays("purpose", request.purpose(), checks);
  LAOWU_ASSIGN_OR_RETURN(const Named named,
                         LoadNamed(store_, call, "name", request.name(), checks));
  const v1::Publication publication = ToPublication(named.id, named.loaded);
  LAOWU_ASSIGN_OR_RETURN(const ratio::FigureQuery query, FrozenQuery(publication));
  LAOWU_RETURN_IF_ERROR(
      feed_.WaitForKnownAt(query.known_at, {}, call.now, call.deadline, call.principal.id)
          .status());
  absl::flat_hash_map<std::string, std::string> workers;
  for (ratio::PersonStanding& person :
       feed_.Ask([&](const ratio::RatioBook& book) { return book.Standings(query); })) {
    workers[PseudonymOf(person.worker, named.loaded.stored.pseudonym_key())] =
        std::move(person.worker);
  }
  v1::RevealAuditPersonsResponse response;
  runtime::AuditEntry audit{{request.name()}, {"audit_persons"}, request.purpose(), ""};
  for (const std::string& pseudonym : request.pseudonyms()) {
    const auto found = workers.find(pseudonym);
    if (found == workers.end()) continue;
    auto* person = response.add_persons();
    person->set_pseudonym(pseudonym);
    person->set_worker(found->second);
    audit.resources.push_back(found->second);
  }
  storage::Batch batch;
  runtime::AddAudit(call, audit, batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  return response;
}

}  // namespace laowu::monitoring
