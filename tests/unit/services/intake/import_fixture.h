#ifndef LAOWU_TESTS_UNIT_SERVICES_INTAKE_IMPORT_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_INTAKE_IMPORT_FIXTURE_H_

// An office and a bureau with their files, from the upload to the undoing, over the whole way of a
// call.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "intake_fixture.h"
#include "laowu/v1/intake_service.grpc.pb.h"

namespace laowu::intake_role {

using v1::Import;
using v1::ImportRow;

inline constexpr char kVacancyHeader[] = "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n";
inline constexpr char kWorkerHeader[] = "姓名,身份证号,乡镇,文化程度,手机号,是否同意授权\n";

inline std::string VacancyLine(const std::string& reference, const std::string& wage = "5000") {
  return absl::StrCat(reference, ",普工,中山市样例电器有限公司,中山市小榄镇,", wage, "元/月,3\n");
}

class ImportFixture : public IntakeFixture {
 protected:
  // In pieces of `piece` bytes.
  absl::StatusOr<v1::File> Upload(const std::string& content, const std::string& id = kOffice,
                                  size_t piece = 1000) {
    grpc::ClientContext context;
    role_.Authenticate(id, &context);
    Stub stub(role_.channel());
    auto stream = stub.UploadFile(&context);
    v1::UploadFileResponse response;
    for (size_t at = 0; at == 0 || at < content.size(); at += piece) {
      v1::UploadFileRequest request;
      if (at == 0) request.set_display_name("名单.csv");
      request.set_content(content.substr(at, piece));
      request.set_last(at + piece >= content.size());
      if (!stream->Write(request) || !stream->Read(&response)) break;
    }
    stream->WritesDone();
    const grpc::Status status = stream->Finish();
    if (!status.ok()) return runtime::FromGrpc(status);
    return response.file();
  }

  Import::Spec Spec(Import::Kind kind) const {
    Import::Spec spec;
    spec.set_kind(kind);
    spec.set_parent(kind == Import::VACANCY ? "offices/zhongshan" : "divisions/520281");
    return spec;
  }
  // Read, and waited for.
  Import Read(const std::string& content, Import::Spec spec) {
    sender_ = spec.kind() == Import::VACANCY ? kOffice : kCounty;
    const auto file = Upload(content, sender_);
    EXPECT_OK(file);
    if (!file.ok()) return {};
    spec.set_file(file->name());
    v1::CreateImportRequest request;
    *request.mutable_spec() = spec;
    const auto import = role_.Call(sender_, &Stub::CreateImport, request);
    EXPECT_OK(import);
    return import.ok() ? WaitFor(import->name()) : Import();
  }
  Import Read(const std::string& content) { return Read(content, Spec(Import::VACANCY)); }
  // Until no step is under way.
  Import WaitFor(const std::string& name) {
    v1::GetImportRequest get;
    get.set_name(name);
    const absl::Time until = absl::Now() + absl::Seconds(30);
    while (true) {
      const auto import = role_.Call(sender_, &Stub::GetImport, get);
      EXPECT_OK(import);
      if (!import.ok() || absl::Now() > until) return {};
      const bool under_way = import->state() == Import::READING ||
                             import->state() == Import::RUNNING ||
                             import->state() == Import::UNDOING;
      if (!under_way) return *import;
    }
  }
  absl::StatusOr<Import> TryRun(const std::string& name, int64_t confirmed_closed_count = 0) {
    v1::RunImportRequest request;
    request.set_name(name);
    request.set_confirmed_closed_count(confirmed_closed_count);
    const auto import = role_.Call(sender_, &Stub::RunImport, request);
    if (!import.ok()) return import.status();
    return WaitFor(name);
  }
  Import Run(const Import& read, int64_t confirmed_closed_count = 0) {
    const auto import = TryRun(read.name(), confirmed_closed_count);
    EXPECT_OK(import);
    return import.ok() ? *import : Import();
  }
  Import Undo(const Import& done) {
    v1::UndoImportRequest request;
    request.set_name(done.name());
    EXPECT_OK(role_.Call(sender_, &Stub::UndoImport, request));
    return WaitFor(done.name());
  }
  std::vector<ImportRow> Rows(const Import& import, const std::string& id = "",
                              const std::string& purpose = "") {
    v1::PreviewImportRequest request;
    request.set_name(import.name());
    request.set_purpose(purpose);
    const auto response = role_.Call(id.empty() ? sender_ : id, &Stub::PreviewImport, request);
    EXPECT_OK(response);
    if (!response.ok()) return {};
    return {response->rows().begin(), response->rows().end()};
  }
  std::string Receipt(const Import& import,
                      v1::DownloadReceiptRequest::Format format = v1::DownloadReceiptRequest::CSV) {
    std::string content;
    while (true) {
      v1::DownloadReceiptRequest request;
      request.set_name(import.name());
      request.set_format(format);
      request.set_offset_bytes(static_cast<int64_t>(content.size()));
      const auto piece = role_.Call(sender_, &Stub::DownloadReceipt, request);
      EXPECT_OK(piece);
      if (!piece.ok() || piece->content().empty()) return content;
      content += piece->content();
    }
  }
  v1::Vacancy Vacancy(const std::string& reference) {
    const auto vacancy = GetVacancy(absl::StrCat("offices/zhongshan/vacancies/", reference));
    EXPECT_OK(vacancy);
    return vacancy.ok() ? *vacancy : v1::Vacancy();
  }
  // With its details, as the bureau may see them.
  v1::Worker FullWorker(const std::string& name) {
    v1::GetWorkerRequest get;
    get.set_name(name);
    get.set_view(v1::WORKER_VIEW_FULL);
    get.set_purpose("核对");
    const auto worker = role_.Call(kCounty, &v1::WorkerService::Stub::GetWorker, get);
    EXPECT_OK(worker);
    return worker.ok() ? *worker : v1::Worker();
  }

  std::string sender_ = kOffice;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_TESTS_UNIT_SERVICES_INTAKE_IMPORT_FIXTURE_H_
