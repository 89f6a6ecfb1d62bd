#ifndef LAOWU_TESTS_SUPPORT_HELD_PORT_H_
#define LAOWU_TESTS_SUPPORT_HELD_PORT_H_

#include <string>

namespace laowu::testing {

// Keeps the port of a server that is stopped for the one that will listen there again. A free port
// goes to whoever asks for any, such as a server of a test that runs beside this one: it would
// answer in the place of the stopped one. Held, the port can still be listened at by its number.
class HeldPort {
 public:
  // `address`: 127.0.0.1:PORT, where nobody listens. A port that cannot be held fails the test.
  explicit HeldPort(const std::string& address);
  ~HeldPort();
  HeldPort(const HeldPort&) = delete;
  HeldPort& operator=(const HeldPort&) = delete;

 private:
  int socket_ = -1;
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_HELD_PORT_H_
