// An organiser's own list: what is claimed in its name and waits for its word.

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/fresh_call.h"
#include "services/cli/paging.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

struct Options {
  std::string organizer;
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

int ShowClaims(Client& client, const Options& options) {
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
  claims->callback([=] { *program.exit_code = ShowClaims(*program.client, *options); });
}

}  // namespace laowu::cli
