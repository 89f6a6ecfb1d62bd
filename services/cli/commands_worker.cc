#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/names_cache.h"
#include "services/cli/paging.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"
#include "services/cli/worker_card.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

// Names, phone numbers and identity numbers come by standard input: on a command line every user of
// the machine could read them.

namespace laowu::cli {
namespace {

using Stub = v1::WorkerService::Stub;

struct WorkerOptions {
  std::string name, other, division, purpose, etag, effective_date, education, household, reference;
  Paging paging;
  int wage_cny_per_month = 0;
  bool by_phone = false;
  bool by_name = false;
  bool details = false;
  bool withdraw_consent = false;
  bool set_phone = false;
  bool set_name = false;
  bool set_number = false;
  bool set_household = false;
  bool accept_differences = false;
  bool made_by_mistake = false;
  bool yes = false;
};

// The next line of standard input; on a terminal `prompt` is shown first.
std::string ReadLine(const char* prompt) {
  if (isatty(STDIN_FILENO) == 1) std::fprintf(stderr, "%s: ", prompt);
  std::string line;
  std::getline(std::cin, line);
  return std::string(absl::StripAsciiWhitespace(line));
}

std::string SkillWords(NamesCache& names, const v1::Worker& worker) {
  return absl::StrJoin(worker.skills(), "、", [&](std::string* out, const auto& skill) {
    absl::StrAppend(out, names.Skill(skill.skill_code()));
  });
}

// After a change: the name and what the worker is now.
int PrintChanged(const Client& client, const absl::StatusOr<v1::Worker>& worker) {
  if (!worker.ok()) return Fail(worker.status());
  if (PrintedAsJson(client, *worker)) return kOk;
  std::printf("%s  %s\n", worker->name().c_str(), StateWords(*worker).c_str());
  PrintWarnings(*worker);
  return kOk;
}

int ListWorkers(Client& client, const WorkerOptions& options) {
  v1::ListWorkersRequest request;
  request.set_division_code(options.division);
  const auto answer = CallPages(client, &Stub::ListWorkers, request, options.paging);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& worker : answer->workers()) {
    rows.push_back({worker.name(), names.Division(worker.division_code().substr(0, 9)),
                    SkillWords(names, worker),
                    WageText(worker.min_wage_cny_per_month(), worker.min_wage_cny_per_month())});
  }
  std::fputs(Table({"name", "户籍 from", "技能 skills", "期望 wish"}, rows).c_str(), stdout);
  for (const auto& worker : answer->workers()) {
    if (worker.warnings_size() > 0) std::printf("%s\n", worker.name().c_str());
    PrintWarnings(worker);
  }
  TellOfMore(options.paging, answer->workers_size(), answer->next_page_token());
  return kOk;
}

// What a search goes by, read from standard input; an error is printed and false given where it
// cannot be one.
bool ReadSearch(const WorkerOptions& options, v1::FindWorkersRequest& request) {
  if (options.by_name && options.division.empty()) {
    std::fprintf(
        stderr,
        "error 错误: --name needs --division, at least the county 按姓名查找须用 --division "
        "指明县区: 520281\n");
    return false;
  }
  const char* what = options.by_phone  ? "电话 phone number"
                     : options.by_name ? "姓名 name"
                                       : "身份证号 identity number";
  const std::string text = ReadLine(what);
  if (text.empty()) {
    std::fprintf(stderr, "error 错误: 标准输入为空，请给出 nothing on standard input: %s\n", what);
    return false;
  }
  if (options.by_phone) {
    request.set_phone_number(text);
  } else if (options.by_name) {
    request.set_display_name(text);
  } else {
    request.set_identity_number(text);
  }
  return true;
}

int FindWorkers(Client& client, const WorkerOptions& options) {
  v1::FindWorkersRequest request;
  request.set_purpose(options.purpose);
  request.set_division_code(options.division);
  if (!ReadSearch(options, request)) return kUsage;
  const auto answer = client.Call(&Stub::FindWorkers, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  if (answer->workers().empty()) {
    std::fprintf(stderr, "本辖区%s内没有这个%s的人员 nobody of your divisions has this %s\n",
                 options.division.empty() ? "" : absl::StrCat(" ", options.division, " ").c_str(),
                 options.by_phone  ? "电话号码"
                 : options.by_name ? "姓名"
                                   : "身份证号",
                 options.by_phone  ? "phone number"
                 : options.by_name ? "name, whole and as written,"
                                   : "identity number");
    return kOk;
  }
  NamesCache names(&client);
  std::vector<std::vector<std::string>> rows;
  for (const auto& worker : answer->workers()) {
    const auto& details = worker.personal_details();
    rows.push_back({worker.name(), details.display_name(), details.phone_number(),
                    details.identity_number(), names.Division(worker.division_code().substr(0, 9)),
                    StateWords(worker)});
  }
  std::fputs(
      Table({"name", "姓名 person", "电话 phone", "身份证号 number", "户籍 from", "状态 state"},
            rows)
          .c_str(),
      stdout);
  if (answer->truncated()) {
    std::fprintf(stderr, "there are more; narrow with --division 还有更多，请用 --division 缩小\n");
  }
  return kOk;
}

int ShowWorker(Client& client, const WorkerOptions& options) {
  v1::GetWorkerRequest request;
  request.set_name(WithPrefix("workers/", options.name));
  request.set_view(options.details ? v1::WORKER_VIEW_FULL : v1::WORKER_VIEW_MASKED);
  request.set_purpose(options.purpose);
  const auto worker = client.Call(&Stub::GetWorker, request);
  if (!worker.ok()) return Fail(worker.status());
  if (PrintedAsJson(client, *worker)) return kOk;
  PrintWorker(client, *worker);
  PrintWarnings(*worker);
  return kOk;
}

int UpdateWorker(Client& client, const WorkerOptions& options) {
  bool good = true;
  v1::UpdateWorkerRequest request;
  auto& worker = *request.mutable_worker();
  auto& mask = *request.mutable_update_mask();
  worker.set_name(WithPrefix("workers/", options.name));
  worker.set_etag(options.etag);
  if (!options.division.empty()) {
    worker.set_division_code(options.division);
    mask.add_paths("division_code");
  }
  if (options.wage_cny_per_month > 0) {
    worker.set_min_wage_cny_per_month(options.wage_cny_per_month);
    mask.add_paths("min_wage_cny_per_month");
  }
  if (options.set_household) {  // empty: none any more
    worker.set_household(options.household);
    mask.add_paths("household");
  }
  if (!options.education.empty()) {
    worker.set_education(EnumOption<v1::EducationLevel>(options.education, "--education",
                                                        "EDUCATION_LEVEL_", &good));
    mask.add_paths("education");
  }
  if (options.withdraw_consent) {
    *worker.mutable_legal_basis()->mutable_withdraw_time() = runtime::ToTimestamp(absl::Now());
    mask.add_paths("legal_basis.withdraw_time");
  }
  if (!options.effective_date.empty()) {
    *request.mutable_effective_date() = DateOf(options.effective_date, "--since", &good);
  }
  if (!good) return kUsage;
  if (options.set_phone) {
    worker.mutable_personal_details()->set_phone_number(ReadLine("phone 电话"));
    mask.add_paths("personal_details.phone_number");
  }
  if (options.set_name) {
    worker.mutable_personal_details()->set_display_name(ReadLine("name 姓名"));
    mask.add_paths("personal_details.display_name");
  }
  if (options.set_number) {
    worker.mutable_personal_details()->set_identity_number(ReadLine("identity number 身份证号"));
    mask.add_paths("personal_details.identity_number");
  }
  if (mask.paths().empty()) {
    std::fprintf(stderr,
                 "error 错误: say what changes 请说明要改什么; laowu worker update --help\n");
    return kUsage;
  }
  return PrintChanged(client, client.Call(&Stub::UpdateWorker, request));
}

template <typename Request>
int SetState(Client& client, const WorkerOptions& options,
             grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, v1::Worker*)) {
  Request request;
  request.set_name(WithPrefix("workers/", options.name));
  request.set_etag(options.etag);
  return PrintChanged(client, client.Call(method, request));
}

int EraseWorker(Client& client, const WorkerOptions& options) {
  if (!options.yes) {
    if (isatty(STDIN_FILENO) != 1) {
      std::fprintf(stderr,
                   "error 错误: nothing brings the person back; say --yes to erase 删除后不能恢复，"
                   "确要删除请加 --yes\n");
      return kUsage;
    }
    if (ReadLine("nothing brings the person back 删除后不能恢复; type yes 请输入 yes") != "yes") {
      std::fprintf(stderr, "nothing was erased 未删除\n");
      return kFailed;
    }
  }
  v1::DeleteWorkerRequest request;
  request.set_name(WithPrefix("workers/", options.name));
  request.set_purpose(options.purpose);
  request.set_etag(options.etag);
  request.set_made_by_mistake(options.made_by_mistake);
  const auto answer = client.Call(&Stub::DeleteWorker, request);
  if (!answer.ok()) return Fail(answer.status());
  if (PrintedAsJson(client, *answer)) return kOk;
  std::printf("%s  已删除 erased\n", request.name().c_str());
  PrintWarnings(*answer);
  return kOk;
}

int MergeWorkers(Client& client, const WorkerOptions& options) {
  v1::MergeWorkersRequest request;
  request.set_name(WithPrefix("workers/", options.name));
  request.set_merged_worker(WithPrefix("workers/", options.other));
  request.set_purpose(options.purpose);
  request.set_accept_differences(options.accept_differences);
  request.set_reference(options.reference);
  return PrintChanged(client, client.Call(&Stub::MergeWorkers, request));
}

int UnmergeWorkers(Client& client, const WorkerOptions& options) {
  v1::UnmergeWorkersRequest request;
  request.set_name(WithPrefix("workers/", options.name));
  request.set_purpose(options.purpose);
  return PrintChanged(client, client.Call(&Stub::UnmergeWorkers, request));
}

using Options = std::shared_ptr<WorkerOptions>;

CLI::App* AddOfOne(CLI::App* parent, const Options& options, const char* name,
                   const char* description) {
  CLI::App* command = parent->add_subcommand(name, description);
  command->add_option("name", options->name, "workers/…")->required();
  return command;
}

void AddPurpose(CLI::App* command, const Options& options) {
  command->add_option("--purpose", options->purpose, "What for; it is put on record 用途，会留记录")
      ->required();
}

void AddEtag(CLI::App* command, const Options& options) {
  command->add_option("--etag", options->etag,
                      "Only if it is still in this state 仅当记录未被他人更改");
}

void AddReads(const Program& program, CLI::App* worker, const Options& options) {
  CLI::App* list = worker->add_subcommand("list", "Registered in a division 列出一地的劳动者");
  list->add_option("--division", options->division, "Registered there: 520281 户籍地")->required();
  AddPaging(list, &options->paging);
  list->callback([=] { *program.exit_code = ListWorkers(*program.client, *options); });
  CLI::App* find = worker->add_subcommand(
      "find", "By identity number, phone or name, read from standard input 由标准输入读入");
  CLI::Option* phone = find->add_flag("--phone", options->by_phone, "By phone number 按电话查");
  find->add_flag("--name", options->by_name, "By name, with --division 按姓名查，须加 --division")
      ->excludes(phone);
  find->add_option("--division", options->division, "Registered in: 520281, 520281101 户籍地");
  AddPurpose(find, options);
  find->callback([=] { *program.exit_code = FindWorkers(*program.client, *options); });
  CLI::App* show =
      AddOfOne(worker, options, "show",
               "One worker: registration, state, wishes, skills, what came of it 查看");
  CLI::Option* purpose =
      show->add_option("--purpose", options->purpose,
                       "With --details: what for; it is put on record 用途，会留记录");
  CLI::Option* details =
      show->add_flag("--details", options->details, "With name and phone 显示姓名和电话")
          ->needs(purpose);
  purpose->needs(details);
  show->callback([=] { *program.exit_code = ShowWorker(*program.client, *options); });
}

void AddUpdate(const Program& program, CLI::App* worker, const Options& options) {
  CLI::App* update = AddOfOne(worker, options, "update", "Change one worker 更改");
  update->add_option("--division", options->division,
                     "Registration, in your divisions: 520281101; elsewhere: worker moved "
                     "本辖区内的户籍地；迁往外地用 worker moved");
  update->add_option("--since", options->effective_date,
                     "Since when; needed with --division 自何日起，须与 --division 同用");
  update->add_option("--wage", options->wage_cny_per_month,
                     "The least wage, yuan a month 最低期望月薪（元）");
  update->add_option("--education", options->education,
                     EnumChoices(*v1::EducationLevel_descriptor(), "EDUCATION_LEVEL_"));
  CLI::Option* household =
      update->add_option("--household", options->household,
                         "The bureau's own number of it; \"\": none 户编号；\"\" 表示没有");
  update->add_flag("--withdraw-consent", options->withdraw_consent,
                   "The consent ends now 撤回授权");
  update->add_flag("--phone", options->set_phone,
                   "New phone number, from standard input 新电话，由标准输入读入");
  update->add_flag(
      "--name", options->set_name,
      "New name, from standard input, after the phone 新姓名，由标准输入读入，在电话之后");
  update->add_flag("--identity-number", options->set_number,
                   "The right identity number, from standard input, last "
                   "正确的身份证号，由标准输入读入，在最后");
  AddEtag(update, options);
  update->callback([=] {
    options->set_household = household->count() > 0;
    *program.exit_code = UpdateWorker(*program.client, *options);
  });
}

void AddChanges(const Program& program, CLI::App* worker, const Options& options) {
  CLI::App* pause = AddOfOne(worker, options, "pause", "Propose to nobody 暂停推荐");
  AddEtag(pause, options);
  pause->callback(
      [=] { *program.exit_code = SetState(*program.client, *options, &Stub::PauseWorker); });
  CLI::App* resume = AddOfOne(worker, options, "resume", "Propose again 恢复推荐");
  AddEtag(resume, options);
  resume->callback(
      [=] { *program.exit_code = SetState(*program.client, *options, &Stub::ResumeWorker); });
  CLI::App* erase = AddOfOne(worker, options, "erase", "Erase the person for good 删除个人信息");
  AddPurpose(erase, options);
  AddEtag(erase, options);
  erase->add_flag(
      "--made-by-mistake", options->made_by_mistake,
      "There should have been no such record; the same row may make it again 本不该有的记录");
  erase->add_flag("--yes", options->yes, "Do not ask 不再询问");
  erase->callback([=] { *program.exit_code = EraseWorker(*program.client, *options); });
  CLI::App* merge =
      AddOfOne(worker, options, "merge", "Two records are one person: NAME stands 合并重复记录");
  merge->add_option("merged", options->other, "The other record 另一条记录")->required();
  AddPurpose(merge, options);
  merge->add_flag("--accept-differences", options->accept_differences,
                  "Also if numbers, names, sexes or dates of birth speak against it "
                  "证件号、姓名、性别、出生日期不符也合并");
  merge->add_option("--reference", options->reference,
                    "Number of the document that shows them to be one; needed with "
                    "--accept-differences 证明文件编号");
  merge->callback([=] { *program.exit_code = MergeWorkers(*program.client, *options); });
  CLI::App* unmerge = AddOfOne(worker, options, "unmerge",
                               "Take a merger back; of one identity number only once the wrong "
                               "one is replaced 撤销合并；号码相同的先改正号码");
  AddPurpose(unmerge, options);
  unmerge->callback([=] { *program.exit_code = UnmergeWorkers(*program.client, *options); });
}

}  // namespace

void AddWorkerCommands(const Program& program) {
  const auto options = std::make_shared<WorkerOptions>();
  CLI::App* worker = program.app->add_subcommand("worker", "Workers 劳动者");
  worker->require_subcommand(1);
  AddReads(program, worker, options);
  AddUpdate(program, worker, options);
  AddChanges(program, worker, options);
}

}  // namespace laowu::cli
