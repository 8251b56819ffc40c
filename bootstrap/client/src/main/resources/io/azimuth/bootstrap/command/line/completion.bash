# Completes azimuth in bash: source <(azimuth completion bash)
_azimuth() {
  local IFS=$'\n'
  COMPREPLY=($("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null | cut -f1))
  case ${COMPREPLY[0]-} in
    */ | *=) compopt -o nospace 2>/dev/null ;;
  esac
}
complete -o default -F _azimuth azimuth
