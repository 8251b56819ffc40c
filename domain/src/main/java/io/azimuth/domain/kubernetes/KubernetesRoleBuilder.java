package io.azimuth.domain.kubernetes;

import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.domain.token.role.AuthRoleBuilder;
import io.azimuth.domain.token.role.RoleName;
import io.azimuth.domain.token.role.TokenSettings;
import io.azimuth.domain.token.role.TokenSettingsBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Builds a role: a new one, or a stored one with a partial update. Look at the {@link #problems} of
 * the whole, then {@link #build} it.
 */
public final class KubernetesRoleBuilder implements AuthRoleBuilder {

  private static final int MAX_ITEMS = 256;
  private static final int MAX_NAME = 253;
  private static final int MAX_AUDIENCE = 1_024;
  private static final String ALL = "*";

  private final RoleName name;
  private final TokenSettingsBuilder tokenSettings;
  private final Set<String> oldNames = new HashSet<>();
  private List<String> names = List.of();
  private List<String> namespaces = List.of();
  private String selector = "";
  private String audience = "";
  private boolean requireBoundToken;
  private String aliasNameSource = AliasNameSource.SERVICEACCOUNT_UID.wireName();

  KubernetesRoleBuilder(RoleName name) {
    this.name = name;
    this.tokenSettings = TokenSettings.builder();
  }

  KubernetesRoleBuilder(KubernetesRole role) {
    name = role.name();
    tokenSettings = role.tokenSettings().toBuilder();
    oldNames.addAll(role.oldNames());
    names = role.bindings().names();
    namespaces = role.bindings().namespaces();
    selector = role.bindings().selector().map(NamespaceSelector::written).orElse("");
    audience = role.bindings().audience();
    requireBoundToken = role.bindings().requireBoundToken();
    aliasNameSource = role.bindings().aliasNameSource().wireName();
  }

  @Override
  public TokenSettingsBuilder tokenSettings() {
    return tokenSettings;
  }

  @Override
  public KubernetesRoleBuilder oldName(String oldName, boolean used) {
    if (used) {
      oldNames.add(oldName);
    } else {
      oldNames.remove(oldName);
    }
    return this;
  }

  /** Sets the names of service accounts. */
  public KubernetesRoleBuilder names(List<String> value) {
    names = List.copyOf(value);
    return this;
  }

  /** Sets the namespaces of service accounts. */
  public KubernetesRoleBuilder namespaces(List<String> value) {
    namespaces = List.copyOf(value);
    return this;
  }

  /** Sets what selects further namespaces by their labels, as written; empty: nothing. */
  public KubernetesRoleBuilder namespaceSelector(String value) {
    selector = value.strip();
    return this;
  }

  /** Sets the audience that a token must have. */
  public KubernetesRoleBuilder audience(String value) {
    audience = value;
    return this;
  }

  /** Sets whether the token must be bound to a key. */
  public KubernetesRoleBuilder requireBoundToken(boolean value) {
    requireBoundToken = value;
    return this;
  }

  /** Sets what an alias is named after, as written; an empty text is the default. */
  public KubernetesRoleBuilder aliasNameSource(String value) {
    aliasNameSource = value.isEmpty() ? AliasNameSource.SERVICEACCOUNT_UID.wireName() : value;
    return this;
  }

  /**
   * What is wrong, in the order in which the API reports it; empty when nothing is.
   *
   * @param maxTtl the maximum time to live of the mount
   */
  public List<String> problems(Duration maxTtl) {
    List<String> problems = new ArrayList<>(tokenSettings.problems());
    tokenSettings.policyProblem().ifPresent(problems::add);
    if (tokenSettings.period().compareTo(maxTtl) > 0) {
      problems.add(
          "token period of \"%s\" is greater than the backend's maximum lease TTL of \"%s\""
              .formatted(GoDuration.format(tokenSettings.period()), GoDuration.format(maxTtl)));
    }
    if (names.isEmpty()) {
      problems.add("\"bound_service_account_names\" can not be empty");
    }
    addProblemsOfList(problems, "bound_service_account_names", names);
    if (namespaces.isEmpty() && selector.isEmpty()) {
      problems.add(
          "\"bound_service_account_namespaces\" can not be empty if"
              + " \"bound_service_account_namespace_selector\" is not set");
    }
    addProblemsOfList(problems, "bound_service_account_namespaces", namespaces);
    problems.addAll(selected().map(Checked::problems).orElse(List.of()));
    if (audience.length() > MAX_AUDIENCE) {
      problems.add("audience has at most 1024 characters");
    }
    if (AliasNameSource.parse(aliasNameSource).isEmpty()) {
      problems.add("invalid alias_name_source, must be one of: " + AliasNameSource.names());
    }
    return problems;
  }

  private static void addProblemsOfList(List<String> problems, String what, List<String> values) {
    if (values.size() > 1 && values.contains(ALL)) {
      problems.add("can not mix \"*\" with values");
    }
    boolean fits =
        values.size() <= MAX_ITEMS
            && values.stream().allMatch(it -> !it.isEmpty() && it.length() <= MAX_NAME);
    if (!fits) {
      problems.add(what + " has at most 256 values of 1 to 253 characters");
    }
  }

  /**
   * The role.
   *
   * @throws IllegalArgumentException when a value is wrong in itself
   */
  public KubernetesRole build() {
    return new KubernetesRole(
        name,
        new KubernetesBindings(
            names,
            namespaces,
            selected().map(Checked::orElseThrow),
            audience,
            requireBoundToken,
            AliasNameSource.parse(aliasNameSource)
                .orElseThrow(() -> new IllegalArgumentException("no such source of names"))),
        tokenSettings.build(),
        oldNames);
  }

  private Optional<Checked<NamespaceSelector>> selected() {
    return Optional.of(selector).filter(it -> !it.isEmpty()).map(NamespaceSelector::parse);
  }
}
