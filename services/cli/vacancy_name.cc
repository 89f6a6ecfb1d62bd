#include "services/cli/vacancy_name.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/runtime/digest.h"
#include "storage/status_macros.h"

namespace laowu::cli {

absl::StatusOr<std::string> VacancyName(Client& client, const std::string& given,
                                        const std::string& office) {
  if (given.empty() || absl::StartsWith(given, "offices/")) return given;
  std::string parent = office.empty() ? "" : WithPrefix("offices/", office);
  if (parent.empty()) {
    LAOWU_ASSIGN_OR_RETURN(
        const v1::Caller caller,
        client.Call(&v1::ReferenceService::Stub::GetCaller, v1::GetCallerRequest()));
    parent = caller.office();
  }
  if (parent.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("“", given,
                     "”是哪个站的编号？请加 --office，或写全名 offices/…/vacancies/… / whose "
                     "number is that? Give --office, or the whole name offices/…/vacancies/…"));
  }
  // As the vacancy role names what an office sends under a number of its own.
  return absl::StrCat(parent, "/vacancies/",
                      runtime::IdForReference(absl::StripAsciiWhitespace(given)));
}

void AddOfficeOfNumber(CLI::App* command, std::string* office) {
  command->add_option("--office", *office,
                      "Whose number it is, of a vacancy given by its number: zhongshan [the "
                      "token's office] 按编号指岗位时是哪个协作站的 [令牌所属的站]");
}

}  // namespace laowu::cli
