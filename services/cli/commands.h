#ifndef LAOWU_SERVICES_CLI_COMMANDS_H_
#define LAOWU_SERVICES_CLI_COMMANDS_H_

// Each adds its subcommands to the program. A chosen command sets *exit_code when it has run.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "google/type/date.pb.h"
#include "services/cli/client.h"

namespace laowu::cli {

struct Program {
  CLI::App* app = nullptr;
  Client* client = nullptr;
  int* exit_code = nullptr;
};

void AddServeCommands(const Program& program);      // serve, init, token, version
void AddAdminCommands(const Program& program);      // backup, backups, verify, restore
void AddImportCommands(const Program& program);     // import
void AddIntakeCommands(const Program& program);     // intake try
void AddGenerateCommand(const Program& program);    // generate
void AddRegisterCommands(const Program& program);   // office, organizer, vacancy
void AddVacancyCommands(const Program& program);    // more of office and vacancy; employer
void AddWorkerCommands(const Program& program);     // worker
void AddHouseholdCommands(const Program& program);  // household
void AddFactCommands(const Program& program);       // more of worker: its dated facts
void AddMatchCommands(const Program& program);      // candidates, vacancies, explain
void AddAdviceCommands(const Program& program);     // advise, supply
void AddLookupCommands(const Program& program);     // skills, occupations, divisions
void AddSearchCommands(const Program& program);     // search
void AddPlacementCommands(const Program& program);  // place, outcome
// Adds `import` to the command `outcome`.
void AddOutcomeImport(const Program& program, CLI::App* outcome);
void AddReportCommands(const Program& program);        // ratio
void AddMonthlyReportCommand(const Program& program);  // report
// periods, worklist, signals, baseline; and, by the next one, publication
void AddRatioWorkCommands(const Program& program);
void AddPublicationCommands(const Program& program);
void AddClaimsCommand(const Program& program);  // claims
void AddAuditCommands(const Program& program);  // audit-pack, audit-reveal
void AddAuditSampleCommand(const Program& program);
void AddAuditListCommand(const Program& program);  // audit
void AddCallCommand(const Program& program);       // call

// Tells why a command line cannot be meant so; kUsage.
int Usage(const std::string& why);

// Prints the message as JSON if --json was given; true if so.
bool PrintedAsJson(const Client& client, const google::protobuf::Message& message);

// The name of what was made or changed, or the whole as JSON; an error is told. The exit code.
template <typename Message>
int PrintName(const Client& client, const absl::StatusOr<Message>& message) {
  if (!message.ok()) return Fail(message.status());
  if (!PrintedAsJson(client, *message)) std::printf("%s\n", message->name().c_str());
  return kOk;
}

// What was done, but should be looked at.
template <typename Record>
void PrintWarnings(const Record& record) {
  for (const auto& warning : record.warnings()) {
    std::printf("提醒 warning: %s  [%s]\n", warning.message().c_str(), warning.reason().c_str());
  }
}

// The date of `text`; an error is printed and *good cleared if it is not one.
google::type::Date DateOf(const std::string& text, const char* flag, bool* good);

// The value of an enum typed for `flag`, as ParseEnum reads it (words.h): "labour-company" without
// the prefix "CHANNEL_". Of an empty text the unspecified one; an error with the choices is printed
// and *good cleared if it is none of them.
int EnumNumber(const google::protobuf::EnumDescriptor& type, const std::string& text,
               const char* flag, absl::string_view prefix, bool* good);
template <typename Enum>
Enum EnumOption(const std::string& text, const char* flag, absl::string_view prefix, bool* good) {
  return static_cast<Enum>(
      EnumNumber(*google::protobuf::GetEnumDescriptor<Enum>(), text, flag, prefix, good));
}

// "zhongshan" and "offices/zhongshan" both name the office.
std::string WithPrefix(const std::string& prefix, const std::string& id);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_COMMANDS_H_
