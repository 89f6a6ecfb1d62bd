#ifndef LAOWU_SERVICES_CLI_VACANCY_NAME_H_
#define LAOWU_SERVICES_CLI_VACANCY_NAME_H_

// Vacancies as people name them: by the name that the system gives, or by the office's own number
// (编号), from which that name follows.

#include <CLI/CLI.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "services/cli/client.h"

namespace laowu::cli {

// offices/…/vacancies/… (or nothing) as it is; else that name for the number `given` of `office`
// ("zhongshan"), or, if that is empty, of the office that the token is for. INVALID_ARGUMENT where
// it is for none.
absl::StatusOr<std::string> VacancyName(Client& client, const std::string& given,
                                        const std::string& office);

// --office, for VacancyName.
void AddOfficeOfNumber(CLI::App* command, std::string* office);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_VACANCY_NAME_H_
