// An organiser's own list: what is claimed in its name and waits for its word.

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/cli/claims_form.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct Options {
  std::string organizer, out;
  Paging paging;
};

// The organiser that was named, or the one that the token is for.
absl::StatusOr<std::string> OrganizerOf(Client& client, const Options& options) {
  if (!options.organizer.empty()) return WithPrefix("organizers/", options.organizer);
  LAOWU_ASSIGN_OR_RETURN(
      const v1::Caller caller,
      client.Call(&v1::ReferenceService::Stub::GetCaller, v1::GetCallerRequest()));
  if (!caller.organizer().empty()) return caller.organizer();
  return absl::InvalidArgumentError(
      "whose claims? This token is not of an organiser: give --organizer ID 请用 --organizer 指明");
}

// As a form, with names of places in the codes' stead.
int WriteClaims(Client& client, const v1::ListClaimsResponse& list, const std::string& path) {
  NamesCache names(&client, NamesFor::kFile);
  std::map<std::string, std::string> places;
  for (const v1::Claim& claim : list.claims()) {
    for (const std::string& code : {claim.division_code(), claim.workplace_division_code()}) {
      places[code] = names.FullDivision(code);
    }
  }
  if (!names.status().ok()) return Fail(names.status());
  const ReportSheet sheet = ClaimsSheet({list.claims().begin(), list.claims().end()}, places);
  const absl::Status written = WriteReport(path, {sheet}, {});
  if (!written.ok()) return Fail(written);
  std::printf(
      "%s  %zu 行 rows\n"
      "在“是否本单位组织”填是或否（否不能收回），再交回 fill in 是 or 否 (否 is for good), and "
      "hand "
      "it in:\n  laowu outcome attest --file %s --reference 名单编号\n",
      path.c_str(), sheet.table.rows.size(), path.c_str());
  return kOk;
}

int ShowClaims(Client& client, const Options& options) {
  if (!options.out.empty() &&
      (options.paging.page_size != 0 || !options.paging.page_token.empty())) {
    std::fprintf(stderr,
                 "error 错误: --out writes all of it, without --page-size and --page-token "
                 "--out 写全部，不能分页\n");
    return kUsage;
  }
  const auto parent = OrganizerOf(client, options);
  if (!parent.ok()) return Fail(parent.status());
  v1::ListClaimsRequest request;
  request.set_parent(*parent);
  // What was vouched for a moment ago is gone from it.
  const auto answer =
      CallPages(request, options.paging, [&client](const v1::ListClaimsRequest& one) {
        return CallFresh(client, &v1::MonitoringService::Stub::ListClaims, one);
      });
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  if (answer->claims().empty()) {
    std::printf("没有等待佐证的人 nobody awaits this organiser's word\n");
    return kOk;
  }
  if (!options.out.empty()) return WriteClaims(client, *answer, options.out);
  std::vector<std::vector<std::string>> rows;
  for (const v1::Claim& claim : answer->claims()) {
    rows.push_back({claim.outcome(), claim.masked_display_name(), claim.division_code(),
                    claim.workplace_division_code(), DateWords(claim.start_date()),
                    ChannelWords(claim.channel()),
                    absl::StrCat(GradeWords(claim.evidence_grade()),
                                 claim.passed_on() ? "，别人转交 passed on" : "")});
  }
  std::fputs(Table({"动态 outcome", "姓名 name", "户籍 from", "在哪里 where", "自 since",
                    "渠道 channel", "现有佐证 evidence"},
                   rows)
                 .c_str(),
             stdout);
  std::printf(
      "\n共 in all %d。是本单位组织的 yours: laowu outcome attest OUTCOME… --kind "
      "organizer-record\n"
      "不是的（不能收回）not yours, for good: laowu outcome attest OUTCOME… --kind "
      "organizer-denial\n",
      answer->person_count());
  TellOfMore(options.paging, answer->claims_size(), answer->next_page_token());
  return kOk;
}

}  // namespace

void AddClaimsCommand(const Program& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const claims = program.app->add_subcommand(
      "claims", "What waits for an organiser's word 等组织单位佐证的人");
  claims->add_option("--organizer", options->organizer, "[that of the token] 组织单位 [令牌所属]");
  AddPaging(claims, &options->paging);
  claims->add_option("--out", options->out,
                     "All of it as a form, FILE.xlsx or FILE.csv, to be filled in and handed in by "
                     "outcome attest --file 写成表，填好后交回");
  claims->callback([=] { *program.exit_code = ShowClaims(*program.client, *options); });
}

}  // namespace laowu::cli
