#ifndef LAOWU_SERVICES_INTAKE_IMPORT_RECEIPT_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_RECEIPT_H_

// The sender's own rows with what became of each, as .xlsx or CSV: written when somebody asks, from
// the rows that are kept, and kept until the next step changes them. Each form has one file, whose
// id stands from the first step on; it is whole, or there is none. What a writer that died has left
// of it is no file, and is written over.

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "laowu/internal/v1/stored_import.pb.h"
#include "services/intake/import_job.h"
#include "services/runtime/keys.h"
#include "storage/store.h"

namespace laowu::intake_role {

enum class ReceiptForm { kCsv, kXlsx };

// files/{file}; empty: no step has begun yet, or the import is erased.
const std::string& ReceiptFile(const internal::v1::StoredImport& stored, ReceiptForm form);

// Why the import as it stands has no receipt of this form; OK: it has, or it can be written.
absl::Status CheckHasReceipt(const std::string& name, const internal::v1::StoredImport& stored,
                             ReceiptForm form);

// At the beginning of a step: the files are named, and gone.
absl::Status DropReceipts(ImportJob& job);

// What writes a receipt works with; all of it outlives the writing. One thread's.
struct ReceiptJob {
  storage::Store& store;
  const runtime::Keys& keys;
  std::string import_id;
  ReceiptForm form;
  std::function<bool()> stopping;
  std::atomic<int64_t>& rows_done;  // for who waits
};

// Writes the file, if it is not there. No step of the import may be at work. UNAVAILABLE: the
// process stops; FAILED_PRECONDITION: the next step is due, or CheckHasReceipt. What was written is
// gone then, as it is after any error.
absl::Status WriteReceipt(const ReceiptJob& job);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_RECEIPT_H_
