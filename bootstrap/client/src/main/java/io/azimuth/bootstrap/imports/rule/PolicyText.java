package io.azimuth.bootstrap.imports.rule;

import io.azimuth.domain.policy.AclPolicy;
import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PolicyName;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a policy of another server.
 *
 * @param text as the other server shows it
 */
public record PolicyText(String text) {

  private static final Pattern ACCESSOR =
      Pattern.compile("(identity\\.entity\\.aliases\\.)([A-Za-z0-9_-]+)");
  private static final Pattern GROUP_ID =
      Pattern.compile("(identity\\.groups\\.ids\\.)([A-Za-z0-9-]+)");
  private static final Pattern AT_PATH = Pattern.compile("path (\"[^\"]*\"): ");

  /** Why this server does not read the policy, with line and column; empty if it does. */
  public Optional<String> problem(String name) {
    try {
      AclPolicy.parse(new PolicyName(name), text);
      return Optional.empty();
    } catch (InvalidPolicyException e) {
      return Optional.of(located(String.valueOf(e.getMessage())));
    }
  }

  // Syntax errors contain their place. What a stanza means is refused by its path alone.
  private String located(String complaint) {
    Matcher named = AT_PATH.matcher(complaint);
    if (!named.lookingAt()) {
      return complaint;
    }
    int at = text.indexOf(named.group(1));
    if (at < 0) {
      return complaint;
    }
    String before = text.substring(0, at);
    int line = (int) before.chars().filter(letter -> letter == '\n').count() + 1;
    return "line %d, column %d: %s".formatted(line, at - before.lastIndexOf('\n'), complaint);
  }

  /**
   * The text with the accessors of mounts and the ids of groups of this server. What has no
   * counterpart here stays as it is.
   */
  public PolicyText translated(
      Map<String, String> accessors, Function<String, Optional<String>> groupIds) {
    String accessorsDone =
        ACCESSOR
            .matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) + accessors.getOrDefault(found.group(2), found.group(2))));
    return new PolicyText(
        GROUP_ID
            .matcher(accessorsDone)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) + groupIds.apply(found.group(2)).orElse(found.group(2)))));
  }

  /** Whether a rule depends on the id of an entity, which is another one on this server. */
  public boolean namesEntityIds() {
    return text.contains("identity.entity.id");
  }

  /** Whether a rule names a path below this one. */
  public boolean names(String mountPath) {
    return text.contains("\"" + mountPath);
  }
}
