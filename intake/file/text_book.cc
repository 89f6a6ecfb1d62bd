#include "intake/file/text_book.h"

#include <array>
#include <utility>
#include <vector>

#include "intake/file/encoding.h"
#include "intake/file/table_reader.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

class TextSource : public RowSource {
 public:
  TextSource(std::unique_ptr<ByteStream> bytes, bool is_wide, const FileLimits& limits)
      : bytes_(std::move(bytes)), is_wide_(is_wide), reader_(limits.text) {
    if (is_wide_) bytes_ = std::make_unique<Utf8Stream>(std::move(bytes_));
  }

  absl::StatusOr<bool> Next(TableRow& row) override {
    while (!reader_.Next(row)) {
      if (ended_) return false;
      LAOWU_ASSIGN_OR_RETURN(const std::size_t got, bytes_->Read(piece_.data(), piece_.size()));
      if (got == 0) {
        ended_ = true;
        LAOWU_RETURN_IF_ERROR(reader_.Finish());
      } else {
        LAOWU_RETURN_IF_ERROR(reader_.Append(absl::string_view(piece_.data(), got)));
      }
    }
    return true;
  }
  double share() const override { return bytes_->share(); }
  absl::string_view encoding_name() const override {
    return is_wide_ ? "UTF-16" : EncodingName(reader_.encoding());
  }
  bool made_up() const override { return reader_.made_up(); }

 private:
  std::unique_ptr<ByteStream> bytes_;
  const bool is_wide_;
  TableReader reader_;
  bool ended_ = false;
  std::array<char, 1 << 16> piece_;
};

class TextBook : public SheetBook {
 public:
  TextBook(OpenStream open, bool is_wide, const FileLimits& limits)
      : open_(std::move(open)), is_wide_(is_wide), limits_(limits) {}
  const std::vector<SheetName>& sheets() const override { return sheets_; }
  absl::StatusOr<std::unique_ptr<RowSource>> OpenSheet(int) override {
    return std::make_unique<TextSource>(open_(), is_wide_, limits_);
  }

 private:
  const OpenStream open_;
  const bool is_wide_;
  const FileLimits limits_;
  const std::vector<SheetName> sheets_ = {SheetName()};
};

}  // namespace

std::unique_ptr<SheetBook> NewTextBook(OpenStream open, bool is_wide, const FileLimits& limits) {
  return std::make_unique<TextBook>(std::move(open), is_wide, limits);
}

}  // namespace laowu::intake
