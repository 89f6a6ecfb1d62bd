#include "services/intake/import_records.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/intake/packed.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using storage::Table;

constexpr size_t kNamingsKept = 8;

std::string ImportKey(absl::string_view import_id) { return storage::EncodeKey(import_id); }

std::string FileKey(absl::string_view file_id, int64_t part_number) {
  return storage::EncodeKey(file_id, part_number);
}

// Names that rows and parts are encrypted under.
std::string RowName(absl::string_view import_id, int64_t row_number) {
  return absl::StrCat(ImportName(import_id), "/rows/", row_number);
}
std::string PartName(absl::string_view file_id, int64_t part_number) {
  return absl::StrCat(FileName(file_id), "/parts/", part_number);
}

// "offices/{office}/vacancies/{vacancy}" stands with its office, "workers/{worker}" with all
// workers, "outcomes/{outcome}" with all outcomes.
std::string NamingKey(absl::string_view name) {
  const auto owner = name.substr(0, name.find("/vacancies/"));
  const auto id = name.substr(name.rfind('/') + 1);
  if (owner == name) return SourceKey(name.substr(0, name.find('/')), "", id);
  return SourceKey(owner, "", id);
}

}  // namespace

std::string ImportName(absl::string_view import_id) { return absl::StrCat("imports/", import_id); }
std::string FileName(absl::string_view file_id) { return absl::StrCat("files/", file_id); }
std::string IdOf(absl::string_view name) { return std::string(name.substr(name.find('/') + 1)); }

absl::StatusOr<std::optional<LoadedImport>> LoadImport(const storage::Reader& reader,
                                                       absl::string_view import_id) {
  return runtime::LoadRecord<internal::v1::StoredImport>(reader, Table::kImports,
                                                         ImportKey(import_id));
}

void PlanImport(absl::string_view import_id, const std::optional<LoadedImport>& old,
                const internal::v1::StoredImport& stored, storage::Batch& batch) {
  const std::string key = ImportKey(import_id);
  batch.Require(Table::kImports, key, runtime::VersionOf(old));
  internal::v1::StoredImport kept = stored;
  kept.mutable_import()->clear_name();
  kept.mutable_import()->clear_etag();
  kept.mutable_import()->clear_update_time();
  batch.Put(Table::kImports, key, kept.SerializeAsString());
  if (old.has_value()) return;
  const auto& import = stored.import();
  const int64_t age = -absl::ToUnixMicros(runtime::ToTime(import.create_time()));
  batch.Put(Table::kImportsByParent, storage::EncodeKey(import.spec().parent(), age, import_id),
            "");
}

v1::Import ToImport(absl::string_view import_id, const LoadedImport& loaded) {
  v1::Import import = loaded.stored.import();
  import.set_name(ImportName(import_id));
  import.set_etag(runtime::EtagOf(loaded.version));
  *import.mutable_update_time() = runtime::ToTimestamp(loaded.record_time);
  return import;
}

storage::KeyRange ParentRange(absl::string_view parent) { return storage::RangeOf(parent); }

absl::StatusOr<v1::Import> ToIndexed(const storage::Reader& reader, const storage::Record& record) {
  std::string parent;
  int64_t age = 0;
  std::string import_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &parent, &age, &import_id));
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(reader, import_id));
  if (!loaded.has_value()) return absl::DataLossError("an indexed import is not there");
  return ToImport(import_id, *loaded);
}

absl::StatusOr<std::string> IdOfImportKey(absl::string_view key) {
  std::string import_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &import_id));
  return import_id;
}

storage::KeyRange RowRange(absl::string_view import_id) { return storage::RangeOf(import_id); }

storage::KeyRange RowRangeFrom(absl::string_view import_id, int64_t first_row_number) {
  storage::KeyRange range = RowRange(import_id);
  range.begin = RowKey(import_id, first_row_number);
  return range;
}

std::string RowKey(absl::string_view import_id, int64_t row_number) {
  return storage::EncodeKey(import_id, row_number);
}

void PlanRow(const runtime::Keys& keys, absl::string_view import_id, const StoredRow& row,
             storage::Batch& batch) {
  const int64_t number = row.row().row_number();
  batch.Put(Table::kImportRows, RowKey(import_id, number),
            keys.Encrypt(Pack(row.SerializeAsString()), RowName(import_id, number)));
}

absl::StatusOr<StoredRow> ToRow(const runtime::Keys& keys, absl::string_view import_id,
                                const storage::Record& record) {
  std::string id;
  int64_t number = 0;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &id, &number));
  LAOWU_ASSIGN_OR_RETURN(const std::string packed,
                         keys.Decrypt(record.value, RowName(import_id, number)));
  LAOWU_ASSIGN_OR_RETURN(const std::string plain, Unpack(packed));
  StoredRow row;
  if (!row.ParseFromString(plain)) return absl::DataLossError("a row of an import cannot be read");
  return row;
}

absl::StatusOr<std::vector<StoredRow>> LoadRows(const storage::Reader& reader,
                                                const runtime::Keys& keys,
                                                absl::string_view import_id,
                                                int64_t first_row_number, int limit) {
  LAOWU_ASSIGN_OR_RETURN(
      const auto records,
      reader.Scan(Table::kImportRows, RowRangeFrom(import_id, first_row_number), limit));
  std::vector<StoredRow> rows;
  for (const storage::Record& record : records) {
    LAOWU_ASSIGN_OR_RETURN(StoredRow row, ToRow(keys, import_id, record));
    rows.push_back(std::move(row));
  }
  return rows;
}

absl::StatusOr<std::optional<LoadedFile>> LoadFile(const storage::Reader& reader,
                                                   absl::string_view file_id) {
  return runtime::LoadRecord<internal::v1::StoredFile>(reader, Table::kFiles, FileKey(file_id, 0));
}

void PlanFile(absl::string_view file_id, const std::optional<LoadedFile>& old,
              const internal::v1::StoredFile& file, storage::Batch& batch) {
  const std::string key = FileKey(file_id, 0);
  batch.Require(Table::kFiles, key, runtime::VersionOf(old));
  internal::v1::StoredFile kept = file;
  kept.mutable_file()->clear_name();
  batch.Put(Table::kFiles, key, kept.SerializeAsString());
}

void PlanFilePart(const runtime::Keys& keys, absl::string_view file_id, int part_number,
                  absl::string_view content, storage::Batch& batch) {
  batch.Put(Table::kFiles, FileKey(file_id, part_number),
            keys.Encrypt(content, PartName(file_id, part_number)));
}

absl::StatusOr<std::string> LoadFilePart(const storage::Reader& reader, const runtime::Keys& keys,
                                         absl::string_view file_id, int part_number) {
  LAOWU_ASSIGN_OR_RETURN(const auto record,
                         reader.Get(Table::kFiles, FileKey(file_id, part_number)));
  if (!record.has_value()) return absl::NotFoundError("文件已删除 / the file has been erased");
  return keys.Decrypt(record->value, PartName(file_id, part_number));
}

storage::KeyRange FileRange(absl::string_view file_id) { return storage::RangeOf(file_id); }

absl::StatusOr<std::string> IdOfFileKey(absl::string_view key) {
  std::string file_id;
  int64_t part_number = 0;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &file_id, &part_number));
  return file_id;
}

std::string SourceKey(absl::string_view office, absl::string_view source,
                      absl::string_view vacancy) {
  return storage::EncodeKey(office, source, vacancy);
}

storage::KeyRange SourceRange(absl::string_view office, absl::string_view source) {
  return storage::RangeOf(office, source);
}

absl::StatusOr<std::string> VacancyOfSourceKey(absl::string_view key) {
  std::string office;
  std::string source;
  std::string vacancy;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &office, &source, &vacancy));
  return vacancy;
}

absl::StatusOr<std::vector<std::string>> SourcesOf(const storage::Reader& reader,
                                                   absl::string_view office, size_t most) {
  std::vector<std::string> sources;
  storage::KeyRange range = storage::RangeOf(office);
  // Behind the vacancies of no source.
  range.begin = SourceRange(office, "").end;
  while (sources.size() < most) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(Table::kVacanciesBySource, range, 1));
    if (records.empty()) break;
    std::string source;
    std::string unused_office;
    std::string unused_vacancy;
    LAOWU_RETURN_IF_ERROR(
        storage::DecodeKey(records.front().key, &unused_office, &source, &unused_vacancy));
    range.begin = SourceRange(office, source).end;
    sources.push_back(std::move(source));
  }
  return sources;
}

absl::StatusOr<std::vector<std::string>> ImportsNaming(const storage::Reader& reader,
                                                       absl::string_view name) {
  LAOWU_ASSIGN_OR_RETURN(const auto record, reader.Get(Table::kVacanciesBySource, NamingKey(name)));
  if (!record.has_value()) return std::vector<std::string>();
  return std::vector<std::string>(absl::StrSplit(record->value, ' ', absl::SkipEmpty()));
}

void PlanNaming(absl::string_view name, absl::string_view import_id,
                std::vector<std::string> import_ids, storage::Batch& batch) {
  if (std::find(import_ids.begin(), import_ids.end(), import_id) != import_ids.end()) return;
  import_ids.emplace_back(import_id);
  if (import_ids.size() > kNamingsKept) import_ids.erase(import_ids.begin());
  batch.Put(Table::kVacanciesBySource, NamingKey(name), absl::StrJoin(import_ids, " "));
}

void PlanUnnamed(absl::string_view name, storage::Batch& batch) {
  batch.Delete(Table::kVacanciesBySource, NamingKey(name));
}

std::string ClosedKey(absl::string_view vacancy_name) { return storage::EncodeKey(vacancy_name); }

absl::StatusOr<std::string> ClosedDigest(const storage::Reader& reader,
                                         absl::string_view vacancy_name) {
  LAOWU_ASSIGN_OR_RETURN(const auto closed,
                         runtime::LoadRecord<internal::v1::StoredClosedVacancy>(
                             reader, Table::kClosedVacancies, ClosedKey(vacancy_name)));
  return closed.has_value() ? closed->stored.state_digest() : "";
}

void PlanClosed(absl::string_view vacancy_name, const std::string& state_digest,
                storage::Batch& batch) {
  internal::v1::StoredClosedVacancy closed;
  closed.set_state_digest(state_digest);
  batch.Put(Table::kClosedVacancies, ClosedKey(vacancy_name), closed.SerializeAsString());
}

absl::StatusOr<std::optional<SetBack>> LoadSetBack(const storage::Reader& reader,
                                                   absl::string_view worker_name) {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded,
                         runtime::LoadRecord<StoredRow>(reader, Table::kClosedVacancies,
                                                        storage::EncodeKey(worker_name)));
  if (!loaded.has_value()) return std::optional<SetBack>();
  const v1::Worker& before = loaded->stored.worker_before();
  SetBack set_back = {loaded->stored.etag(), before.etag(), runtime::ToTime(before.update_time())};
  return std::optional<SetBack>(std::move(set_back));
}

// A row's etag and that of what stood before; nothing of the person.
void PlanSetBack(absl::string_view worker_name, const SetBack& set_back, storage::Batch& batch) {
  StoredRow row;
  row.set_etag(set_back.etag);
  row.mutable_worker_before()->set_etag(set_back.found_etag);
  *row.mutable_worker_before()->mutable_update_time() = runtime::ToTimestamp(set_back.found_time);
  batch.Put(Table::kClosedVacancies, storage::EncodeKey(worker_name), row.SerializeAsString());
}

}  // namespace laowu::intake_role
