package io.azimuth.domain.policy.acl;

import io.azimuth.domain.text.AsciiCase;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the one rule that decides about a path.
 *
 * <p>Deny rules match without regard to the case of A to Z, all others with it. In each step a deny
 * that matches in another case replaces the rule that the step would choose, unless that rule is
 * the more specific one. So a deny never covers more than it would in the path's own case: a more
 * specific allow still wins over it.
 *
 * <p>A deny whose path could not be filled in comes before all others: how specific it would be
 * depends on the value that is missing.
 */
final class RuleChoice {

  private final RuleIndex rules;
  private final RuleIndex denies;
  private final List<UnfilledRule> unfilled;

  RuleChoice(List<MergedRule> merged, List<UnfilledRule> unfilled) {
    this(merged, unfilled, Optional.empty());
  }

  private RuleChoice(
      List<MergedRule> merged, List<UnfilledRule> unfilled, Optional<RuleChoice> shared) {
    this.unfilled = unfilled;
    rules =
        new RuleIndex(
            merged.stream().map(IndexedRule::asWritten).toList(), shared.map(it -> it.rules));
    denies =
        new RuleIndex(
            merged.stream().filter(MergedRule::denies).map(IndexedRule::folded).toList(),
            shared.map(it -> it.denies));
  }

  /**
   * The choice among these rules and those of this choice. A rule replaces the one of the same
   * path, and denies if that one does.
   */
  RuleChoice with(List<MergedRule> merged, List<UnfilledRule> more) {
    return new RuleChoice(merged, more, Optional.of(this));
  }

  /**
   * The deciding rule.
   *
   * @param list whether a path that ends in a slash is also matched by the rules for it without one
   */
  Optional<MergedRule> choose(String path, boolean list) {
    Optional<MergedRule> deny = unfilledDeny(path, list);
    return deny.isPresent() ? deny : chosen(path, list);
  }

  /** The deny that comes before every other rule, because its path could not be filled in. */
  private Optional<MergedRule> unfilledDeny(String path, boolean list) {
    boolean two = list && path.endsWith("/");
    String bare = two ? path.substring(0, path.length() - 1) : path;
    return unfilled.stream()
        .filter(it -> it.deny().mayMatch(path) || it.deny().mayMatch(bare))
        .map(UnfilledRule::rule)
        .findFirst();
  }

  private Optional<MergedRule> chosen(String path, boolean list) {
    String folded = AsciiCase.fold(path);
    if (!list || !path.endsWith("/")) {
      Optional<MergedRule> rule = exact(path, folded);
      return rule.isPresent() ? rule : best(path, folded);
    }
    return chooseForList(path, folded);
  }

  private Optional<MergedRule> chooseForList(String path, String folded) {
    String bare = path.substring(0, path.length() - 1);
    String foldedBare = folded.substring(0, folded.length() - 1);
    Optional<MergedRule> rule = exact(path, folded);
    if (rule.isEmpty()) {
      rule = exact(bare, foldedBare);
    }
    if (rule.isEmpty()) {
      rule = best(path, folded);
    }
    return rule.isPresent() ? rule : best(bare, foldedBare);
  }

  private Optional<MergedRule> exact(String path, String folded) {
    Optional<MergedRule> rule = rules.exact(path);
    if (rule.isPresent() && rule.get().denies()) {
      return rule;
    }
    Optional<MergedRule> deny = denies.exact(folded);
    return deny.isPresent() ? deny : rule;
  }

  private Optional<MergedRule> best(String path, String folded) {
    Optional<MergedRule> rule = rules.best(path);
    if (rule.isPresent() && rule.get().denies()) {
      return rule;
    }
    Optional<MergedRule> deny = denies.bestOfOtherCase(folded, path);
    if (deny.isEmpty()) {
      return rule;
    }
    boolean outranked =
        rule.isPresent() && deny.get().pattern().compareSpecificity(rule.get().pattern()) < 0;
    return outranked ? rule : deny;
  }
}
