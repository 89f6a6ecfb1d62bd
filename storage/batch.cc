#include <iterator>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "storage/status_macros.h"
#include "storage/store.h"
#include "storage/store_checks.h"

namespace laowu::storage {
namespace {

using Kind = Batch::Operation::Kind;

absl::Status CheckOperation(const Batch::Operation& operation) {
  LAOWU_RETURN_IF_ERROR(CheckUsable(operation.table));
  const absl::string_view table = FindTable(operation.table)->name;
  if (operation.key.empty() || operation.key.size() > kMaxKeyBytes) {
    return absl::InvalidArgumentError(absl::StrCat("a key in ", table, " has ",
                                                   operation.key.size(), " bytes; 1 to ",
                                                   kMaxKeyBytes, " are allowed"));
  }
  if (operation.version < 0) {
    return absl::InvalidArgumentError(absl::StrCat("a negative version is required in ", table));
  }
  return absl::OkStatus();
}

// Promise 10: every write to an append-only table is one Put, required absent.
absl::Status CheckAppendOnly(const std::vector<Batch::Operation>& operations) {
  struct Seen {
    bool required_absent = false;
    int put_count = 0;
  };
  absl::flat_hash_map<std::pair<Table, absl::string_view>, Seen> seen;
  for (const Batch::Operation& operation : operations) {
    const TableDefinition& definition = *FindTable(operation.table);
    if (!definition.append_only) continue;
    Seen& here = seen[{operation.table, operation.key}];
    switch (operation.kind) {
      case Kind::kRequire:
        here.required_absent |= operation.version == kAbsent;
        break;
      case Kind::kPut:
        ++here.put_count;
        break;
      case Kind::kDelete:
        return absl::InvalidArgumentError(
            absl::StrCat(definition.name, " is append-only: nothing in it can be deleted"));
    }
  }
  for (const auto& [where, here] : seen) {
    if (here.put_count > 1 || (here.put_count == 1 && !here.required_absent)) {
      return absl::InvalidArgumentError(
          absl::StrCat(FindTable(where.first)->name,
                       " is append-only: a batch may put a key once, with Require(kAbsent)"));
    }
  }
  return absl::OkStatus();
}

}  // namespace

void Batch::Require(Table table, absl::string_view key, Sequence version) {
  Add({Kind::kRequire, table, std::string(key), std::string(), version});
}

void Batch::Put(Table table, absl::string_view key, absl::string_view value) {
  Add({Kind::kPut, table, std::string(key), std::string(value)});
}

void Batch::Delete(Table table, absl::string_view key) {
  Add({Kind::kDelete, table, std::string(key), std::string()});
}

void Batch::Append(Batch more) {
  byte_size_ += more.byte_size_;
  operations_.insert(operations_.end(), std::make_move_iterator(more.operations_.begin()),
                     std::make_move_iterator(more.operations_.end()));
}

void Batch::Add(Operation operation) {
  byte_size_ += static_cast<int64_t>(operation.key.size() + operation.value.size());
  operations_.push_back(std::move(operation));
}

absl::Status Batch::Check() const {
  if (operation_count() > kMaxBatchOperations || byte_size_ > kMaxBatchBytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("a batch of ", operation_count(), " operations and ", byte_size_,
                     " bytes is too large; at most ", kMaxBatchOperations, " and ", kMaxBatchBytes,
                     ": split it"));
  }
  for (const Operation& operation : operations_) {
    LAOWU_RETURN_IF_ERROR(CheckOperation(operation));
  }
  return CheckAppendOnly(operations_);
}

}  // namespace laowu::storage
