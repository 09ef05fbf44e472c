#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lang/expr/checker.h"

/// The parts of the checker: names, operators and calls, lists and maps, macros.
namespace intake::expr {

class Checker {
 public:
  Checker(Checked& checked, const Declarations& declarations, const CheckOptions& options)
      : out_(checked),
        syntax_(checked.syntax),
        types_(checked.types),
        declared_(declarations),
        options_(options) {}

  void run();

 private:
  struct Local {
    std::string_view name;
    std::uint32_t number;
    TypeId type;
  };
  struct Candidate {
    const Function* function = nullptr;  // null: external
    bool member = false;
    bool global = false;
    Signature signature;
  };

  void visit(SyntaxId id);
  void visit_kids(SyntaxId id);
  TypeId type(SyntaxId id) const { return out_.type[id]; }
  void set_type(SyntaxId id, TypeId type) { out_.type[id] = type; }
  /// The type as far as it is known now, without null.
  TypeId known(SyntaxId id) { return types_.without_null(types_.resolve(out_.type[id])); }
  void fault(std::uint32_t offset, std::string message, std::string hint = {});
  void fault_at(SyntaxId id, std::string message, std::string hint = {}) {
    fault(syntax_.node(id).offset, std::move(message), std::move(hint));
  }

  // names.cc
  void visit_name(SyntaxId id);
  void visit_select(SyntaxId id);
  bool resolve_chain(SyntaxId id);
  bool resolve_name(SyntaxId id, std::string_view name, bool absolute);
  const Local* find_local(std::string_view name) const;
  TypeId member_type(SyntaxId id, TypeId object);
  TypeId object_member(SyntaxId id, TypeId object, std::string_view name, std::uint32_t offset);
  void visit_index(SyntaxId id);
  TypeId index_type(SyntaxId id, TypeId container);

  // calls.cc
  void visit_call(SyntaxId id);
  bool name_space(SyntaxId id);
  bool misspelt_name_space(SyntaxId id);
  const std::vector<Candidate>& candidates(const std::string& name);
  void no_overload(SyntaxId id, const std::vector<Candidate>& candidates,
                   const std::vector<TypeId>& args);
  void unknown_function(SyntaxId id, const std::vector<Candidate>& other_style);
  void read_pattern(SyntaxId id, const Function& function);
  void need_bool(SyntaxId id, std::string_view what);
  void visit_logical(SyntaxId id);
  void visit_conditional(SyntaxId id);

  // collections.cc
  void visit_list(SyntaxId id);
  void visit_map(SyntaxId id);
  TypeId unwrap_optional(SyntaxId id);
  void visit_loop(SyntaxId id);
  void visit_bind(SyntaxId id);
  void visit_opt_map(SyntaxId id);
  void visit_block(SyntaxId id);
  std::uint32_t push_local(std::string_view name, TypeId type);

  Checked& out_;
  Syntax& syntax_;
  Types& types_;
  const Declarations& declared_;
  const CheckOptions& options_;
  std::vector<Local> locals_;
  std::uint32_t next_local_ = 0;
  std::unordered_map<std::string, std::vector<Candidate>> candidates_;
};

}  // namespace intake::expr
