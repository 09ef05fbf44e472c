#pragma once

#include <cstdio>
#include <string>
#include <vector>

/// PDF forms for tests, written byte by byte.
namespace intake::test {

/// Objects 1 (catalog), 2 (pages), 3 (the first page) are made here; others are added.
class TestPdf {
 public:
  /// The number of the new object. `body`: what stands between `obj` and `endobj`.
  int add(std::string body) {
    objects_.push_back(std::move(body));
    return static_cast<int>(objects_.size()) + 3;
  }

  /// A field and widget in one, on page 1, `row` lines from the top.
  int add_field(const std::string& members, int row) {
    const int top = 800 - 20 * row;
    const int number = add("<< /Type /Annot /Subtype /Widget /Rect [100 " + std::to_string(top) +
                           " 300 " + std::to_string(top + 12) + "] " + members + " >>");
    fields.push_back(number);
    annotations.push_back(number);
    return number;
  }

  std::vector<int> fields;       // of the form
  std::vector<int> annotations;  // of page 1
  std::string form;              // more members of the form dictionary
  std::string catalog;           // more members of the catalog
  std::string info;              // members of the information dictionary
  bool with_form = true;

  std::string bytes() const {
    std::vector<std::string> all;
    std::string root = "<< /Type /Catalog /Pages 2 0 R " + catalog;
    if (with_form) root += " /AcroForm << /Fields [" + list(fields) + "] " + form + " >>";
    all.push_back(root + " >>");
    all.push_back("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    all.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [" +
                  list(annotations) + "] >>");
    all.insert(all.end(), objects_.begin(), objects_.end());
    std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    std::string table = "xref\n0 " + std::to_string(all.size() + 1) + "\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < all.size(); ++i) {
      char line[32];
      std::snprintf(line, sizeof line, "%010zu 00000 n \n", out.size());
      table += line;
      out += std::to_string(i + 1) + " 0 obj\n" + all[i] + "\nendobj\n";
    }
    return out + table + "trailer\n<< /Size " + std::to_string(all.size() + 1) +
           " /Root 1 0 R /Info << " + info + " >> >>\nstartxref\n" + std::to_string(out.size()) +
           "\n%%EOF\n";
  }

 private:
  static std::string list(const std::vector<int>& numbers) {
    std::string text;
    for (const int number : numbers) text += std::to_string(number) + " 0 R ";
    return text;
  }

  std::vector<std::string> objects_;
};

}  // namespace intake::test
