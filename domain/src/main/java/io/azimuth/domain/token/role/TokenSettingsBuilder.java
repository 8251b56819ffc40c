package io.azimuth.domain.token.role;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.DefaultPolicy;
import io.azimuth.domain.token.LifetimeSettings;
import io.azimuth.domain.token.TokenPolicies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Builds token settings from what an operator wrote, and reports what is wrong with them. */
public final class TokenSettingsBuilder {

  /** The problem of a time to live above its maximum. */
  public static final String TTL_ABOVE_MAX = "'token_ttl' cannot be greater than 'token_max_ttl'";

  /** The problem of a negative number of uses. */
  public static final String NUM_USES_NEGATIVE = "'token_num_uses' cannot be negative";

  /** Each request with a token compares its address with all of these. */
  private static final int MAX_CIDRS = 128;

  private static final int MAX_POLICIES = 256;

  private static final String BATCH =
      "'token_type' cannot be 'batch' or 'default_batch' when set to generate ";

  private Duration ttl = Duration.ZERO;
  private Duration maxTtl = Duration.ZERO;
  private Duration explicitMaxTtl = Duration.ZERO;
  private Duration period = Duration.ZERO;
  private List<String> policies = List.of();
  private List<String> boundCidrs = List.of();
  private boolean noDefaultPolicy;
  private int numUses;
  private String type = TokenTypeSetting.DEFAULT.wireName();
  private String binding = CertificateBinding.OFF.wireName();

  TokenSettingsBuilder() {}

  TokenSettingsBuilder(TokenSettings settings) {
    ttl = settings.lifetimes().ttl();
    maxTtl = settings.lifetimes().maxTtl();
    explicitMaxTtl = settings.lifetimes().explicitMaxTtl();
    period = settings.lifetimes().period();
    policies = settings.policies();
    boundCidrs = settings.boundCidrs().stream().map(Cidr::toString).toList();
    noDefaultPolicy = settings.noDefaultPolicy();
    numUses = settings.numUses();
    type = settings.type().wireName();
    binding = settings.binding().wireName();
  }

  /** Sets how long a token lives; zero leaves it to the mount. */
  public TokenSettingsBuilder ttl(Duration value) {
    ttl = value;
    return this;
  }

  /** Sets how long it may live with renewals; zero leaves it to the mount. */
  public TokenSettingsBuilder maxTtl(Duration value) {
    maxTtl = value;
    return this;
  }

  /** Sets how long it may live, even when the role changes later; zero sets no such limit. */
  public TokenSettingsBuilder explicitMaxTtl(Duration value) {
    explicitMaxTtl = value;
    return this;
  }

  /** Sets the lifetime that each renewal gives; zero means that tokens are not periodic. */
  public TokenSettingsBuilder period(Duration value) {
    period = value;
    return this;
  }

  /** Sets the policies, as written. */
  public TokenSettingsBuilder policies(Collection<String> value) {
    policies = List.copyOf(value);
    return this;
  }

  /** Sets the bound addresses and blocks, as written. */
  public TokenSettingsBuilder boundCidrs(Collection<String> value) {
    boundCidrs = List.copyOf(value);
    return this;
  }

  /** Sets whether tokens go without the policy {@code default}. */
  public TokenSettingsBuilder noDefaultPolicy(boolean value) {
    noDefaultPolicy = value;
    return this;
  }

  /** Sets how often a token can be used; 0 is unlimited. */
  public TokenSettingsBuilder numUses(int value) {
    numUses = value;
    return this;
  }

  /** Sets the type of token, as written. */
  public TokenSettingsBuilder type(String value) {
    type = value;
    return this;
  }

  /** Sets whether tokens are bound to the certificate of the login, as written. */
  public TokenSettingsBuilder binding(String value) {
    binding = value;
    return this;
  }

  /** The maximum lifetime with renewals, as set so far. */
  public Duration maxTtl() {
    return maxTtl;
  }

  /** Whether any addresses are bound so far. */
  public boolean bindsAddresses() {
    return !boundCidrs.isEmpty();
  }

  /** The lifetime that each renewal gives, as set so far. */
  public Duration period() {
    return period;
  }

  /** Why no login can give a token these policies; empty when one can. */
  public Optional<String> policyProblem() {
    return TokenPolicies.problemForLogin(TokenPolicies.sanitise(policies, DefaultPolicy.KEEP));
  }

  /** What is wrong, in the order in which the API reports it; empty when nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    addIf(
        problems,
        boundCidrs.size() > MAX_CIDRS,
        "token_bound_cidrs has at most " + MAX_CIDRS + " entries");
    addIf(
        problems,
        policies.size() > MAX_POLICIES,
        "token_policies has at most " + MAX_POLICIES + " entries");
    TokenPolicies.problemOfNames("token_policies", policies).ifPresent(problems::add);
    problems.addAll(problemsInThemselves());
    return problems;
  }

  private List<String> problemsInThemselves() {
    List<String> problems = new ArrayList<>();
    for (String cidr : boundCidrs) {
      if (Cidr.parse(cidr).isEmpty()) {
        problems.add("invalid 'token_bound_cidrs' value " + Quoted.of(cidr));
      }
    }
    addIf(problems, explicitMaxTtl.isNegative(), "'token_explicit_max_ttl' cannot be negative");
    addIf(problems, maxTtl.isNegative(), "'token_max_ttl' cannot be negative");
    addIf(problems, period.isNegative(), "'token_period' cannot be negative");
    boolean known = TokenTypeSetting.parse(type).isPresent();
    addIf(problems, !known, "invalid 'token_type' value " + Quoted.of(type));
    boolean batch = type.equals(TokenTypeSetting.BATCH.wireName());
    addIf(problems, batch && !period.isZero(), BATCH + "periodic tokens");
    addIf(problems, ttl.isNegative(), "'token_ttl' cannot be negative");
    addIf(problems, TokenSettings.exceeds(ttl, maxTtl), TTL_ABOVE_MAX);
    addIf(problems, numUses < 0, NUM_USES_NEGATIVE);
    addIf(problems, batch && numUses != 0, BATCH + "tokens with limited use count");
    CertificateBinding.problem(binding).ifPresent(problems::add);
    return problems;
  }

  /**
   * The settings. Those that were stored may have more entries, and names of policies, than can be
   * written now.
   *
   * @throws IllegalArgumentException when there are other {@link #problems}
   */
  public TokenSettings build() {
    List<String> problems = problemsInThemselves();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
    return new TokenSettings(
        new LifetimeSettings(ttl, maxTtl, explicitMaxTtl, period),
        policies,
        boundCidrs.stream().map(cidr -> Cidr.parse(cidr).orElseThrow()).toList(),
        noDefaultPolicy,
        numUses,
        TokenTypeSetting.parse(type).orElseThrow(),
        CertificateBinding.parse(binding).orElseThrow());
  }

  private static void addIf(List<String> problems, boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }
}
