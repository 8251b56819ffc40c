package io.azimuth.domain.token.role;

import io.azimuth.domain.text.AsciiCase;
import io.azimuth.domain.text.Glob;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A rule by which tokens create tokens.
 *
 * @param name of the role
 * @param policies which policies its tokens may have
 * @param tokens the settings of its tokens
 * @param pathSuffix a suffix of their path, by which they can be revoked together; may be empty
 * @param entityAliases names and patterns that {@code entity_alias} may have, in lower case
 * @param deprecated the parameters that were last set under their old name
 */
public record TokenRole(
    TokenRoleName name,
    TokenRolePolicies policies,
    TokenRoleSettings tokens,
    String pathSuffix,
    List<String> entityAliases,
    Set<DeprecatedParameter> deprecated) {

  public TokenRole {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(policies, "policies");
    Objects.requireNonNull(tokens, "tokens");
    if (!pathSuffix.isEmpty() && !TokenRoleBuilder.isSuffix(pathSuffix)) {
      throw new IllegalArgumentException("not the suffix of a path");
    }
    entityAliases = List.copyOf(entityAliases);
    deprecated = Set.copyOf(deprecated);
  }

  /** A builder of a role with the default settings. */
  public static TokenRoleBuilder builder(TokenRoleName name) {
    return new TokenRoleBuilder(name);
  }

  /** A builder that begins with this role. */
  public TokenRoleBuilder toBuilder() {
    return new TokenRoleBuilder(this);
  }

  /** Whether a token may have the entity of that alias. */
  public boolean admitsAlias(String alias) {
    String folded = AsciiCase.fold(alias);
    return entityAliases.stream().anyMatch(pattern -> Glob.matches(pattern, folded));
  }
}
