#pragma once

#include <intake/limits.h>
#include <intake/result.h>

/// Returns from the enclosing function with the error of a failed Result. Used as a statement.
#define INTAKE_RETURN_IF_ERROR(expression)            \
  do {                                                \
    if (auto status_ = (expression); !status_.ok()) { \
      return std::move(status_).error();              \
    }                                                 \
  } while (false)
