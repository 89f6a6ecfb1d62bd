#include "intake/file/xml_parser.h"

#include <expat.h>

#include <array>

#include "absl/strings/str_cat.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

absl::string_view WithoutPrefix(absl::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == absl::string_view::npos ? name : name.substr(colon + 1);
}

// Expat keeps a tag that is not whole yet and reads it anew with each piece.
constexpr std::int64_t kLongestTag = std::int64_t{1} << 20;

}  // namespace

absl::string_view XmlAttributes::Get(absl::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (WithoutPrefix(pair[0]) == name) return pair[1];
  }
  return "";
}

struct XmlParser::State {
  XmlHandler& handler;
  const int max_depth;
  XML_Parser expat = nullptr;
  int depth = 0;
  std::int64_t given_bytes = 0;
  absl::Status failed = {};

  void Note(absl::Status status) {
    if (status.ok() || !failed.ok()) return;
    failed = std::move(status);
    XML_StopParser(expat, XML_FALSE);
  }
};

XmlParser::XmlParser(XmlHandler& handler, const FileLimits& limits, bool is_utf8)
    : state_(new State{handler, limits.max_xml_depth}) {
  state_->expat = XML_ParserCreate(is_utf8 ? "UTF-8" : nullptr);
  if (state_->expat == nullptr) {
    state_->failed =
        absl::ResourceExhaustedError("内存不足，请稍后再试 / no memory for the XML parser");
    return;
  }
  XML_SetUserData(state_->expat, state_.get());
  XML_SetElementHandler(
      state_->expat,
      [](void* data, const char* name, const char** attributes) {
        auto& state = *static_cast<State*>(data);
        if (!state.failed.ok()) return;
        if (++state.depth > state.max_depth) {
          state.Note(absl::ResourceExhaustedError(absl::StrCat(
              "表格文件结构异常，请另存为 .xlsx 再上传 / an XML part is nested deeper than ",
              state.max_depth, " levels")));
          return;
        }
        state.Note(state.handler.Start(WithoutPrefix(name), XmlAttributes(attributes)));
      },
      [](void* data, const char* name) {
        auto& state = *static_cast<State*>(data);
        --state.depth;
        if (state.failed.ok()) state.Note(state.handler.End(WithoutPrefix(name)));
      });
  XML_SetCharacterDataHandler(state_->expat, [](void* data, const char* text, int length) {
    auto& state = *static_cast<State*>(data);
    if (!state.failed.ok()) return;
    state.Note(state.handler.Text(absl::string_view(text, static_cast<std::size_t>(length))));
  });
  XML_SetStartDoctypeDeclHandler(
      state_->expat, [](void* data, const char*, const char*, const char*, int) {
        static_cast<State*>(data)->Note(absl::InvalidArgumentError(
            "表格文件结构异常，请另存为 .xlsx 再上传 / an XML part declares a document type (DTD), "
            "which no spreadsheet does; it is refused"));
      });
}

XmlParser::~XmlParser() {
  if (state_->expat != nullptr) XML_ParserFree(state_->expat);
}

absl::Status XmlParser::Parse(absl::string_view bytes, bool is_last) {
  if (!state_->failed.ok()) return state_->failed;
  state_->given_bytes += static_cast<std::int64_t>(bytes.size());
  const XML_Status status =
      XML_Parse(state_->expat, bytes.data(), static_cast<int>(bytes.size()), is_last ? 1 : 0);
  if (!state_->failed.ok()) return state_->failed;
  if (status == XML_STATUS_ERROR) {
    state_->failed = absl::DataLossError(
        absl::StrCat("文件已损坏，请打开后另存再上传 / the file is damaged: an XML part is not "
                     "well-formed at line ",
                     XML_GetCurrentLineNumber(state_->expat), " (",
                     XML_ErrorString(XML_GetErrorCode(state_->expat)),
                     "); open it in the program that made it, save it again, and send that"));
  } else if (const XML_Index done = XML_GetCurrentByteIndex(state_->expat);
             !is_last && state_->given_bytes - done > kLongestTag) {
    state_->failed = absl::ResourceExhaustedError(
        absl::StrCat("表格文件结构异常，请另存为 .xlsx 再上传 / an XML part has a tag of over ",
                     kLongestTag, " bytes"));
  }
  return state_->failed;
}

absl::Status ParseXml(ByteStream& stream, XmlHandler& handler, const FileLimits& limits) {
  XmlParser parser(handler, limits);
  std::array<char, 1 << 16> piece;
  for (std::size_t got = 1; got > 0;) {
    LAOWU_ASSIGN_OR_RETURN(got, stream.Read(piece.data(), piece.size()));
    LAOWU_RETURN_IF_ERROR(parser.Parse(absl::string_view(piece.data(), got), got == 0));
  }
  return absl::OkStatus();
}

}  // namespace laowu::intake
