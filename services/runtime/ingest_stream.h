#ifndef LAOWU_SERVICES_RUNTIME_INGEST_STREAM_H_
#define LAOWU_SERVICES_RUNTIME_INGEST_STREAM_H_

// The server side of every streamed import: one message is read, handled as a unary call would be
// (who calls, may they, how long: asked anew for each), answered, and only then is the next one
// read. So HTTP/2's flow control slows a sender who is faster than the disk, and no list grows
// here. The status ends the stream; what was answered before it stands.

#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/unknown_field_set.h"
#include "services/runtime/errors.h"
#include "services/runtime/message_bytes.h"
#include "services/runtime/rpc.h"
#include "services/runtime/running_calls.h"
#include "storage/mutex.h"

namespace laowu::runtime {

// What can be told to stop: a stream that waits for its sender's next message would hold the
// server's shutdown for as long as the sender likes.
class Stoppable {
 public:
  virtual ~Stoppable() = default;
  virtual void StopStream() = 0;
};

// The open streams of one role. Thread-safe.
class OpenStreams {
 public:
  // False once stopped: the stream is to end itself.
  bool Add(Stoppable* stream) {
    storage::MutexLock lock(mutex_);
    if (stopped_) return false;
    streams_.insert(stream);
    return true;
  }
  void Remove(Stoppable* stream) {
    storage::MutexLock lock(mutex_);
    streams_.erase(stream);
  }
  // Ends all of them, each after the message that it is at.
  void StopAll() {
    storage::MutexLock lock(mutex_);
    stopped_ = true;
    for (Stoppable* stream : streams_) stream->StopStream();
  }

 private:
  storage::Mutex mutex_;
  bool stopped_ LAOWU_GUARDED_BY(mutex_) = false;
  absl::flat_hash_set<Stoppable*> streams_ LAOWU_GUARDED_BY(mutex_);
};

template <typename Request, typename Response>
class IngestStream final : public grpc::ServerBidiReactor<Request, Response>, public Stoppable {
 public:
  using Handler = std::function<absl::StatusOr<Response>(const CallContext&, const Request&)>;

  // Deletes itself when done. `rpc`, `streams` and what `handler` holds outlive it.
  IngestStream(const Rpc* rpc, OpenStreams* streams, grpc::CallbackServerContext* context,
               absl::string_view method, Handler handler)
      : rpc_(rpc),
        streams_(streams),
        context_(context),
        method_(method),
        handler_(std::move(handler)) {
    if (rpc_->calls() != nullptr) rpc_->calls()->Add(end_);
    const auto call = rpc_->Begin(context_, method_);
    if (!call.ok()) {
      EndWith(call.status());
    } else if (!streams_->Add(this)) {
      EndWith(Stopping());
    } else {
      Read();
    }
  }

  void OnReadDone(bool ok) override {
    begun_ = absl::Now();
    {
      storage::MutexLock lock(mutex_);
      reading_ = false;
      if (ended_) return;  // stopped while it read
    }
    if (!ok && IsUntouched()) return EndWith(absl::OkStatus());  // all sent, or the sender has gone
    auto call = rpc_->Begin(context_, method_);
    if (!call.ok()) return EndWith(call.status());
    const absl::Status fits = ok ? CheckLength(request_) : NotAMessage(request_);
    if (!fits.ok()) return EndWith(fits);
    // Not of gRPC's context: that is gone once the stream was cut, and the work goes on.
    call->cancelled = [this, deadline = call->deadline] {
      return cancelled_ || absl::Now() >= deadline;
    };
    {
      storage::MutexLock lock(mutex_);
      working_ = true;
    }
    const absl::Status taken = rpc_->Submit(method_, [this, call = *std::move(call)] {
      auto response = handler_(call, request_);
      if (!EndWork()) return;
      if (!response.ok()) return EndWith(response.status());
      response_ = *std::move(response);
      this->StartWrite(&response_);
    });
    if (!taken.ok() && EndWork()) EndWith(taken);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return EndWith(absl::CancelledError("the sender has gone"));
    (void)rpc_->End(method_, absl::OkStatus(), begun_);  // counts the message
    Read();
  }

  void OnCancel() override { cancelled_ = true; }

  void OnDone() override {
    streams_->Remove(this);
    end_->Forget();
    if (rpc_->calls() != nullptr) rpc_->calls()->Remove(end_);
    {
      storage::MutexLock lock(mutex_);
      done_ = true;
      if (working_) return;  // the end of the work deletes
    }
    delete this;
  }

  void StopStream() override {
    {
      storage::MutexLock lock(mutex_);
      stopping_ = true;
      if (!reading_ || ended_) return;  // the message at hand is answered first
      ended_ = true;
    }
    this->Finish(rpc_->End(method_, Stopping(), begun_));
  }

 private:
  // The stream for a stop that waits no longer: while the message at hand is worked at, it is told
  // to go on elsewhere, as between two messages; the message is unanswered. The work goes on.
  class EarlyEnd final : public RunningCalls::Call {
   public:
    explicit EarlyEnd(IngestStream* stream) : stream_(stream) {}
    void Cut() override {
      storage::MutexLock lock(mutex_);
      if (stream_ != nullptr) stream_->CutStream();
    }
    void Forget() {
      storage::MutexLock lock(mutex_);
      stream_ = nullptr;
    }

   private:
    storage::Mutex mutex_;
    IngestStream* stream_ LAOWU_GUARDED_BY(mutex_);
  };

  void CutStream() {
    {
      storage::MutexLock lock(mutex_);
      if (!working_ || ended_) return;
      ended_ = true;
    }
    cancelled_ = true;
    this->Finish(rpc_->End(method_, Stopping(), begun_));
  }

  // False if the stream was cut meanwhile; it may be gone then.
  bool EndWork() {
    {
      storage::MutexLock lock(mutex_);
      working_ = false;
      if (!ended_) return true;
      if (!done_) return false;
    }
    delete this;
    return false;
  }

  // gRPC tells of a message that it cannot parse as of the end of all messages. The parser empties
  // what it fills: a field that no message has is gone then, and still there after the end.
  void MarkUntouched() {
    request_.Clear();
    request_.GetReflection()->MutableUnknownFields(&request_)->AddVarint(kUntouchedField, 0);
  }
  bool IsUntouched() const {
    const auto& fields = request_.GetReflection()->GetUnknownFields(request_);
    return fields.field_count() == 1 && fields.field(0).number() == kUntouchedField;
  }

  void Read() {
    MarkUntouched();
    {
      storage::MutexLock lock(mutex_);
      if (!stopping_) {
        reading_ = true;
        // Inside the lock: a stop that saw `reading_` ends the stream, which must not be gone
        // before its read has begun.
        this->StartRead(&request_);
        return;
      }
    }
    EndWith(Stopping());
  }

  // Once, while nothing is being read: a stop that meets a read ends the stream itself.
  void EndWith(const absl::Status& status) {
    {
      storage::MutexLock lock(mutex_);
      ended_ = true;
    }
    this->Finish(rpc_->End(method_, status, begun_));
  }

  static constexpr int kUntouchedField = google::protobuf::FieldDescriptor::kMaxNumber;

  // Constant after construction.
  const Rpc* const rpc_;
  OpenStreams* const streams_;
  grpc::CallbackServerContext* const context_;
  const std::string method_;
  const Handler handler_;
  const std::shared_ptr<EarlyEnd> end_ = std::make_shared<EarlyEnd>(this);
  // One step at a time uses these.
  Request request_;
  Response response_;
  absl::Time begun_ = absl::Now();

  std::atomic<bool> cancelled_ = false;
  storage::Mutex mutex_;
  bool reading_ LAOWU_GUARDED_BY(mutex_) = false;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  bool ended_ LAOWU_GUARDED_BY(mutex_) = false;
  bool working_ LAOWU_GUARDED_BY(mutex_) = false;
  bool done_ LAOWU_GUARDED_BY(mutex_) = false;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_INGEST_STREAM_H_
