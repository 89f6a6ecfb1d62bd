#include "services/cli/vacancy_name.h"

#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/runtime/digest.h"
#include "storage/status_macros.h"

namespace laowu::cli {

bool IsVacancyNumber(const std::string& given) {
  return !given.empty() && !absl::StartsWith(given, "offices/");
}

absl::StatusOr<std::string> OfficeOfNumbers(Client& client, const std::string& office) {
  if (!office.empty()) return WithPrefix("offices/", office);
  LAOWU_ASSIGN_OR_RETURN(
      const v1::Caller caller,
      client.Call(&v1::ReferenceService::Stub::GetCaller, v1::GetCallerRequest()));
  return caller.office();
}

absl::StatusOr<std::string> VacancyNameIn(const std::string& office, const std::string& given) {
  if (!IsVacancyNumber(given)) return given;
  if (office.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("“", given,
                     "”是哪个站的编号？请加 --office，或写全名 offices/…/vacancies/… / whose "
                     "number is that? Give --office, or the whole name offices/…/vacancies/…"));
  }
  return absl::StrCat(office, "/vacancies/",
                      runtime::IdForReference(absl::StripAsciiWhitespace(given)));
}

absl::StatusOr<std::string> VacancyName(Client& client, const std::string& given,
                                        const std::string& office) {
  if (!IsVacancyNumber(given)) return given;
  LAOWU_ASSIGN_OR_RETURN(const std::string of, OfficeOfNumbers(client, office));
  return VacancyNameIn(of, given);
}

std::string AsTyped(const std::string& name, const std::string& given) {
  return IsVacancyNumber(given) ? absl::StrCat("“", given, "”（", name, "）") : name;
}

absl::Status InTypedWords(const absl::Status& status, const std::string& name,
                          const std::string& given) {
  if (status.ok() || name.empty() || !IsVacancyNumber(given)) return status;
  absl::Status told(status.code(),
                    absl::StrReplaceAll(status.message(), {{name, AsTyped(name, given)}}));
  status.ForEachPayload(
      [&](absl::string_view type, const absl::Cord& value) { told.SetPayload(type, value); });
  return told;
}

void AddOfficeOfNumber(CLI::App* command, std::string* office) {
  command->add_option("--office", *office,
                      "Whose number it is, of a vacancy given by its number: zhongshan [the "
                      "token's office] 按编号指岗位时是哪个协作站的 [令牌所属的站]");
}

}  // namespace laowu::cli
