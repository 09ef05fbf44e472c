#include <algorithm>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "document/pointer.h"
#include "formats/json/json.h"

namespace intake::json {
namespace {

using Json = nlohmann::json;

Error refused(std::string what) { return {ErrorCode::kRefused, std::move(what), {}, {}}; }

struct Extent {
  std::uint64_t values = 1;
  std::uint32_t depth = 1;
};

Extent measure(const Json& top) {
  struct Item {
    const Json* value;
    std::uint32_t depth;
  };
  Extent extent{0, 0};
  std::vector<Item> work{{&top, 1}};
  while (!work.empty()) {
    const Item item = work.back();
    work.pop_back();
    ++extent.values;
    extent.depth = std::max(extent.depth, item.depth);
    for (const Json& child : *item.value) {
      if (item.value->is_structured()) work.push_back({&child, item.depth + 1});
    }
  }
  return extent;
}

Document to_document(const Json& top) {
  struct Frame {
    const Json* container;
    Json::const_iterator next;
  };
  DocumentBuilder builder(nullptr);
  std::vector<Frame> frames;
  const auto begin = [&](const Json& value) {
    switch (value.type()) {
      case Json::value_t::object:
        builder.begin_object(0);
        break;
      case Json::value_t::array:
        builder.begin_array(0);
        break;
      case Json::value_t::string:
        return builder.string(value.get_ref<const std::string&>(), {});
      case Json::value_t::boolean:
        return builder.boolean(value.get<bool>(), {});
      case Json::value_t::number_float:
        return builder.real(value.get<double>(), {});
      case Json::value_t::number_integer:
        return builder.integer(value.get<std::int64_t>(), {});
      case Json::value_t::number_unsigned: {
        const auto number = value.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(INT64_MAX)) {
          return builder.unsigned_integer(number, {});
        }
        return builder.integer(static_cast<std::int64_t>(number), {});
      }
      default:
        return builder.null({});
    }
    frames.push_back({&value, value.cbegin()});
  };
  begin(top);
  while (!frames.empty()) {
    Frame& frame = frames.back();
    const bool object = frame.container->is_object();
    if (frame.next == frame.container->cend()) {
      object ? builder.end_object(0) : builder.end_array(0);
      frames.pop_back();
      continue;
    }
    const auto child = frame.next++;
    if (object) static_cast<void>(builder.key(child.key(), {}));
    begin(*child);
  }
  return builder.finish();
}

// Applies one operation at a time, so that the limits hold in between (`copy` into itself doubles
// a document), and checks what nlohmann 3.11 leaves open: below a scalar `add` is an assertion and
// `remove` does nothing; below null `add` makes an object.
class Patcher {
 public:
  Patcher(Json target, const Limits& limits) : target_(std::move(target)), limits_(limits) {
    values_ = measure(target_).values;
  }

  Status apply(const Json& operation) {
    if (!operation.is_object()) return refused("an operation is not a map");
    const auto op = text(operation, "op");
    const auto path = text(operation, "path");
    if (!op || !path) return refused("an operation has no `op` or no `path` that is a text");
    if (*op == "remove") {
      if (find(*path) == nullptr) return refused("there is no value at `" + *path + "`");
    } else if (*op == "add" || *op == "replace") {
      const auto value = operation.find("value");
      if (value == operation.end()) return refused("`" + *op + "` has no `value`");
      return put(*op, *path, *value);
    } else if (*op == "copy" || *op == "move") {
      const auto from = text(operation, "from");
      if (!from) return refused("`" + *op + "` has no `from` that is a text");
      const Json* found = find(*from);
      if (found == nullptr) return refused("there is no value at `" + *from + "`");
      Json value = *found;
      if (*op == "copy") return put("add", *path, std::move(value));
      // RFC 6902 section 4.4: not into one of its own children.
      if (path->starts_with(*from + "/")) {
        return refused("`" + *from + "` cannot be moved into itself");
      }
      if (from->empty()) return Done{};
      run({{"op", "remove"}, {"path", *from}});
      return put("add", *path, std::move(value));
    }
    run(operation);
    return Done{};
  }

  const Json& result() const { return target_; }

 private:
  static std::optional<std::string> text(const Json& operation, const char* member) {
    const auto found = operation.find(member);
    if (found == operation.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
  }

  const Json* find(const std::string& pointer) const {
    const Json::json_pointer place(pointer);
    return target_.contains(place) ? &target_.at(place) : nullptr;
  }

  void run(const Json& operation) { target_.patch_inplace(Json::array({operation})); }

  Status put(const std::string& op, const std::string& path, Json value) {
    const Extent extent = measure(value);
    values_ += extent.values;
    const auto level = static_cast<std::uint32_t>(std::count(path.begin(), path.end(), '/'));
    if (values_ > limits_.nodes || extent.depth + level > limits_.depth) {
      return Error{ErrorCode::kLimit, "the patch makes the document too large or too deep", {}, {}};
    }
    const std::size_t slash = path.rfind('/');
    if (op == "add" && slash != path.npos) {
      const Json* parent = find(path.substr(0, slash));
      if (parent == nullptr || !parent->is_structured()) {
        return refused("there is no list or map around `" + path + "`");
      }
    }
    run({{"op", op}, {"path", path}, {"value", std::move(value)}});
    return Done{};
  }

  Json target_;
  const Limits& limits_;
  std::uint64_t values_ = 0;  // an upper bound: what is removed is not taken off
};

}  // namespace

Result<Document> apply_patch(const Document& document, const Document& patch) {
  const Limits limits;
  try {
    const Json operations = Json::parse(to_json(View(patch, patch.root())));
    if (!operations.is_array()) return refused("the patch is not a list of operations");
    Patcher patcher(Json::parse(to_json(View(document, document.root()))), limits);
    for (const Json& operation : operations) {
      INTAKE_RETURN_IF_ERROR(patcher.apply(operation));
    }
    return to_document(patcher.result());
  } catch (const Json::exception& fault) {
    std::string what = "the patch cannot be applied: ";
    what += fault.what();
    return refused(std::move(what));
  } catch (const std::exception&) {
    return Error{ErrorCode::kLimit, "the patch needs too much memory", {}, {}};
  }
}

}  // namespace intake::json
