#include "intake/file/shared_strings.h"

#include <cstring>

#include "absl/strings/str_cat.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr std::int64_t kBlockRecords = 16;
using Length = std::uint32_t;

Length LengthAt(absl::string_view records, std::size_t at) {
  Length length = 0;
  std::memcpy(&length, records.data() + at, sizeof(length));
  return length;
}

}  // namespace

SharedStrings::~SharedStrings() {
  if (file_ != nullptr) std::fclose(file_);
}

absl::Status SharedStrings::Add(absl::string_view text) {
  const auto bytes = static_cast<std::int64_t>(sizeof(Length) + text.size());
  if (count_ >= limits_.max_string_count || total_bytes_ + bytes > limits_.max_string_bytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("工作簿里不同的文字太多，请拆分或另存为 CSV / the workbook has more different "
                     "texts than can be read (",
                     limits_.max_string_count, " of ", limits_.max_string_bytes,
                     " bytes in all); split it, or send it as CSV"));
  }
  if (count_ % kBlockRecords == 0) block_begins_.push_back(total_bytes_);
  ++count_;
  total_bytes_ += bytes;
  const auto length = static_cast<Length>(text.size());
  char prefix[sizeof(Length)];
  std::memcpy(prefix, &length, sizeof(length));
  // A block lies in one of the two as a whole.
  const bool in_file = file_ != nullptr;
  const bool is_full = static_cast<std::int64_t>(memory_.size()) > limits_.max_string_memory_bytes;
  if (!in_file && !(is_full && count_ % kBlockRecords == 1)) {
    memory_.append(prefix, sizeof(prefix));
    memory_.append(text.data(), text.size());
    return absl::OkStatus();
  }
  if (file_ == nullptr) file_ = std::tmpfile();
  if (file_ == nullptr || std::fwrite(prefix, 1, sizeof(prefix), file_) != sizeof(prefix) ||
      std::fwrite(text.data(), 1, text.size(), file_) != text.size()) {
    return absl::ResourceExhaustedError(
        "临时目录空间不足，请稍后再试 / there is no room for a temporary file of the workbook's "
        "texts");
  }
  return absl::OkStatus();
}

absl::Status SharedStrings::LoadBlock(std::int64_t block) {
  if (block == block_index_) return absl::OkStatus();
  const std::int64_t begin = block_begins_[static_cast<std::size_t>(block)];
  const bool is_last = static_cast<std::size_t>(block) + 1 == block_begins_.size();
  const std::int64_t end =
      is_last ? total_bytes_ : block_begins_[static_cast<std::size_t>(block) + 1];
  const auto offset = begin - static_cast<std::int64_t>(memory_.size());
  block_.resize(static_cast<std::size_t>(end - begin));
  block_index_ = block;
  if (fseeko(file_, offset, SEEK_SET) != 0 ||
      std::fread(block_.data(), 1, block_.size(), file_) != block_.size()) {
    block_index_ = -1;
    return absl::DataLossError("the temporary file of the workbook's texts cannot be read");
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> SharedStrings::Get(std::int64_t index, std::string& text) {
  if (index < 0 || index >= count_) return false;
  const std::int64_t block = index / kBlockRecords;
  const std::int64_t begin = block_begins_[static_cast<std::size_t>(block)];
  absl::string_view records = memory_;
  if (begin >= static_cast<std::int64_t>(memory_.size())) {
    LAOWU_RETURN_IF_ERROR(LoadBlock(block));
    records = block_;
  } else {
    records.remove_prefix(static_cast<std::size_t>(begin));
  }
  std::size_t at = 0;
  for (std::int64_t i = 0; i < index % kBlockRecords; ++i) {
    at += sizeof(Length) + LengthAt(records, at);
  }
  const absl::string_view found = records.substr(at + sizeof(Length), LengthAt(records, at));
  text.assign(found.data(), found.size());
  return true;
}

}  // namespace laowu::intake
