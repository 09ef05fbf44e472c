#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/names.h"
#include "plan/plan.h"

namespace intake {

/// The part of a plan that is decided without explaining: which rules surely pass or do not apply
/// to a submission, and of the others which plainly fail. Flat arrays over numbered names; what it
/// cannot decide is left to the Evaluator. Immutable, shareable between threads; refers to its
/// Plan.
///
/// The places that rules look at form a tree of names, indexes and "each element". One walk over
/// the submission fills in tables: a row for the top value, and one for each element of a list that
/// rules go through; a cell of a row is what stands at one place.
struct Screen {
  /// A kind beside KindBits: nothing stands there.
  static constexpr std::uint8_t kAbsentBit = 128;

  /// What a cell has; of a column that is a Place::range: its first row, and how many there are.
  struct Found {
    NodeId value = kNoNode;
    std::uint32_t kind = kAbsentBit;  // one of KindBits, or kAbsentBit
  };

  struct Edge {
    NameId name = kNoName;  // kNoName: an empty entry
    std::uint32_t place = kNone;
    std::uint32_t slot = 0;  // Place::slot and Place::inner of the place
    bool inner = false;
  };

  struct IndexEdge {
    std::uint32_t index = 0;
    std::uint32_t place = kNone;
  };

  struct Place {
    std::uint32_t row = 0;   // table
    std::uint32_t slot = 0;  // column of it
    /// Members: a table of edge_mask + 1 entries at edges[first_edge], found by first_try(), then
    /// one by one. Without members edge_mask is kNone.
    std::uint32_t first_edge = 0;
    std::uint32_t edge_mask = kNone;
    std::uint32_t edge_factor = 1;
    std::uint32_t first_index = 0, indexes = 0;
    std::uint32_t each = kNone;   // table of its elements (or members); of them Table::place
    std::uint32_t range = kNone;  // column with the rows of `each`
    bool inner = false;           // something below it is looked at
    /// For pointers to where nothing stands.
    std::uint32_t parent = kNone;
    std::string token;  // RFC 6901, unescaped

    /// Where the table is looked into for a name.
    static std::uint32_t first_try(NameId name, std::uint32_t factor, std::uint32_t mask) {
      return static_cast<std::uint32_t>(std::uint64_t{name} * factor >> 16) & mask;
    }
  };

  struct Table {
    std::uint32_t place = 0;     // of the element itself, column 0
    std::vector<Found> initial;  // an empty row
  };

  /// A cell of the current row of a table.
  struct Cell {
    std::uint32_t row = 0;
    std::uint32_t slot = 0;
    std::uint32_t place = kNone;
    bool null_is_absent = false;  // a name that stands for nothing where the value is null
  };

  /// The cells of a column that are filled: of all rows, or of those that belong to the current row
  /// of another table.
  struct Column {
    std::uint32_t row = 0;
    std::uint32_t slot = 0;
    std::uint32_t place = kNone;
    std::uint32_t range_row = kNone;  // kNone: all rows
    std::uint32_t range = 0;          // column of range_row, see Place::range
  };

  /// A text put together: pieces of literal text, cells, groups of captures.
  struct Piece {
    enum class Kind : std::uint8_t {
      kText,
      kCell,
      kGroup,
      kValue,
      kPointer,
      kExpected,  // of the test that fails, as the following
      kMissing,
      kExtra,
      kSuggestion,
    };
    Kind kind = Kind::kText;
    std::string text;
    Cell cell;
    std::uint32_t capture = 0, group = 0;
  };

  /// A binding of the whole submission whose groups are used.
  struct Capture {
    Cell cell;
    const Pattern* pattern = nullptr;
  };

  enum class TestKind : std::uint8_t {
    kPresent,
    kAbsent,
    kType,          // low: KindBits; high: 1 where a real without fraction counts
    kEqualsText,    // texts[first]
    kOneOfTexts,    // texts[first, first + count)
    kMatches,       // pattern
    kLength,        // low, high: code points
    kCount,         // low, high
    kInteger,       // low, high as signed numbers
    kContainsText,  // texts[first]
    kContainsAll,   // texts[first, first + count)
    kSubsetOf,      // texts[first, first + count)
    kHasMembers,    // cells[first, first + count)
    kUnique,
    kUniqueBy,      // columns[first]
    kEqualsCell,    // cells[first]
    kEqualsGroup,   // captures[first], group `count`
    kEqualsPieces,  // pieces[first, first + count)
    kBound,         // cells[first]
    kBoundCapture,  // captures[first]
    kBlank,
    kStartsWith,  // texts[first, first + count)
    kEndsWith,
    kPredicate,    // use, arguments[first, first + count)
    kUnsupported,  // only the Evaluator knows
  };

  struct alignas(64) Test {
    TestKind kind = TestKind::kUnsupported;
    std::uint8_t accepts = kAnyBits;
    std::uint32_t first = 0, count = 0;
    std::uint32_t expected = kNone;  // texts: what a failure tells as `{expected}`; kNone: ask it
    std::uint64_t low = 0, high = 0;
    const char* text = nullptr;  // kEqualsText: `count` bytes
    const Pattern* pattern = nullptr;
    const PredicateUse* use = nullptr;
  };

  struct Argument {
    enum class Kind : std::uint8_t { kLeftOut, kLiteral, kCell, kColumn, kGroup };
    Kind kind = Kind::kLeftOut;
    View literal;
    Cell cell;
    Column column;
    std::uint32_t capture = 0, group = 0;
  };

  struct Condition {
    intake::Condition::Op op = intake::Condition::Op::kLeaf;
    bool unsupported : 1 = false;
    bool has_subject : 1 = true;   // of a leaf; not of one that looks at a binding alone
    bool of_group : 1 = false;     // kLeaf: about group `slot` of captures[row]
    bool table_first : 1 = false;  // kTable: TableHead::first
    bool negated : 1 = false;      // kLeaf: `not` of it
    std::uint16_t row = 0;         // kLeaf: of the subject
    std::uint32_t slot = 0;        //
    std::uint32_t subject = 0;     // kLeaf: the same in `cells`; kEach, kSome: in `columns`
    std::uint32_t first = 0;       // kLeaf: tests; else numbers of conditions in `children`
    std::uint32_t size = 0;
    std::uint32_t count = 0;     // as PlanNode::count
    std::uint32_t memo = kNone;  // evaluated once a submission
  };
  static_assert(sizeof(Condition) <= 32);

  struct Message {
    std::uint32_t first = 0, count = 0;  // pieces
    bool explains = false;               // some of them are about the test that fails
  };

  struct Rule {
    enum class Way : std::uint8_t { kEvaluator, kOne, kColumn };
    Way way = Way::kEvaluator;
    bool plain = false;       // a failure is told by `message` alone, pointing at the value
    bool typed = false;       // so is a value of a kind that a test of the assertion does not take
    bool tells_kind = false;  // the assertion has a test of the kind, which gives a reason
    bool tells_blocked = false;  // kColumn: where a list was needed stands something else
    bool required = false;
    IfAbsent if_absent = IfAbsent::kSkip;
    bool when_unknown_skips = false;
    Severity severity = Severity::kError;
    std::uint32_t part = kNone;
    Column column;  // kColumn: of `for`, or of a plural `at`
    Cell value;
    std::uint32_t when = kNone, assertion = kNone;
  };
  static_assert(sizeof(Rule) <= 64);

  /// What surely holds of a value of the current row, in the shape that most conditions have: its
  /// kind says it, or one comparison behind that. What it leaves open, conditions say.
  struct Fact {
    enum class Op : std::uint8_t {
      kKind,        // nothing but the kind
      kEqualsText,  // `to.count` bytes at `to.text`
      kOneOfTexts,  // texts[to.first, to.first + to.count)
      kMatches,     // to.pattern
      kLength,      // `to.first` to `to.count` code points
      kCount,       // `to.first` to `to.count`
      kRange,       // range
      kTest,        // tests[to.first]
      // Of no value of the row:
      kBound,      // captures[to.first]
      kCondition,  // conditions[to.first]
    };
    std::uint16_t row = 0, slot = 0;
    std::uint8_t yes = kAnyBits;  // kinds that `op` decides
    std::uint8_t no = 0;          // kinds, or kAbsentBit, of which it never holds
    Op op = Op::kKind;
    struct Integers {
      std::int64_t low, high;
    };
    struct Others {
      std::uint32_t first, count;
      union {
        const char* text;
        const Pattern* pattern;
      };
    };
    union {
      Others to = {0, 0, {nullptr}};
      Integers range;
    };
  };
  static_assert(sizeof(Fact) == 24);

  /// A rule as facts: enough to see that it passes or does not apply.
  struct Check {
    Fact asserted;  // of the rule's value
    std::uint32_t rule = 0;
    std::uint32_t part = kNone;
    std::uint32_t first = 0;  // facts[first, first + guards + more): other guards, then assertions
    std::uint16_t guards = 0, more = 0;
    std::uint16_t guard_row = 0, guard_slot = 0;  // the first guard, which looks at the kind alone
    std::uint8_t guard_yes = 255, guard_no = 0;
    std::uint8_t skipped = 0;  // kinds of the value, or kAbsentBit, that the rule does not apply to
    std::uint8_t passed = 0;   // ... that it passes
    std::uint16_t column = 0;  // slot of `for`, or of a plural `at`
    std::uint16_t steps = 1;   // that the Evaluator takes at each place
  };
  static_assert(sizeof(Check) <= 56);

  /// Checks that are made one after the other, alike, so that the processor foresees what comes.
  struct Batch {
    Fact::Op op = Fact::Op::kKind;  // of what they assert; kTest where they have more than that
    std::uint32_t first = 0, count = 0;  // checks
    std::uint32_t steps = 0;             // of them at each place
  };

  /// Batches of the rules that go through the same rows.
  struct Sweep {
    std::uint16_t row = 0;
    std::uint32_t first = 0, count = 0;              // batches
    std::uint32_t first_check = 0, check_count = 0;  // of them all
    std::uint32_t steps = 0;                         // as Batch::steps
  };

  /// What is needed of a rule that fails.
  struct Told {
    std::string_view id;
    Message message, message_absent;
  };

  std::shared_ptr<const Plan> plan;
  std::shared_ptr<const Names> names;
  std::vector<Place> places;  // [0]: the top value
  std::vector<Edge> edges;
  std::vector<IndexEdge> index_edges;
  std::vector<Table> tables;  // [0]: of the top value
  std::vector<Cell> parts;    // of RuleSet::parts; place kNone: not known here
  std::vector<Rule> rules;    // as Plan::program
  std::vector<Check> checks;
  std::vector<Batch> batches;
  std::uint32_t single_batches = 0;      // the first ones, of rules that look at one place
  std::vector<Sweep> sweeps;             // the others
  std::vector<std::uint32_t> unchecked;  // rules
  std::vector<Fact> facts;
  std::vector<Told> told;  // by rule
  std::vector<Condition> conditions;
  std::vector<std::uint32_t> children;
  std::vector<Test> tests;
  std::vector<std::string_view> texts;
  Arena arena;  // of texts
  std::vector<Cell> cells;
  std::vector<Column> columns;
  std::vector<Capture> captures;
  std::vector<Piece> pieces;
  std::vector<Argument> arguments;
  std::uint32_t memos = 0;
};

/// `language`: of the messages.
std::shared_ptr<const Screen> compile_screen(std::shared_ptr<const Plan> plan, Language language);

}  // namespace intake
