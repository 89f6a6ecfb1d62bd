#include "services/cli/cli.h"

int main(int argc, char** argv) { return laowu::cli::Run(argc, argv); }
