#include "services/cli/usage_errors.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "services/cli/client.h"

namespace laowu::cli {
namespace {

// Options of which an empty value says something: a household that ends, no door for HTTP.
constexpr std::array<absl::string_view, 2> kMayBeEmpty = {"--household", "--http"};

// The command that the line got as far as.
CLI::App* LastCommand(CLI::App* app) {
  while (!app->get_subcommands().empty()) app = app->get_subcommands().back();
  return app;
}

// "laowu import workers"
std::string PathOf(const CLI::App* app) {
  const CLI::App* parent = app->get_parent();
  return parent == nullptr ? app->get_name() : absl::StrCat(PathOf(parent), " ", app->get_name());
}

std::vector<std::string> CommandsOf(CLI::App* app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app->get_subcommands({})) {
    if (!command->get_name().empty()) names.push_back(command->get_name());
  }
  return names;
}

// "--count": those of the command and of the program, which may stand anywhere.
std::vector<std::string> OptionsOf(const CLI::App* app) {
  std::vector<std::string> names;
  for (; app != nullptr; app = app->get_parent()) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
  }
  return names;
}

const CLI::Option* FindOption(const CLI::App* app, const std::string& name) {
  for (; app != nullptr; app = app->get_parent()) {
    if (const CLI::Option* option = app->get_option_no_throw(name)) return option;
  }
  return nullptr;
}

// "; 最接近的是 nearest: --count"; empty if there is none.
std::string NearestText(const std::string& typed, const std::vector<std::string>& words) {
  const std::string nearest = NearestWord(typed, words);
  return nearest.empty() ? "" : absl::StrCat("; 最接近的是 nearest: ", nearest);
}

// What could not be placed, or nothing was given where a command must be.
std::string WrongWord(CLI::App& program, CLI::App* command) {
  const std::vector<std::string> left = program.remaining(true);
  const std::vector<std::string> commands = CommandsOf(command);
  const auto option = std::find_if(left.begin(), left.end(), [](const std::string& word) {
    return word.size() > 1 && word[0] == '-';
  });
  if (option != left.end()) {
    const std::string name = option->substr(0, option->find('='));
    return absl::StrCat("没有这个选项 there is no option ", name, " of ", PathOf(command),
                        NearestText(name, OptionsOf(command)));
  }
  if (left.empty()) {
    return absl::StrCat(
        "缺少命令 ", PathOf(command), " needs a command: ",
        command->get_parent() == nullptr ? "laowu --help" : absl::StrJoin(commands, ", "));
  }
  if (commands.empty()) {
    return absl::StrCat("多余的内容 not expected by ", PathOf(command), ": ",
                        absl::StrJoin(left, " "));
  }
  const bool is_top = command->get_parent() == nullptr;
  return absl::StrCat(
      "没有这个命令 there is no command ", is_top ? "" : PathOf(command) + " ", left.front(),
      NearestText(left.front(), commands),
      is_top ? "" : absl::StrCat("; 可用 there are: ", absl::StrJoin(commands, ", ")));
}

std::string MissingText(CLI::App& program, CLI::App* command, absl::string_view what) {
  if (what == "A subcommand is required") return WrongWord(program, command);
  const std::vector<absl::string_view> alternatives = absl::StrSplit(what, absl::ByAnyChar("[]"));
  if (alternatives.size() > 1) {
    return absl::StrCat("至少给出其中之一 give one of: ",
                        absl::StrReplaceAll(alternatives[1], {{",", ", "}}));
  }
  absl::string_view name = what;
  if (absl::ConsumeSuffix(&name, " is required")) {
    // What was mistyped is why it is missing.
    const std::vector<std::string> left = program.remaining(true);
    if (!left.empty() && absl::StartsWith(left.front(), "--")) return WrongWord(program, command);
    const CLI::Option* option = FindOption(command, std::string(name));
    const std::string about = option == nullptr ? "" : option->get_description();
    return absl::StrCat("缺少 missing: ", name,
                        about.empty() ? "" : absl::StrCat("  (", about, ")"));
  }
  return absl::StrCat("缺少内容: ", what);
}

// What a value of the option must look like.
std::string KindText(const CLI::App* command, const std::string& name) {
  const CLI::Option* option = FindOption(command, name);
  const std::string type = option == nullptr ? "" : option->get_type_name();
  if (absl::StartsWith(type, "UINT")) return "须为非负整数 must be a whole number, 0 or more";
  if (absl::StartsWith(type, "INT")) return "须为整数 must be a whole number";
  if (absl::StartsWith(type, "FLOAT")) return "须为数字 must be a number";
  return "格式不对 is not of the right form";
}

// "--count: Value 501 not in range 1 to 500" and the like, as the validators say it.
std::string InvalidText(absl::string_view what) {
  const std::vector<absl::string_view> parts = absl::StrSplit(what, absl::MaxSplits(": ", 1));
  if (parts.size() < 2) return absl::StrCat("不能这样写: ", what);
  const absl::string_view name = parts[0];
  const std::vector<absl::string_view> range =
      absl::StrSplit(parts[1], absl::MaxSplits(" not in range ", 1));
  if (range.size() == 2) {
    return absl::StrCat(name, " ", absl::StripPrefix(range[0], "Value "),
                        ": 须在此范围内 must lie in ", range[1]);
  }
  const std::vector<absl::string_view> choice =
      absl::StrSplit(parts[1], absl::MaxSplits(" not in {", 1));
  if (choice.size() == 2) {
    return absl::StrCat(name, " ", choice[0], ": 须为其中之一 must be one of: ",
                        absl::StrReplaceAll(absl::StripSuffix(choice[1], "}"), {{",", ", "}}));
  }
  return absl::StrCat(name, ": ", parts[1]);
}

std::string MismatchText(absl::string_view what) {
  const std::vector<absl::string_view> parts = absl::StrSplit(what, absl::MaxSplits(": ", 1));
  if (parts.size() < 2) return absl::StrCat("个数不对: ", what);
  if (absl::EndsWith(parts[1], "missing") || absl::StartsWith(parts[1], "At least")) {
    return absl::StrCat(parts[0],
                        ": 缺少值，或值为空；不用时请整个去掉 its value is missing or is "
                        "empty; leave it out if it is not meant");
  }
  if (absl::StartsWith(parts[1], "At Most")) {
    return absl::StrCat(parts[0], ": 只能给一次 may be given once only");
  }
  return absl::StrCat(parts[0], ": 个数不对 ", parts[1]);
}

// Two names with a word between them.
std::string PairText(absl::string_view what, absl::string_view between, absl::string_view says) {
  const std::vector<absl::string_view> names = absl::StrSplit(what, absl::MaxSplits(between, 1));
  if (names.size() < 2) return absl::StrCat(says, ": ", what);
  return absl::StrCat(names[0], ", ", names[1], ": ", says);
}

// A setting that nothing reads: "serve.dta", or a whole part of the file.
std::string SettingText(CLI::App& program, absl::string_view what) {
  const std::string file =
      program.get_config_ptr() == nullptr ? "" : program.get_config_ptr()->as<std::string>();
  absl::string_view key = what;
  if (!absl::ConsumePrefix(&key, "INI was not able to parse ")) {
    return absl::StrCat("配置文件有误 the settings file ", file, ": ", what);
  }
  absl::ConsumeSuffix(&key, ".++");
  std::vector<std::string> names = absl::StrSplit(key, '.');
  CLI::App* app = &program;
  std::string path;  // of the parts that are there
  while (names.size() > 1) {
    const auto parts = app->get_subcommands(
        [&names](CLI::App* command) { return command->get_name() == names.front(); });
    if (parts.empty()) break;
    absl::StrAppend(&path, names.front(), ".");
    app = parts.front();
    names.erase(names.begin());
  }
  std::vector<std::string> known = names.size() > 1 ? CommandsOf(app) : std::vector<std::string>();
  if (names.size() == 1) {
    for (const CLI::Option* option : app->get_options()) {
      for (const std::string& name : option->get_lnames()) known.push_back(name);
    }
  }
  const std::string nearest = NearestWord(names.front(), known);
  return absl::StrCat("配置文件中没有这一项 the settings file ", file,
                      " has an unknown setting: ", key,
                      nearest.empty() ? "" : absl::StrCat("; 最接近的是 nearest: ", path, nearest));
}

std::string TextOf(CLI::App& program, CLI::App* command, const CLI::ParseError& error) {
  const absl::string_view what = error.what();
  // Not by get_name(): of words left over that is the command.
  const auto code = static_cast<CLI::ExitCodes>(error.get_exit_code());
  if (code == CLI::ExitCodes::RequiredError) return MissingText(program, command, what);
  if (code == CLI::ExitCodes::ExtrasError) return WrongWord(program, command);
  if (code == CLI::ExitCodes::ValidationError) return InvalidText(what);
  if (code == CLI::ExitCodes::ArgumentMismatch) return MismatchText(what);
  if (code == CLI::ExitCodes::ExcludesError) {
    return PairText(what, " excludes ", "不能同时使用 cannot be given together");
  }
  if (code == CLI::ExitCodes::RequiresError) {
    return PairText(what, " requires ", "须同时给出 the first needs the second");
  }
  if (code == CLI::ExitCodes::ConfigError) return SettingText(program, what);
  if (code == CLI::ExitCodes::FileError) {
    return absl::StrCat("无法读取配置文件 cannot read the settings file ",
                        absl::StripSuffix(what, " was not readable (missing?)"));
  }
  absl::string_view pair = what;
  if (code == CLI::ExitCodes::ConversionError &&
      absl::ConsumePrefix(&pair, "Could not convert: ")) {
    const std::vector<std::string> parts = absl::StrSplit(pair, absl::MaxSplits(" = ", 1));
    return absl::StrCat(parts[0], parts.size() > 1 ? absl::StrCat(" ", parts[1]) : "", ": ",
                        KindText(command, parts[0]));
  }
  return absl::StrCat("用法有误 ", what);
}

// How many letters must be changed, put in or left out to make one of the other.
size_t Changes(const std::string& a, const std::string& b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t above_left = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, above_left + (a[i - 1] == b[j - 1] ? 0 : 1)});
      above_left = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string NearestWord(const std::string& typed, const std::vector<std::string>& words) {
  // More than a third of the letters wrong is another word.
  size_t least = typed.size() / 3 + 1;
  std::string nearest;
  for (const std::string& word : words) {
    // The beginning of a word, as somebody types who expects it to be completed.
    const size_t changes = typed.size() > 2 && absl::StartsWith(word, typed) && typed != "--"
                               ? 1
                               : Changes(typed, word);
    if (changes >= least + (nearest.empty() ? 1 : 0)) continue;
    least = changes;
    nearest = word;
  }
  return nearest;
}

int TellUsage(CLI::App& program, const CLI::ParseError& error) {
  CLI::App* const command = LastCommand(&program);
  std::fprintf(stderr, "error 错误: %s\n  用法 usage: %s --help\n",
               TextOf(program, command, error).c_str(), PathOf(command).c_str());
  return kUsage;
}

void RefuseEmptyValues(CLI::App* app) {
  for (CLI::Option* option : app->get_options()) {
    const bool is_flag = option->get_items_expected_max() == 0 || option->get_expected_min() == 0;
    const std::string name = option->get_name();
    if (is_flag || std::find(kMayBeEmpty.begin(), kMayBeEmpty.end(), name) != kMayBeEmpty.end()) {
      continue;
    }
    option->check(CLI::Validator(
        [](std::string& value) {
          return value.empty() ? "为空；不用时请整个去掉 is empty; leave it out if it is not meant"
                               : "";
        },
        ""));
  }
  for (CLI::App* command : app->get_subcommands({})) RefuseEmptyValues(command);
}

}  // namespace laowu::cli
