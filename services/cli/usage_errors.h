#ifndef LAOWU_SERVICES_CLI_USAGE_ERRORS_H_
#define LAOWU_SERVICES_CLI_USAGE_ERRORS_H_

// What is wrong with a command line or a file of settings, in both languages: the one place that
// turns the parser's errors into words.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace laowu::cli {

// Prints what `error` of `program` says, with the nearest word where one was mistyped, and which
// help to read. The exit code for it.
int TellUsage(CLI::App& program, const CLI::ParseError& error);

// An empty value of any option or argument of `app` and of its commands is refused: it comes of a
// variable that a script forgot to set, and must not mean the default. Where it has a meaning of
// its own it is let through (kMayBeEmpty in the source).
void RefuseEmptyValues(CLI::App* app);

// The word of `words` that `typed` was most likely meant to be; empty if none is near.
std::string NearestWord(const std::string& typed, const std::vector<std::string>& words);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_USAGE_ERRORS_H_
