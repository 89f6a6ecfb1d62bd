// Holds the precompiled headers that the libraries of services/ share; see services/CMakeLists.txt.
