#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"
#include "formats/yaml/events.h"
#include "formats/yaml/extent.h"
#include "formats/yaml/resolver.h"

namespace intake::yaml {

/// Follows the events through the source byte by byte: what stands between two values must be
/// exactly the signs that belong there. That gives the ends of the values, which the parser does
/// not tell, and refuses what the parser lets pass (stray commas, open quotes, trailing text).
class TreeReader {
 public:
  TreeReader(SourcePtr source, const Limits& limits, const EventLog& log);

  /// `cursor`: where the document may begin; becomes where the next one may. `more`: whether
  /// another document follows.
  Result<Document> read(std::uint32_t& cursor, bool& more);

 private:
  /// A list or map that is open.
  struct Frame {
    std::uint32_t anchor = 0;
    std::uint32_t count = 0;   // children or members so far
    std::int32_t column = -1;  // of a block list or map; -1 not known yet
    bool map = false;
    bool flow = false;
    bool pair = false;  // `[a: b]`: a map without brackets
    bool value_next = false;
    bool explicit_key = false;  // after `?`
  };
  /// Events still to take: the document's, or those of a value that an alias repeats.
  struct Range {
    std::size_t next = 0;
    std::size_t end = 0;
    ByteSpan span;  // of the alias
    bool aliased = false;
  };
  struct Anchor {
    std::size_t begin = 0;
    std::size_t end = 0;  // 0: still open
    bool known = false;
  };
  /// A scalar's place, without its properties, and its reading.
  struct Read {
    ByteSpan span;
    Scalar scalar = Text{};
    std::string_view value;
    std::uint8_t flags = 0;
  };

  void fail(std::uint32_t at, ErrorCode code, std::string what, std::string hint);
  /// Something at `at` belongs to nothing. Returns nullopt for those who return an optional.
  std::nullopt_t fail_stray(std::uint32_t at);
  void fail_nameless(std::uint32_t at);
  void fail_complex_key(std::uint32_t at);
  void fail_duplicate(std::string_view name, ByteSpan span);
  void fail_aliases(std::uint32_t at);
  void fail_tag(const Event& event);

  void open_document();
  /// True where another document follows.
  bool close_document();

  void take(std::size_t index, bool aliased, ByteSpan span);
  void take_key(std::size_t index, bool aliased, ByteSpan span);
  void take_value(std::size_t index, bool aliased, ByteSpan span);
  void take_alias(const Event& event, bool aliased, ByteSpan span);
  void begin_container(std::size_t index, bool aliased, ByteSpan span);
  void end_container(bool aliased, ByteSpan span);
  void value_done();
  bool count_node(std::uint32_t at, bool aliased);

  /// Step the cursor over the signs before a node (`-`, `,`, `?`, `:`), to where an empty null
  /// would stand.
  void step_to_element(Frame& frame);
  void step_to_name(Frame& frame);
  void step_to_value(const Frame& frame, const Event& event);
  /// A tab must not stand before a name or a `-` of block style.
  void check_indentation(std::uint32_t at);
  /// An anchor or a tag needs a blank behind it; the parser takes `!"x"` too.
  bool check_properties(const Properties& properties);

  // tree_scalars.cc
  /// The cursor stands where an empty null would.
  std::optional<Read> read_scalar(std::size_t index);
  std::optional<Read> read_null(std::size_t index);
  /// False: failed.
  bool read_text(std::uint32_t at, std::string_view value, Read& read);
  bool apply_tag(const Event& event, std::uint32_t at, bool plain, Read& read);
  /// A scalar that an alias repeats: its first reading was without fault.
  Read read_again(const Event& event, ByteSpan span) const;
  void emit(const Read& read);
  /// How a null was written: `~` and `null` differ as names.
  std::string_view null_text(const Event& event) const;
  /// The mark of the next event that has one.
  std::uint32_t next_mark(std::size_t index) const;
  std::int32_t block_column() const;

  Anchor& anchor(std::uint32_t id);
  std::int32_t column(std::uint32_t at) const {
    return static_cast<std::int32_t>(at - line_begin(text_, at));
  }
  static std::uint32_t properties(const Event& event) {
    return (event.anchor != 0 ? 1u : 0u) + (event.tag != 0 ? 1u : 0u);
  }
  static bool is_container(const Event& event) {
    return event.type == Event::Type::kBeginArray || event.type == Event::Type::kBeginObject;
  }

  SourcePtr source_;
  std::string_view text_;
  const Limits& limits_;
  const EventLog& log_;
  DocumentBuilder builder_;
  std::vector<Frame> frames_;
  std::vector<Range> ranges_;
  std::vector<Anchor> anchors_;
  std::uint32_t cursor_ = 0;
  std::uint32_t nodes_ = 0;
  std::uint32_t alias_nodes_ = 0;
  std::optional<Error> error_;
};

}  // namespace intake::yaml
