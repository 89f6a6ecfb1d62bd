#ifndef LAOWU_SERVICES_CLI_VACANCY_NAME_H_
#define LAOWU_SERVICES_CLI_VACANCY_NAME_H_

// Vacancies as people name them: by the name that the system gives, or by the office's own number
// (编号), from which that name follows.

#include <CLI/CLI.hpp>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/cli/client.h"

namespace laowu::cli {

// Whether it is a number, and not a name or nothing.
bool IsVacancyNumber(const std::string& given);

// Whose numbers are meant: offices/… of `office` ("zhongshan"), or, if that is empty, what the
// server says the token is for; empty where it is for no office.
absl::StatusOr<std::string> OfficeOfNumbers(Client& client, const std::string& office);

// Pure. A name (or nothing) as it is; of a number the name that the vacancy role makes of it, below
// `office` (offices/…). INVALID_ARGUMENT where that is empty.
absl::StatusOr<std::string> VacancyNameIn(const std::string& office, const std::string& given);

// Both for one; nothing is asked of the server about a name.
absl::StatusOr<std::string> VacancyName(Client& client, const std::string& given,
                                        const std::string& office);

// Pure. A vacancy as it was typed: a name, or “number”（name）.
std::string AsTyped(const std::string& name, const std::string& given);

// Pure. What the server says of the vacancy `name`, with AsTyped in its place: who has mistyped a
// number knows nothing of the name that was made of it.
absl::Status InTypedWords(const absl::Status& status, const std::string& name,
                          const std::string& given);

// --office, for OfficeOfNumbers.
void AddOfficeOfNumber(CLI::App* command, std::string* office);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_VACANCY_NAME_H_
