#compdef azimuth
# Completes azimuth in zsh: source <(azimuth completion zsh), after compinit
_azimuth() {
  local -a found open closed
  local one
  found=("${(@f)$("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  for one in $found; do
    one=${one%%$'\t'*}
    case $one in
      */ | *=) open+=("$one") ;;
      ?*) closed+=("$one") ;;
    esac
  done
  (( $#open )) && compadd -S '' -- $open
  (( $#closed )) && compadd -- $closed
  (( $#open + $#closed )) || _files
}
compdef _azimuth azimuth
