#include "submission/assemble.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "document/pointer.h"
#include "formats/json/json.h"
#include "ruleset/versions.h"
#include "submission/derive.h"
#include "submission/form_map_loader.h"
#include "submission/part_reader.h"
#include "submission/parts.h"
#include "submission/tree_builder.h"

namespace intake {
namespace {

constexpr std::string_view kNotAttachment = "an attachment of a mail is not changed itself";

Error faulty(const std::vector<Fault>& faults) {
  const Fault& first = faults.front();
  Error error{ErrorCode::kRuleSet, first.message, first.hint, {}};
  if (faults.size() > 1) {
    error.what += " (and " + std::to_string(faults.size() - 1) + " more)";
  }
  error.where = {first.file, first.line, first.column, first.byte_begin};
  return error;
}

/// The members that a schema has at its top.
std::vector<std::string> top_members(const RuleFiles& files, std::string_view schema,
                                     const Limits& limits) {
  std::vector<std::string> members;
  const std::size_t at = schema.find('@');
  if (at == std::string_view::npos) return members;
  const auto document = files.document("schemas/" + std::string(schema.substr(0, at)) + '/' +
                                           std::string(schema.substr(at + 1)) + ".schema.json",
                                       limits);
  if (!document) return members;
  const View properties = View(**document, (*document)->root()).member("properties");
  for (std::uint32_t i = 0; i < properties.size(); ++i)
    members.emplace_back(properties.at(i).key());
  return members;
}

/// Text that names the question which of several kinds of form it is.
Texts kind_of_form() {
  return {"kind of form", "type de formulaire", "soort formulier", "Art des Formulars"};
}

class Assembler {
 public:
  Assembler(const DossierParts& parts, const PartRules& rules, const AssembleOptions& options)
      : parts_(parts), spec_(*rules.spec), options_(options) {}

  Result<std::vector<Assembled>> run(const std::vector<DossierFile>& files) {
    for (const DossierFile& file : files) names_.push_back(file.name);
    find_forms();
    std::vector<Assembled> out;
    for (const std::uint32_t form : forms_) {
      auto one = build(form);
      if (!one) return std::move(one).error();
      out.push_back(std::move(*one));
    }
    if (forms_.empty()) {
      auto one = build(kNone);
      if (!one) return std::move(one).error();
      out.push_back(std::move(*one));
    }
    return out;
  }

 private:
  static constexpr std::uint32_t kNone = DossierPart::kNoMail;

  const DossierPart& part(std::uint32_t index) const { return parts_.all[index]; }

  bool is_form(std::uint32_t index) const { return part(index).form.has_value(); }
  bool is_written_form(std::uint32_t index) const {
    const DocumentPtr& tree = part(index).tree;
    return tree != nullptr && !spec_.form_at.empty() && find_node(*tree, spec_.form_at) != kNoNode;
  }

  /// The forms that are submissions: those of the outermost message that has any, in each file; a
  /// form that says the same as an earlier one is that one. Without any, trees that hold a form.
  void find_forms() {
    for (const bool written : {false, true}) {
      std::vector<std::uint32_t> found;
      for (std::uint32_t i = 0; i < parts_.all.size(); ++i) {
        if (written ? is_written_form(i) : is_form(i)) found.push_back(i);
      }
      for (const std::uint32_t form : found) {
        const std::uint32_t outer = outer_form(form, found);
        if (outer != kNone) {
          forwarded_.push_back({form, outer});
        } else {
          take_form(form);
        }
      }
      if (!forms_.empty()) return;
    }
  }

  /// A form attached to a message that this form's own message is attached to; kNone: there is
  /// none.
  std::uint32_t outer_form(std::uint32_t form, const std::vector<std::uint32_t>& found) const {
    for (const std::uint32_t other : found) {
      const std::uint32_t mail = part(other).mail;
      if (other != form && mail != kNone && mail != part(form).mail && parts_.holds(mail, form)) {
        return other;
      }
    }
    return kNone;
  }

  /// A form that says the same as one of the same message, or of none, is that one; of the two the
  /// attached one is the submission.
  void take_form(std::uint32_t form) {
    Fragment fragment = form_values(form);
    std::vector<std::pair<std::string, Datum>> values;
    for (Fragment::Entry& entry : fragment.entries) {
      if (entry.value) values.emplace_back(entry.pointer, std::move(*entry.value));
    }
    std::sort(values.begin(), values.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < forms_.size(); ++i) {
      const std::uint32_t mail = part(forms_[i]).mail;
      const bool one_place = mail == part(form).mail || mail == kNone || part(form).mail == kNone;
      if (!one_place || !same(known_values_[i], values)) continue;
      if (mail == kNone && part(form).mail != kNone) {
        copies_.push_back(forms_[i]);
        forms_[i] = form;
      } else {
        copies_.push_back(form);
      }
      return;
    }
    known_values_.push_back(std::move(values));
    forms_.push_back(form);
  }

  static bool same(const std::vector<std::pair<std::string, Datum>>& a,
                   const std::vector<std::pair<std::string, Datum>>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
      return x.first == y.first && equal(x.second, y.second);
    });
  }

  Fragment form_values(std::uint32_t form) const {
    const DossierPart& of = part(form);
    if (of.form) return read_form(*of.reading, of.place, *of.form, of.equal_maps.empty());
    return read_tree(of.tree, of.place);
  }

  /// The message of a submission: the one its form is attached to, else the first one.
  std::uint32_t mail_of(std::uint32_t form) const {
    if (form != kNone && part(form).mail != kNone) return part(form).mail;
    for (std::uint32_t i = 0; i < parts_.all.size(); ++i) {
      if (!parts_.is_mail(i)) continue;
      // A message that is the submission of another form is not that of this one.
      const bool other = std::any_of(forms_.begin(), forms_.end(), [&](std::uint32_t f) {
        return f != form && (part(f).mail == i || parts_.holds(i, f));
      });
      if (!other) return i;
    }
    return kNone;
  }

  /// Whether a part belongs to a submission: not where it is another form, or attached to a message
  /// that is the submission of another form.
  bool belongs(std::uint32_t index, std::uint32_t form, std::uint32_t mail) const {
    if (index == form) return true;
    for (const std::uint32_t other : forms_) {
      if (other == form) continue;
      if (index == other) return false;
      const std::uint32_t its = part(other).mail;
      if (its == kNone || its == mail) continue;
      const bool in_it = index == its || parts_.holds(its, index);
      const bool above = mail != kNone && parts_.holds(its, mail);
      if (in_it && !above) return false;
    }
    return true;
  }

  Result<Assembled> build(std::uint32_t form) {
    Assembled out;
    const std::uint32_t mail = mail_of(form);
    TreeBuilder tree;
    if (mail != kNone) {
      out.mail = part(mail).reading->facts;
      tree.add(read_mail(*part(mail).reading, part(mail).place, spec_));
    }
    if (form != kNone) {
      tree.add(form_values(form));
      if (!part(form).equal_maps.empty()) ask_which(form, tree);
    }
    for (std::uint32_t i = 0; i < parts_.all.size(); ++i) {
      if (i != form && part(i).tree != nullptr && belongs(i, form, mail)) {
        tree.add(read_tree(part(i).tree, part(i).place));
      }
    }
    for (std::uint32_t i = 0; i < parts_.all.size(); ++i) {
      if (belongs(i, form, mail)) add_keys(i, tree);
    }
    if (mail != kNone) add_attachments(form, mail, tree);
    derive_values(spec_, tree);
    add_remarks(form, mail, tree);
    out.name = name_of(form, mail);
    out.format = names_.size() == 1 ? part(0).reading->format : "dossier";
    out.files = names_;
    return finish(std::move(out), tree);
  }

  void add_keys(std::uint32_t index, TreeBuilder& tree) const {
    const DossierPart& of = part(index);
    tree.add(read_certificates(*of.reading, of.place, spec_, tree.count(spec_.certificates_at)));
    if (of.reading->format != "jwks") return;
    tree.add(read_key_set(*of.reading, of.place, spec_, tree.count(spec_.key_sets_at)));
  }

  /// Whether a file lies beside a message as if it were attached to it. A tree without a form says
  /// more of the submission, and is no part of the message.
  bool lies_beside(std::uint32_t index, std::uint32_t form, std::uint32_t mail) const {
    if (part(index).mail != kNone || parts_.is_mail(index) || !belongs(index, form, mail)) {
      return false;
    }
    if (part(index).tree != nullptr && !is_written_form(index)) return false;
    if (std::find(copies_.begin(), copies_.end(), index) != copies_.end()) return false;
    const Reading& beside = *part(index).reading;
    return std::none_of(parts_.all.begin(), parts_.all.end(), [&](const DossierPart& other) {
      return other.mail != kNone && other.reading->name == beside.name;
    });
  }

  void add_attachments(std::uint32_t form, std::uint32_t mail, TreeBuilder& tree) const {
    if (spec_.attachments_at.empty()) return;
    std::vector<std::uint32_t> attached, beside;
    for (std::uint32_t i = 0; i < parts_.all.size(); ++i) {
      if (part(i).mail == mail) {
        attached.push_back(i);
      } else if (lies_beside(i, form, mail)) {
        beside.push_back(i);
      }
    }
    attached.insert(attached.end(), beside.begin(), beside.end());
    Fragment out;
    std::size_t next = 0;
    for (const std::uint32_t i : attached) {
      Datum::Object attachment;
      const auto put = [&](const std::string& name, const std::string& text) {
        if (!name.empty() && !text.empty()) attachment.emplace_back(name, text);
      };
      put(spec_.attachment_name, part(i).reading->name);
      put(spec_.attachment_media_type, part(i).reading->media_type);
      put(spec_.attachment_kind, part(i).kind);
      Origin origin = part(i).place.origin();
      origin.text = part(i).reading->name;
      origin.how = Origin::How::kDerived;
      origin.fixed = kNotAttachment;
      out.entries.push_back({spec_.attachments_at + '/' + std::to_string(next++),
                             Datum(std::move(attachment)), std::move(origin)});
    }
    Origin whole = part(mail).place.origin();
    whole.fixed = kNotAttachment;
    out.entries.push_back({spec_.attachments_at, std::nullopt, std::move(whole)});
    if (next > 0) tree.add(std::move(out));
  }

  /// The form is of one of several kinds that nothing in it tells apart.
  void ask_which(std::uint32_t form, TreeBuilder& tree) const {
    const DossierPart& of = part(form);
    std::vector<const FormMap*> maps{of.form->map};
    maps.insert(maps.end(), of.equal_maps.begin(), of.equal_maps.end());
    ReadingRemark remark;
    remark.code = RemarkCode::kFormAmbiguous;
    remark.place = of.place.origin();
    remark.place.text = of.reading->name;
    add_meaning(remark, kind_of_form());
    remark.args.emplace_back("name", of.reading->name);
    RemarkQuestion question{QuestionType::kChoice, {}, {}};
    for (const FormMap* map : maps) {
      if (map->sets.empty()) continue;
      question.writes = map->sets.front().first;
      question.choices.push_back(
          {to_display(map->sets.front().second), text_in(map->title, Language::kEn)});
    }
    remark.pointer = question.writes;
    remark.question = std::move(question);
    tree.remark(std::move(remark));
  }

  void add_remarks(std::uint32_t form, std::uint32_t mail, TreeBuilder& tree) const {
    bool noticed = false;
    for (std::uint32_t i = 0; i < parts_.all.size(); ++i) {
      if (!belongs(i, form, mail)) continue;
      for (const ReadingRemark& remark : part(i).remarks) tree.remark(remark);
      noticed = noticed || !part(i).remarks.empty();
    }
    for (const auto& [inner, outer] : forwarded_) {
      if (outer != form) continue;
      ReadingRemark remark = about(inner);
      remark.code = RemarkCode::kSeveralForms;
      tree.remark(std::move(remark));
    }
    if (form != kNone) return;
    if (mail != kNone) remark_pictures(mail, tree);
    if (noticed) return;
    for (std::uint32_t i = 0; i < parts_.all.size(); ++i) {
      const std::string& format = part(i).reading->format;
      if (format != "docx" && format != "pdf") continue;
      ReadingRemark remark = about(i);
      remark.code = RemarkCode::kNothingRecognised;
      tree.remark(std::move(remark));
    }
  }

  /// Pictures in the text of a mail without a form: one of them may show it.
  void remark_pictures(std::uint32_t mail, TreeBuilder& tree) const {
    const std::vector<std::string> names = picture_names(*part(mail).reading);
    if (names.empty()) return;
    ReadingRemark remark = about(mail);
    remark.code = RemarkCode::kPictureInText;
    remark.place.text.clear();
    for (const std::string& name : names) {
      remark.place.text += (remark.place.text.empty() ? "" : ", ") + name;
    }
    remark.args.front().second = remark.place.text;
    tree.remark(std::move(remark));
  }

  ReadingRemark about(std::uint32_t index) const {
    ReadingRemark remark;
    remark.place = part(index).place.origin();
    remark.place.text = part(index).reading->name;
    remark.args = {{"name", part(index).reading->name}, {"format", part(index).reading->format}};
    return remark;
  }

  std::string name_of(std::uint32_t form, std::uint32_t mail) const {
    std::string name = options_.name.empty() ? names_.front() : options_.name;
    if (options_.name.empty() && names_.size() > 1) {
      const std::uint32_t main = mail != kNone ? mail : form != kNone ? form : 0;
      name = names_[part(main).place.file];
      for (std::size_t i = 0; i < names_.size(); ++i) {
        if (i != part(main).place.file) name += " + " + names_[i];
      }
    }
    if (forms_.size() < 2 || form == kNone) return name;
    std::string which;
    for (const OriginStep& step : part(form).place.steps) which += " » " + step.name;
    return which.empty() ? part(form).place.source : name + which;
  }

  Result<Assembled> finish(Assembled out, TreeBuilder& tree) const {
    Origin whole;
    whole.source = out.name;
    whole.fixed = "it is the submission itself";
    tree.add_origin("", std::move(whole));
    const Document values = to_document(tree.take_tree());
    Limits limits = options_.limits;
    limits.scalar_bytes = std::max(limits.scalar_bytes, limits.mail_text_bytes);
    auto read = json::read(
        std::make_shared<Source>(out.name, json::write(View(values, values.root()))), limits);
    if (!read) return std::move(read).error();
    out.document = std::move(*read);
    out.document.set_origins(std::make_shared<const Origins>(tree.take_origins()));
    out.remarks = tree.take_remarks();
    return out;
  }

  const DossierParts& parts_;
  const DossierSpec& spec_;
  const AssembleOptions& options_;
  std::vector<std::string> names_;
  std::vector<std::uint32_t> forms_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> forwarded_;  // form, that of the outer mail
  std::vector<std::uint32_t> copies_;                               // of one of them
  std::vector<std::vector<std::pair<std::string, Datum>>> known_values_;  // of `forms_`
};

}  // namespace

Result<std::string> dossier_reference(const RuleFiles& rules, const AssembleOptions& options) {
  if (!options.dossier.empty()) return options.dossier;
  std::vector<std::string> names = versioned_names(rules, kDossierFiles);
  if (names.size() == 1) return std::move(names.front());
  if (names.empty()) {
    return Error{ErrorCode::kNotFound,
                 "there is no dossier file, which says where the parts of a submission go",
                 "it would stand in rules/dossiers/<name>/<version>.yaml",
                 {}};
  }
  std::string hint = "name one of";
  for (const std::string& name : names) hint += (name == names.front() ? " " : ", ") + name;
  return Error{ErrorCode::kAmbiguous, "there are several dossier files", std::move(hint), {}};
}

Result<std::vector<Assembled>> assemble(const RuleFiles& rules,
                                        const std::vector<DossierFile>& files,
                                        const AssembleOptions& options) {
  if (files.empty()) {
    return Error{ErrorCode::kUsage, "a submission needs at least one file", "", {}};
  }
  const auto reference = dossier_reference(rules, options);
  if (!reference) return reference.error();
  DossierResult dossier = load_dossier(rules, *reference, options.now, options.limits);
  if (dossier.error) return std::move(*dossier.error);
  if (dossier.spec == nullptr) return faulty(dossier.faults);
  PartRules part_rules;
  part_rules.spec = dossier.spec.get();
  part_rules.limits = &options.limits;
  part_rules.tree_members = top_members(rules, dossier.spec->schema_name, options.limits);
  for (const std::string& form : dossier.spec->forms) {
    FormMapResult map = load_form_map(rules, form, options.now, options.limits);
    if (map.error) return std::move(*map.error);
    if (map.map == nullptr) return faulty(map.faults);
    part_rules.maps.push_back(std::move(map.map));
  }
  const auto parts = take_apart(files, options.from, part_rules);
  if (!parts) return parts.error();
  auto assembled = Assembler(*parts, part_rules, options).run(files);
  if (assembled) {
    for (Assembled& one : *assembled) one.dossier = dossier.spec;
  }
  return assembled;
}

}  // namespace intake
