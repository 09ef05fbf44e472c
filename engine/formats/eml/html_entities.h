#pragma once

#include <string_view>

namespace intake::eml {

/// The character that `&name;` or `&#number;` stands for, without `&` and `;`. 0: none.
char32_t html_entity(std::string_view name);

}  // namespace intake::eml
