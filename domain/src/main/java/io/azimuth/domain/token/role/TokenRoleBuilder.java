package io.azimuth.domain.token.role;

import io.azimuth.domain.network.Cidr;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.Quoted;
import io.azimuth.domain.token.TokenPolicies;
import io.azimuth.domain.token.TokenTypeRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Builds a token role from what an operator wrote, and reports what is wrong with it. */
public final class TokenRoleBuilder {

  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]+[A-Za-z0-9_]");
  private static final int MAX_SUFFIX = 256;
  private static final String BATCH =
      "'token_type' cannot be 'batch' when role is set to generate ";

  private final TokenRoleName name;
  private final Set<DeprecatedParameter> oldNames;
  private List<String> allowed = List.of();
  private List<String> disallowed = List.of();
  private List<String> allowedGlob = List.of();
  private List<String> disallowedGlob = List.of();
  private List<String> entityAliases = List.of();
  private List<String> boundCidrs = List.of();
  private boolean orphan;
  private boolean renewable = true;
  private boolean noDefaultPolicy;
  private Duration period = Duration.ZERO;
  private Duration explicitMaxTtl = Duration.ZERO;
  private int numUses;
  private String pathSuffix = "";
  private String type = TokenTypeRule.DEFAULT_SERVICE.wireName();
  private String binding = CertificateBinding.OFF.wireName();

  TokenRoleBuilder(TokenRoleName name) {
    this.name = name;
    this.oldNames = EnumSet.noneOf(DeprecatedParameter.class);
  }

  TokenRoleBuilder(TokenRole role) {
    this(role.name());
    oldNames.addAll(role.deprecated());
    allowed = role.policies().allowed();
    disallowed = role.policies().disallowed();
    allowedGlob = role.policies().allowedGlob();
    disallowedGlob = role.policies().disallowedGlob();
    entityAliases = role.entityAliases();
    boundCidrs = role.tokens().boundCidrs().stream().map(Cidr::toString).toList();
    orphan = role.tokens().orphan();
    renewable = role.tokens().renewable();
    noDefaultPolicy = role.tokens().noDefaultPolicy();
    period = role.tokens().period();
    explicitMaxTtl = role.tokens().explicitMaxTtl();
    numUses = role.tokens().numUses();
    pathSuffix = role.pathSuffix();
    type = role.tokens().type().wireName();
    binding = role.tokens().binding().wireName();
  }

  /** Sets policies that tokens may have. */
  public void allowed(List<String> value) {
    allowed = value;
  }

  /** Sets policies that tokens may not have. */
  public void disallowed(List<String> value) {
    disallowed = value;
  }

  /** Sets patterns of policies that tokens may have. */
  public void allowedGlob(List<String> value) {
    allowedGlob = value;
  }

  /** Sets patterns of policies that tokens may not have. */
  public void disallowedGlob(List<String> value) {
    disallowedGlob = value;
  }

  /** Sets names and patterns of entity aliases, in any letter case. */
  public void entityAliases(List<String> value) {
    entityAliases = value.stream().map(AsciiCase::fold).toList();
  }

  /** Sets addresses and blocks, as written. */
  public void boundCidrs(List<String> value) {
    boundCidrs = value;
  }

  /** Sets whether tokens have no parent. */
  public void orphan(boolean value) {
    orphan = value;
  }

  /** Sets whether tokens can be renewed. */
  public void renewable(boolean value) {
    renewable = value;
  }

  /** Sets whether tokens go without the policy {@code default}. */
  public void noDefaultPolicy(boolean value) {
    noDefaultPolicy = value;
  }

  /** Sets the lifetime that each renewal gives. */
  public void period(Duration value) {
    period = value;
  }

  /** Sets the maximum lifetime of tokens. */
  public void explicitMaxTtl(Duration value) {
    explicitMaxTtl = value;
  }

  /** Sets how often tokens can be used; 0 is unlimited. */
  public void numUses(int value) {
    numUses = value;
  }

  /** Sets the suffix of the path of tokens. */
  public void pathSuffix(String value) {
    pathSuffix = value;
  }

  /** Sets the type of token, as written. */
  public void type(String value) {
    type = value;
  }

  /** Sets whether tokens are bound to the certificate of who makes them, as written. */
  public void binding(String value) {
    binding = value;
  }

  /** Sets whether the parameter was written under its old name. */
  public void deprecated(DeprecatedParameter which, boolean old) {
    if (old) {
      oldNames.add(which);
    } else {
      oldNames.remove(which);
    }
  }

  /** What is wrong, in the order in which the API reports it; empty when nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    addNameProblem(problems, "allowed_policies", allowed);
    addNameProblem(problems, "disallowed_policies", disallowed);
    addNameProblem(problems, "allowed_policies_glob", allowedGlob);
    addNameProblem(problems, "disallowed_policies_glob", disallowedGlob);
    problems.addAll(problemsInThemselves());
    return problems;
  }

  private static void addNameProblem(
      List<String> problems, String parameter, Collection<String> names) {
    TokenPolicies.problemOfNames(parameter, names).ifPresent(problems::add);
  }

  private List<String> problemsInThemselves() {
    List<String> problems = new ArrayList<>();
    boolean root = allowed.stream().anyMatch(p -> AsciiCase.equal(p.strip(), TokenPolicies.ROOT));
    addIf(problems, root, "'allowed_policies' cannot contain the root policy");
    for (String cidr : boundCidrs) {
      boolean good = Cidr.parse(cidr).isPresent();
      addIf(problems, !good, "invalid 'token_bound_cidrs' value " + Quoted.of(cidr));
    }
    addIf(problems, period.isNegative(), "'token_period' cannot be negative");
    addIf(problems, explicitMaxTtl.isNegative(), "'token_explicit_max_ttl' cannot be negative");
    addIf(problems, numUses < 0, "'token_num_uses' cannot be negative");
    boolean badSuffix = !pathSuffix.isEmpty() && !isSuffix(pathSuffix);
    addIf(
        problems,
        badSuffix,
        "given role path suffix contains invalid characters; must match \\w[\\w-.]+\\w without ..");
    problems.addAll(typeProblems());
    CertificateBinding.problem(binding).ifPresent(problems::add);
    return problems;
  }

  private List<String> typeProblems() {
    List<String> problems = new ArrayList<>();
    if (TokenTypeRule.parse(type).isEmpty()) {
      problems.add("invalid 'token_type' value " + Quoted.of(type));
    } else if (type.equals(TokenTypeRule.BATCH.wireName())) {
      addIf(problems, !orphan, BATCH + "non-orphan tokens");
      addIf(problems, !period.isZero(), BATCH + "periodic tokens");
      addIf(problems, renewable, BATCH + "renewable tokens");
      addIf(problems, !explicitMaxTtl.isZero(), BATCH + "tokens with an explicit max TTL");
      addIf(problems, numUses != 0, BATCH + "tokens with limited use count");
    }
    return problems;
  }

  /**
   * The role. One that was stored may have names of policies that cannot be written now.
   *
   * @throws IllegalArgumentException when there are other {@link #problems}
   */
  public TokenRole build() {
    List<String> problems = problemsInThemselves();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
    TokenRoleSettings tokens =
        new TokenRoleSettings(
            orphan,
            renewable,
            period,
            explicitMaxTtl,
            boundCidrs.stream().map(cidr -> Cidr.parse(cidr).orElseThrow()).toList(),
            numUses,
            noDefaultPolicy,
            TokenTypeRule.parse(type).orElseThrow(),
            CertificateBinding.parse(binding).orElseThrow());
    TokenRolePolicies policies =
        new TokenRolePolicies(allowed, disallowed, allowedGlob, disallowedGlob);
    return new TokenRole(name, policies, tokens, pathSuffix, entityAliases, oldNames);
  }

  static boolean isSuffix(String text) {
    return text.length() <= MAX_SUFFIX && SUFFIX.matcher(text).matches() && !text.contains("..");
  }

  private static void addIf(List<String> problems, boolean wrong, String problem) {
    if (wrong) {
      problems.add(problem);
    }
  }
}
