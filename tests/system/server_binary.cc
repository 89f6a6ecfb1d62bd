#include "tests/system/server_binary.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace laowu::testing {
namespace {

// Starts the program with both its streams in a pipe, whose read end goes to *output_end.
pid_t Spawn(const std::vector<std::string>& arguments, int* output_end) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  std::vector<char*> argv = {const_cast<char*>(LAOWU_BINARY)};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    execv(LAOWU_BINARY, argv.data());
    _exit(127);
  }
  close(ends[1]);
  *output_end = ends[0];
  return pid;
}

// False at the end of the output.
bool ReadSome(int output_end, std::string& output) {
  char buffer[4096];
  ssize_t count = 0;
  do {
    count = read(output_end, buffer, sizeof(buffer));
  } while (count < 0 && errno == EINTR);
  if (count <= 0) return false;
  output.append(buffer, static_cast<size_t>(count));
  return true;
}

int ExitCodeOf(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

Finished RunLaowu(const std::vector<std::string>& arguments) {
  Finished finished;
  int output_end = -1;
  const pid_t pid = Spawn(arguments, &output_end);
  if (pid < 0) return finished;
  while (ReadSome(output_end, finished.output)) {
  }
  close(output_end);
  finished.exit_code = ExitCodeOf(pid);
  return finished;
}

ServerBinary::ServerBinary(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "serve");
  pid_ = Spawn(arguments, &output_end_);
}

ServerBinary::~ServerBinary() {
  Signal(SIGKILL);
  Wait();
}

bool ServerBinary::WaitForOutput(const std::string& text) {
  while (output_.find(text) == std::string::npos) {
    if (!ReadSome(output_end_, output_)) return false;
  }
  return true;
}

void ServerBinary::Signal(int signal) const {
  if (pid_ > 0) kill(pid_, signal);
}

Finished ServerBinary::Wait() {
  if (pid_ < 0) return {-1, output_};
  while (ReadSome(output_end_, output_)) {
  }
  close(output_end_);
  const int exit_code = ExitCodeOf(std::exchange(pid_, -1));
  return {exit_code, output_};
}

std::string ServerBinary::AddressAfter(const std::string& mark) const {
  const size_t line = output_.find("serving");
  if (line == std::string::npos) return "";
  const size_t found = output_.find(mark, line);
  if (found == std::string::npos) return "";
  const size_t begin = found + mark.size();
  return output_.substr(begin, output_.find_first_of(" \n", begin) - begin);
}

}  // namespace laowu::testing
