#pragma once

// The one place that knows which Catch2 is installed: v2 has a single header, v3 does not.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
