#include "arguments.h"

namespace intake::cli {

// Kept in step with read_arguments by tests/golden/completion_bash.golden.
std::string bash_completion() {
  return R"bash(# bash completion for intake: source it, or put it into
# /usr/share/bash-completion/completions/intake
_intake() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  local shared='--rules-dir --frozen --lock --lang --as-of --set --color --quiet --help'
  local submission='--rules --parts --format --from --together --dossier --reader --reader-seconds --preview --fail-on --questions --answers'
  COMPREPLY=()
  case $prev in
    --lang) COMPREPLY=($(compgen -W 'en fr nl de' -- "$cur")); return ;;
    --format)
      case ${COMP_WORDS[1]} in
        reply) COMPREPLY=($(compgen -W 'text html eml' -- "$cur")) ;;
        new) COMPREPLY=($(compgen -W 'docx yaml' -- "$cur")) ;;
        *) COMPREPLY=($(compgen -W 'text json ndjson sarif' -- "$cur")) ;;
      esac
      return ;;
    --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
    --fail-on) COMPREPLY=($(compgen -W 'error warning note' -- "$cur")); return ;;
    --from|--to) COMPREPLY=($(compgen -W 'yaml json ndjson' -- "$cur")); return ;;
    --rules) COMPREPLY=($(compgen -W "$(intake rules list 2>/dev/null | cut -d' ' -f1)" -- "$cur")); return ;;
    --rules-dir|--letters-dir) COMPREPLY=($(compgen -d -- "$cur")); return ;;
    -o|--output|--lock|--corpus|--questions|--answers|--template|--reader) COMPREPLY=($(compgen -f -- "$cur")); return ;;
    --as-of|--set|--parts|--only|--except|--by|--on|--date|--dossier|--reader-seconds|-j|--jobs|--range) return ;;
  esac
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W 'check fix reply explain convert rules new completion --help --version' -- "$cur"))
    return
  fi
  case ${COMP_WORDS[1]} in
    check) [[ $cur == -* ]] && COMPREPLY=($(compgen -W "$submission $shared --timeline --trace --stream --jobs --range --output --resume" -- "$cur")) ;;
    fix) [[ $cur == -* ]] && COMPREPLY=($(compgen -W "$submission $shared --diff --patch --in-place --output --unsafe --only --except --ask --by --on" -- "$cur")) ;;
    reply) [[ $cur == -* ]] && COMPREPLY=($(compgen -W "--rules --format --output --unsafe --template --letters-dir --from --date --parts --preview --questions --answers --together --dossier --reader --reader-seconds $shared" -- "$cur")) ;;
    convert) [[ $cur == -* ]] && COMPREPLY=($(compgen -W "--to --from --together --dossier --reader --reader-seconds --output $shared" -- "$cur")) ;;
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
        COMPREPLY=($(compgen -W 'submission form examples rule-set rule' -- "$cur"))
      elif [[ $cur == -* && ${COMP_WORDS[2]} == form ]]; then
        COMPREPLY=($(compgen -W "--rules --form --format --output --reader $shared" -- "$cur"))
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
