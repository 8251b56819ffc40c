package io.azimuth.domain.policy.acl;

import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.Capability;
import io.azimuth.domain.policy.PathCheck;
import io.azimuth.domain.policy.PathPattern;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.policy.RequestParameter;
import io.azimuth.domain.policy.TemplateSubject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the policies of one token allow. Immutable and safe for concurrent use; built once per set
 * of policies and used by every request.
 *
 * <p>Paths are canonical request paths: without leading slash, decoded once, no empty segment but a
 * last one.
 */
public final class Acl {

  /**
   * The number of levels below a mount at which {@link #anyBelow} distinguishes {@code +} rules.
   */
  private static final int MAX_LEVELS = 32;

  private static final Acl ROOT = new Acl(true, List.of(), List.of());

  private final boolean root;
  private final List<MergedRule> own;
  private final Optional<Acl> shared;
  private final RuleChoice choice;
  private final int levels;

  private Acl(boolean root, List<MergedRule> rules, List<UnfilledRule> unfilled) {
    this.root = root;
    this.own = rules;
    this.shared = Optional.empty();
    this.choice = new RuleChoice(rules, unfilled);
    this.levels = 1 + Math.min(MAX_LEVELS, deepest(rules));
  }

  private Acl(Acl shared, List<MergedRule> own, List<UnfilledRule> unfilled) {
    this.root = shared.root;
    this.own = own;
    this.shared = Optional.of(shared);
    this.choice = shared.choice.with(own, unfilled);
    this.levels = Math.max(shared.levels, 1 + Math.min(MAX_LEVELS, deepest(own)));
  }

  /**
   * The rules of these policies together; without policies, everything is denied. Templated paths
   * grant nothing, and those that deny do so for every value.
   */
  public static Acl of(List<AclPolicy> policies) {
    return of(policies, Optional.empty());
  }

  /** The same, with templated paths filled in for the subject as far as it has values. */
  public static Acl of(List<AclPolicy> policies, Optional<TemplateSubject> subject) {
    return new Acl(
        false, RuleMerge.merge(policies, subject), RuleMerge.unfilled(policies, subject));
  }

  /** These rules, each of another path. */
  static Acl ofRules(List<MergedRule> rules) {
    return new Acl(false, rules, List.of());
  }

  /**
   * These rules and besides them those of this ACL, which are shared. A rule replaces the one of
   * the same path.
   */
  Acl with(List<MergedRule> rules, List<UnfilledRule> unfilled) {
    return rules.isEmpty() && unfilled.isEmpty() ? this : new Acl(this, rules, unfilled);
  }

  private Stream<MergedRule> rules() {
    if (shared.isEmpty()) {
      return own.stream();
    }
    Set<PathPattern> replaced = own.stream().map(MergedRule::pattern).collect(Collectors.toSet());
    return Stream.concat(
        shared.get().rules().filter(rule -> !replaced.contains(rule.pattern())), own.stream());
  }

  /** Everything is allowed. */
  public static Acl root() {
    return ROOT;
  }

  /** Whether everything is allowed. */
  public boolean isRoot() {
    return root;
  }

  /** Decides about a request without parameters whose answer is not to be wrapped. */
  public AclDecision decide(String path, Capability needed, boolean sudoRequired) {
    return decide(path, needed, sudoRequired, List::of);
  }

  /** Decides about a request whose answer is not to be wrapped. */
  public AclDecision decide(
      String path,
      Capability needed,
      boolean sudoRequired,
      Supplier<List<RequestParameter>> parameters) {
    return decide(path, needed, sudoRequired, Duration.ZERO, parameters);
  }

  /**
   * Decides about one request.
   *
   * @param path of a list request with its trailing slash
   * @param needed what the operation needs: neither {@code SUDO} nor {@code DENY}
   * @param sudoRequired whether the path asks for sudo besides
   * @param wrapTtl for how long the caller wants the answer wrapped; zero is not at all
   * @param parameters what was sent; asked for only if the deciding rule has parameter rules
   */
  public AclDecision decide(
      String path,
      Capability needed,
      boolean sudoRequired,
      Duration wrapTtl,
      Supplier<List<RequestParameter>> parameters) {
    if (needed == Capability.SUDO || needed == Capability.DENY) {
      throw new IllegalArgumentException("no operation needs just " + needed.wireName());
    }
    if (root) {
      return AclDecision.ROOT;
    }
    Optional<MergedRule> rule = choice.choose(path, needed.isOfFolder());
    return rule.isPresent()
        ? rule.get().decide(needed, sudoRequired, wrapTtl, parameters)
        : AclDecision.NO_RULE;
  }

  /**
   * The rules that match a path: the one that {@link #decide} applies, and those that it takes
   * precedence over. Root has no rules.
   *
   * @param list whether the operation is a list or a scan
   */
  public MatchingRules matchingRules(String path, boolean list) {
    return root
        ? MatchingRules.NONE
        : RulePrecedence.of(rules().toList(), choice.choose(path, list), path, list);
  }

  /** Whether a request can have such a path. */
  public static boolean isRequestPath(String path) {
    return !PathCheck.matchesNothing(path);
  }

  /**
   * The words that {@code sys/capabilities} returns: {@code root} alone, {@code deny} alone, or
   * those granted, in its order. A trailing slash is taken as a list request, as in that endpoint.
   * A path that no request can have is denied.
   */
  public List<String> capabilities(String path) {
    if (root) {
      return List.of(PolicyName.ROOT.value());
    }
    Optional<MergedRule> rule =
        PathCheck.matchesNothing(path) ? Optional.empty() : choice.choose(path, true);
    return rule.map(MergedRule::capabilityNames).orElse(List.of(Capability.DENY.wireName()));
  }

  /** What each rule grants, by its path as policies write it. */
  public List<Grant> grants() {
    return rules().map(Grant::of).toList();
  }

  /** Whether the rule that decides about this path grants sudo. */
  public boolean hasSudo(String path) {
    return root
        || choice
            .choose(path, false)
            .filter(rule -> rule.granted().contains(Capability.SUDO))
            .isPresent();
  }

  /**
   * Whether anything at all is granted on the mount's path or below it.
   *
   * @param mount the path of a mount, with or without its trailing slash
   */
  public boolean anyBelow(String mount) {
    if (root) {
      return true;
    }
    String base = mount.endsWith("/") ? mount : mount + "/";
    return anyUnnamed(base) || anyNamed(base);
  }

  /** Rules whose literal part ends above the mount or at it; {@code +} counts levels. */
  private boolean anyUnnamed(String base) {
    for (int level = 0; level <= levels; level++) {
      if (grantsSomething(SamplePaths.unnamed(base, level), level == 0)) {
        return true;
      }
    }
    return false;
  }

  private boolean anyNamed(String base) {
    return rules()
        .filter(rule -> !rule.granted().isEmpty())
        .flatMap(rule -> SamplePaths.below(base, rule.pattern()).stream())
        .anyMatch(path -> grantsSomething(path, false));
  }

  private boolean grantsSomething(String path, boolean list) {
    return choice.choose(path, list).filter(rule -> !rule.granted().isEmpty()).isPresent();
  }

  /**
   * What one rule grants.
   *
   * @param path of the rule, as policies write it
   * @param exact whether it matches one path only
   * @param capabilities in the order and words of {@code sys/capabilities}
   */
  public record Grant(String path, boolean exact, List<String> capabilities) {

    static Grant of(MergedRule rule) {
      return new Grant(rule.pattern().text(), rule.pattern().isExact(), rule.capabilityNames());
    }
  }

  private static int deepest(List<MergedRule> rules) {
    return rules.stream()
        .filter(rule -> rule.pattern().hasSegmentWildcards())
        .mapToInt(rule -> (int) rule.pattern().literal().chars().filter(c -> c == '/').count())
        .max()
        .orElse(0);
  }
}
