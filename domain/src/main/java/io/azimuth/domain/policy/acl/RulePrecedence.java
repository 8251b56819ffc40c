package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.text.AsciiCase;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Explains which rule among those that match a path decides, and why. It does not choose: {@link
 * RuleChoice} has done so.
 */
final class RulePrecedence {

  private static final Comparator<Entrant> NEXT_FIRST =
      Comparator.comparingInt(Entrant::step)
          .thenComparing(
              (left, right) -> right.rule().pattern().comparePriority(left.rule().pattern()));

  private static final int UNFILLED = -1;

  private final List<String> forms;

  private RulePrecedence(List<String> forms) {
    this.forms = forms;
  }

  /** The rules that match the path, and the one that was chosen. */
  static MatchingRules of(
      List<MergedRule> rules, Optional<MergedRule> chosen, String path, boolean list) {
    if (chosen.isEmpty()) {
      return MatchingRules.NONE;
    }
    boolean two = list && path.endsWith("/") && path.length() > 1;
    RulePrecedence contest =
        new RulePrecedence(
            two ? List.of(path, path.substring(0, path.length() - 1)) : List.of(path));
    Entrant winner = contest.entrant(chosen.get()).orElseGet(() -> unfilled(chosen.get()));
    List<MatchingRules.Shadowed> shadowed =
        rules.stream()
            .filter(rule -> rule != chosen.get())
            .flatMap(rule -> contest.entrant(rule).stream())
            .sorted(NEXT_FIRST)
            .map(
                other ->
                    new MatchingRules.Shadowed(RuleSummary.of(other.rule()), why(winner, other)))
            .toList();
    return new MatchingRules(Optional.of(RuleSummary.of(chosen.get())), shadowed);
  }

  // Literal rules come before those with wildcards, and in each group the path before the path
  // without its trailing slash.
  private Optional<Entrant> entrant(MergedRule rule) {
    for (int form = 0; form < forms.size(); form++) {
      boolean ownCase = rule.pattern().matches(forms.get(form));
      if (ownCase || deniesAnyCase(rule, forms.get(form))) {
        int step = rule.pattern().isExact() ? form : forms.size() + form;
        return Optional.of(new Entrant(rule, step, ownCase));
      }
    }
    return Optional.empty();
  }

  // A deny whose path could not be filled in matches in no step, but comes before all of them.
  private static Entrant unfilled(MergedRule rule) {
    return new Entrant(rule, UNFILLED, false);
  }

  private static boolean deniesAnyCase(MergedRule rule, String path) {
    return rule.denies() && rule.pattern().folded().matches(AsciiCase.fold(path));
  }

  private static ShadowReason why(Entrant winner, Entrant other) {
    PathPattern won = winner.rule().pattern();
    PathPattern lost = other.rule().pattern();
    if (winner.step() == UNFILLED) {
      return ShadowReason.UNFILLED_DENY;
    }
    if (winner.step() < other.step()) {
      return won.isExact() && !lost.isExact() ? ShadowReason.EXACT_PATH : ShadowReason.LIST_PATH;
    }
    if (!won.isExact() && won.compareSpecificity(lost) > 0) {
      return moreSpecific(won, lost);
    }
    if (winner.ownCase() && other.ownCase()) {
      return ShadowReason.ALPHABET;
    }
    return other.rule().denies() ? ShadowReason.BOTH_DENY : ShadowReason.DENY_ANY_CASE;
  }

  private static ShadowReason moreSpecific(PathPattern won, PathPattern lost) {
    if (won.fixedPart().length() != lost.fixedPart().length()) {
      return ShadowReason.LATER_WILDCARD;
    }
    if (won.isPrefix() != lost.isPrefix()) {
      return ShadowReason.NO_STAR;
    }
    return won.segmentWildcards() != lost.segmentWildcards()
        ? ShadowReason.FEWER_SEGMENTS
        : ShadowReason.LONGER;
  }

  /**
   * A rule that matches the path.
   *
   * @param step of the choice in which it takes part, the first being 0
   * @param ownCase whether it matches in the case in which it is written
   */
  private record Entrant(MergedRule rule, int step, boolean ownCase) {}
}
