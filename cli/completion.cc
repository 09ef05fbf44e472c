#include "arguments.h"

namespace intake::cli {

// Kept in step with read_arguments by tests/golden/completion_bash.golden.
std::string bash_completion() {
  return R"bash(# bash completion for intake: source it, or put it into
# /usr/share/bash-completion/completions/intake
_intake() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  local shared='--rules-dir --frozen --lock --lang --as-of --set --color --quiet --help'
  local submission='--rules --parts --format --from --preview --fail-on'
  COMPREPLY=()
  case $prev in
    --lang) COMPREPLY=($(compgen -W 'en fr nl de' -- "$cur")); return ;;
    --format) COMPREPLY=($(compgen -W 'text json ndjson sarif' -- "$cur")); return ;;
    --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
    --fail-on) COMPREPLY=($(compgen -W 'error warning note' -- "$cur")); return ;;
    --from|--to) COMPREPLY=($(compgen -W 'yaml json' -- "$cur")); return ;;
    --rules) COMPREPLY=($(compgen -W "$(intake rules list 2>/dev/null | cut -d' ' -f1)" -- "$cur")); return ;;
    --rules-dir) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    -o|--output|--lock|--corpus) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --as-of|--set|--parts|--only|--except) return ;;
  esac
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W 'check fix explain convert rules new completion --help --version' -- "$cur"))
    return
  fi
  case ${COMP_WORDS[1]} in
    check) [[ $cur == -* ]] && COMPREPLY=($(compgen -W "$submission $shared --timeline --trace" -- "$cur")) ;;
    fix) [[ $cur == -* ]] && COMPREPLY=($(compgen -W "$submission $shared --diff --patch --in-place --output --unsafe --only --except" -- "$cur")) ;;
    convert) [[ $cur == -* ]] && COMPREPLY=($(compgen -W '--to --from --output --help' -- "$cur")) ;;
    completion) COMPREPLY=($(compgen -W 'bash' -- "$cur")); return ;;
    explain)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "--rules $shared" -- "$cur"))
      else
        COMPREPLY=($(compgen -W "$(intake rules show 2>/dev/null | sed -n 's/^  \([a-z0-9-]*\/[a-z0-9-]*\):.*/\1/p' | sort -u)" -- "$cur"))
      fi
      return ;;
    rules)
      if ((COMP_CWORD == 2)); then
        COMPREPLY=($(compgen -W 'list show lint test docs lock diff publish' -- "$cur"))
      elif [[ $cur == -* && ${COMP_WORDS[2]} == lint ]]; then
        COMPREPLY=($(compgen -W "$shared --format --fail-on --fix --diff --unsafe --only --except" -- "$cur"))
      elif [[ $cur == -* && ${COMP_WORDS[2]} == diff ]]; then
        COMPREPLY=($(compgen -W "$shared --corpus --format" -- "$cur"))
      elif [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$shared --output" -- "$cur"))
      else
        COMPREPLY=($(compgen -W "$(intake rules list 2>/dev/null | cut -d' ' -f1)" -- "$cur"))
      fi
      return ;;
    new)
      if ((COMP_CWORD == 2)); then
        COMPREPLY=($(compgen -W 'submission examples rule-set rule' -- "$cur"))
      elif [[ $cur == -* && ${COMP_WORDS[2]} == examples ]]; then
        COMPREPLY=($(compgen -W "--rules --output --as-cases $shared" -- "$cur"))
      elif [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W "--rules --output $shared" -- "$cur"))
      elif [[ ${COMP_WORDS[2]} == rule ]]; then
        COMPREPLY=($(compgen -W "$(intake rules list 2>/dev/null | cut -d' ' -f1)" -- "$cur"))
      fi
      return ;;
  esac
  [[ $cur == -* ]] || COMPREPLY=($(compgen -f -- "$cur"))
}
complete -o filenames -F _intake intake
)bash";
}

}  // namespace intake::cli
