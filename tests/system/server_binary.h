#ifndef LAOWU_TESTS_SYSTEM_SERVER_BINARY_H_
#define LAOWU_TESTS_SYSTEM_SERVER_BINARY_H_

// `laowu serve` as a process of its own, as an operator runs it.

#include <sys/types.h>

#include <string>
#include <vector>

namespace laowu::testing {

// What a command that ran to its end left.
struct Finished {
  int exit_code = -1;  // -1: ended by a signal, or never started
  std::string output;  // of both streams
};

// Runs the built `laowu` with these arguments to its end.
Finished RunLaowu(const std::vector<std::string>& arguments);

class ServerBinary {
 public:
  explicit ServerBinary(std::vector<std::string> arguments);  // after "serve"
  ~ServerBinary();                                            // kills it, if it runs
  ServerBinary(const ServerBinary&) = delete;
  ServerBinary& operator=(const ServerBinary&) = delete;

  // Reads what it prints until `text` has come (true) or it has ended (false).
  bool WaitForOutput(const std::string& text);
  // All that it printed so far.
  const std::string& output() const { return output_; }
  // From the line "serving": "127.0.0.1:40123"; empty if it printed none.
  std::string grpc_address() const { return AddressAfter("gRPC "); }
  std::string http_address() const { return AddressAfter("http://"); }

  void Signal(int signal) const;
  // Blocks until it has ended; as Finished.
  Finished Wait();

 private:
  std::string AddressAfter(const std::string& mark) const;

  pid_t pid_ = -1;
  int output_end_ = -1;
  std::string output_;
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SYSTEM_SERVER_BINARY_H_
