#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace intake::expr {

/// Why a time zone has no offset.
enum class ZoneFault : std::uint8_t {
  kNone,
  kUnknown,   // neither an offset nor a name in the table
  kTooEarly,  // the table begins in 1970
};

struct ZoneOffset {
  std::int64_t seconds = 0;  // east of UTC
  ZoneFault fault = ZoneFault::kNone;
};

/// The offset of a place at a point in time, in seconds since 1970-01-01T00:00:00Z. `zone`:
/// `+01:00`, `-08:00`, `01:00`, or a name of the time zone database. The table is compiled in, so
/// that the same rule gives the same answer everywhere; it holds the names that
/// tools/generate_time_zones.py lists.
ZoneOffset zone_offset(std::string_view zone, std::int64_t second);

/// Sorted.
std::vector<std::string_view> time_zone_names();
/// Of the time zone database: `2025b`.
std::string_view time_zone_version();

}  // namespace intake::expr
