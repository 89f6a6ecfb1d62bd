#include "intake/sheet_decimals.h"

#include <zip.h>

#include <cstdint>
#include <deque>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace laowu::intake {
namespace {

absl::Status CannotTidy(zip_t* book) {
  return absl::ResourceExhaustedError(
      absl::StrCat("the .xlsx file cannot be written: ", zip_strerror(book)));
}

std::optional<std::string> PartAt(zip_t* book, zip_uint64_t index) {
  zip_stat_t stat;
  if (zip_stat_index(book, index, 0, &stat) != 0) return std::nullopt;
  zip_file_t* const part = zip_fopen_index(book, index, 0);
  if (part == nullptr) return std::nullopt;
  std::string bytes(stat.size, '\0');
  const zip_int64_t read = zip_fread(part, bytes.data(), bytes.size());
  zip_fclose(part);
  if (read != static_cast<zip_int64_t>(bytes.size())) return std::nullopt;
  return bytes;
}

// `kept` holds what the book reads when it is closed.
absl::Status TidySheets(zip_t* book, std::deque<std::string>& kept) {
  const zip_int64_t count = zip_get_num_entries(book, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    const char* const name = zip_get_name(book, index, 0);
    if (name == nullptr || !absl::StartsWith(name, "xl/worksheets/sheet")) continue;
    const auto xml = PartAt(book, index);
    if (!xml.has_value()) return CannotTidy(book);
    const std::string& tidy = kept.emplace_back(TidyDecimals(*xml));
    if (tidy == *xml) continue;
    zip_source_t* const source = zip_source_buffer(book, tidy.data(), tidy.size(), 0);
    if (source == nullptr) return CannotTidy(book);
    if (zip_file_replace(book, index, source, 0) != 0) {
      zip_source_free(source);
      return CannotTidy(book);
    }
  }
  return absl::OkStatus();
}

}  // namespace

std::string TidyDecimals(absl::string_view xml) {
  constexpr absl::string_view kOpen = "<v>";
  constexpr absl::string_view kClose = "</v>";
  std::string tidy;
  tidy.reserve(xml.size());
  while (true) {
    const auto open = xml.find(kOpen);
    if (open == absl::string_view::npos) break;
    const auto begin = open + kOpen.size();
    const auto end = xml.find(kClose, begin);
    if (end == absl::string_view::npos) break;
    const absl::string_view text = xml.substr(begin, end - begin);
    absl::StrAppend(&tidy, xml.substr(0, begin));
    double number = 0;
    if (absl::StrContains(text, ".") && absl::SimpleAtod(text, &number)) {
      absl::StrAppendFormat(&tidy, "%.15g", number);
    } else {
      absl::StrAppend(&tidy, text);
    }
    xml.remove_prefix(end);
  }
  absl::StrAppend(&tidy, xml);
  return tidy;
}

absl::Status TidyDecimalsIn(const std::string& path) {
  int error = 0;
  zip_t* const book = zip_open(path.c_str(), 0, &error);
  if (book == nullptr) {
    return absl::ResourceExhaustedError("the .xlsx file cannot be written: it is not there");
  }
  std::deque<std::string> kept;
  absl::Status status = TidySheets(book, kept);
  if (status.ok() && zip_close(book) != 0) status = CannotTidy(book);
  if (!status.ok()) zip_discard(book);
  return status;
}

}  // namespace laowu::intake
