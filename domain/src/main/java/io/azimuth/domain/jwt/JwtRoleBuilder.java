package io.azimuth.domain.jwt;

import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds a role: a new one, or a stored one with a partial update. Look at the {@link #problems} of
 * the whole, then {@link #build} it.
 */
public final class JwtRoleBuilder implements AuthRoleBuilder {

  private final RoleName name;
  private final TokenSettingsBuilder tokenSettings;
  private final Set<String> oldNames = new HashSet<>();
  private JwtRoleType type = JwtRoleType.JWT;
  private List<String> audiences = List.of();
  private String subject = "";
  private Map<String, BoundClaim> claims = Map.of();
  private String claimsType = BoundClaimsType.STRING.wireName();
  private boolean requireBoundToken;
  private Duration clockSkew = Duration.ZERO;
  private Duration expiration = Duration.ZERO;
  private Duration notBefore = Duration.ZERO;
  private String userClaim = "";
  private boolean userIsPointer;
  private String groupsClaim = "";
  private Map<String, String> metadata = Map.of();
  private List<String> scopes = List.of();
  private List<String> redirectUris = List.of();
  private boolean verboseLogging;
  private Duration maxAge = Duration.ZERO;
  private String callbackMode = CallbackMode.CLIENT.wireName();
  private int pollInterval;

  JwtRoleBuilder(RoleName name) {
    this.name = name;
    this.tokenSettings = TokenSettings.builder();
  }

  JwtRoleBuilder(JwtRole role) {
    name = role.name();
    tokenSettings = role.tokenSettings().toBuilder();
    oldNames.addAll(role.oldNames());
    type = role.type();
    audiences = role.bindings().audiences();
    subject = role.bindings().subject();
    claims = role.bindings().claims();
    claimsType = role.bindings().claimsType().wireName();
    requireBoundToken = role.bindings().requireBoundToken();
    clockSkew = role.bindings().leeways().clockSkew();
    expiration = role.bindings().leeways().expiration();
    notBefore = role.bindings().leeways().notBefore();
    userClaim = role.identity().user();
    userIsPointer = role.identity().userIsPointer();
    groupsClaim = role.identity().groups();
    metadata = role.identity().metadata();
    scopes = role.oidc().scopes();
    redirectUris = role.oidc().redirectUris();
    verboseLogging = role.oidc().verboseLogging();
    maxAge = role.oidc().maxAge();
    callbackMode = role.oidc().callbackMode().wireName();
    pollInterval = role.oidc().pollInterval();
  }

  @Override
  public TokenSettingsBuilder tokenSettings() {
    return tokenSettings;
  }

  @Override
  public JwtRoleBuilder oldName(String oldName, boolean used) {
    if (used) {
      oldNames.add(oldName);
    } else {
      oldNames.remove(oldName);
    }
    return this;
  }

  /** Sets how the role logs in. */
  public JwtRoleBuilder type(JwtRoleType value) {
    type = value;
    return this;
  }

  /** Sets the audiences, one of which a token must have. */
  public JwtRoleBuilder audiences(List<String> value) {
    audiences = List.copyOf(value);
    return this;
  }

  /** Sets the subject that a token must have. */
  public JwtRoleBuilder subject(String value) {
    subject = value;
    return this;
  }

  /** Sets whether the token must be bound to a key. */
  public JwtRoleBuilder requireBoundToken(boolean value) {
    requireBoundToken = value;
    return this;
  }

  /** Sets the values that claims must have. */
  public JwtRoleBuilder claims(Map<String, BoundClaim> value) {
    claims = new LinkedHashMap<>(value);
    return this;
  }

  /** Sets how those values are compared, as written. */
  public JwtRoleBuilder claimsType(String value) {
    claimsType = value;
    return this;
  }

  /** Sets how far clocks may differ. */
  public JwtRoleBuilder clockSkew(Duration value) {
    clockSkew = value;
    return this;
  }

  /** Sets how long a token without an expiry is valid. */
  public JwtRoleBuilder expiration(Duration value) {
    expiration = value;
    return this;
  }

  /** Sets how long before its expiry a token without a beginning is valid. */
  public JwtRoleBuilder notBefore(Duration value) {
    notBefore = value;
    return this;
  }

  /** Sets the claim that names the alias. */
  public JwtRoleBuilder userClaim(String value) {
    userClaim = value;
    return this;
  }

  /** Sets whether that claim may be a JSON pointer. */
  public JwtRoleBuilder userIsPointer(boolean value) {
    userIsPointer = value;
    return this;
  }

  /** Sets the claim with the names of groups. */
  public JwtRoleBuilder groupsClaim(String value) {
    groupsClaim = value;
    return this;
  }

  /** Sets the names of metadata by the claims that they come from. */
  public JwtRoleBuilder metadata(Map<String, String> value) {
    metadata = new LinkedHashMap<>(value);
    return this;
  }

  /** Sets the scopes that are asked for. */
  public JwtRoleBuilder scopes(List<String> value) {
    scopes = List.copyOf(value);
    return this;
  }

  /** Sets where a browser may return to. */
  public JwtRoleBuilder redirectUris(List<String> value) {
    redirectUris = List.copyOf(value);
    return this;
  }

  /** Sets whether received claims are logged. */
  public JwtRoleBuilder verboseLogging(boolean value) {
    verboseLogging = value;
    return this;
  }

  /** Sets how long ago a person may have signed in. */
  public JwtRoleBuilder maxAge(Duration value) {
    maxAge = value;
    return this;
  }

  /** Sets how the client learns that a person has signed in, as written. */
  public JwtRoleBuilder callbackMode(String value) {
    callbackMode = value;
    return this;
  }

  /** Sets how many seconds a client waits between two questions. */
  public JwtRoleBuilder pollInterval(int value) {
    pollInterval = value;
    return this;
  }

  /** What is wrong, in the order in which the API reports it; empty when nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(tokenSettings.problems());
    tokenSettings.policyProblem().ifPresent(problems::add);
    JwtRoleRules.addProblemsOfLists(
        problems,
        Map.of(
            "bound_audiences", audiences,
            "bound_subject", List.of(subject),
            "oidc_scopes", scopes,
            "allowed_redirect_uris", redirectUris));
    JwtRoleRules.addProblemsOfClaims(problems, claims, claimsType);
    JwtRoleRules.addProblemsOfIdentity(problems, userClaim, groupsClaim, metadata);
    if (!leeways().areBounded() || maxAge.isNegative()) {
      problems.add("a leeway is at most 24 hours, and max_age is not negative");
    }
    JwtRoleRules.addProblemsOfCallback(problems, callbackMode, pollInterval);
    if (type == JwtRoleType.OIDC) {
      JwtRoleRules.addProblemsOfRedirects(problems, redirectUris, callbackMode);
      return problems;
    }
    boolean bound =
        !audiences.isEmpty()
            || !subject.isEmpty()
            || !claims.isEmpty()
            || tokenSettings.bindsAddresses();
    if (!bound) {
      problems.add("must have at least one bound constraint when creating/updating a role");
    }
    return problems;
  }

  private JwtLeeways leeways() {
    return new JwtLeeways(clockSkew, expiration, notBefore);
  }

  /**
   * The role.
   *
   * @throws IllegalArgumentException when a value is wrong in itself
   */
  public JwtRole build() {
    return new JwtRole(
        name,
        type,
        new JwtBindings(
            audiences,
            subject,
            claims,
            BoundClaimsType.parse(claimsType)
                .orElseThrow(() -> new IllegalArgumentException("no such type of bound claims")),
            requireBoundToken,
            leeways()),
        new JwtIdentityClaims(userClaim, userIsPointer, groupsClaim, metadata),
        new OidcRoleSettings(
            scopes,
            redirectUris,
            verboseLogging,
            maxAge,
            CallbackMode.parse(callbackMode)
                .orElseThrow(() -> new IllegalArgumentException("no such callback mode")),
            pollInterval),
        tokenSettings.build(),
        oldNames);
  }
}
