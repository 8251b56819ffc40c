package io.azimuth.domain.identity;

import io.azimuth.domain.policy.InvalidPolicyException;
import io.azimuth.domain.policy.PolicyName;
import io.azimuth.domain.text.Checked;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What entities, groups and aliases may hold. */
public final class IdentityRules {

  private static final int MAX_KEYS = 64;
  private static final int MAX_KEY_BYTES = 128;
  private static final int MAX_VALUE_BYTES = 512;
  private static final int MAX_NAME_BYTES = 512;

  // Each membership is a record, and one commit takes 1,000: a login may leave all and join as
  // many.
  private static final int MAX_EXTERNAL_GROUPS = 450;
  private static final int MAX_MERGED = 450;

  private IdentityRules() {}

  /** Metadata that an operator sent. */
  public static Checked<Map<String, String>> metadata(Map<String, String> sent) {
    if (sent.size() > MAX_KEYS) {
      return Checked.problem("metadata cannot contain more than 64 key/value pairs");
    }
    for (Map.Entry<String, String> pair : sent.entrySet()) {
      if (pair.getKey().isBlank() || hasControls(pair.getKey())) {
        return Checked.problem("a metadata key is blank or has control characters");
      }
      if (bytes(pair.getKey()) > MAX_KEY_BYTES) {
        return Checked.problem("a metadata key is too long (limit: 128 bytes)");
      }
      if (bytes(pair.getValue()) > MAX_VALUE_BYTES) {
        return Checked.problem("a metadata value is too long (limit: 512 bytes)");
      }
    }
    return Checked.of(Map.copyOf(sent));
  }

  /** The entity after logins and merges, or why it is too large. */
  public static Checked<Entity> size(Entity entity) {
    if (entity.externalGroups().size() > MAX_EXTERNAL_GROUPS) {
      return Checked.problem("an entity is in at most 450 external groups");
    }
    return entity.mergedIds().size() > MAX_MERGED
        ? Checked.problem("at most 450 entities are merged into one")
        : Checked.of(entity);
  }

  /**
   * Policies that an operator assigned. {@code root} is refused in every spelling, because it would
   * make every holder of the entity root (CVE-2025-5999).
   */
  public static Checked<List<String>> policies(Collection<String> sent) {
    TreeSet<String> names = new TreeSet<>();
    for (String text : sent) {
      if (text.isBlank()) {
        continue;
      }
      try {
        PolicyName name = new PolicyName(text);
        if (name.equals(PolicyName.ROOT)) {
          return Checked.problem("policies cannot contain root");
        }
        if (name.reserved()) {
          return Checked.problem("cannot assign policy \"" + name + "\"");
        }
        names.add(name.value());
      } catch (InvalidPolicyException e) {
        return Checked.problem("a policy name has 1 to 128 characters, none of them a control");
      }
    }
    return Checked.of(List.copyOf(names));
  }

  /** A name of an entity, a group or an alias. */
  public static Checked<String> name(String sent) {
    return sent.isBlank() || bytes(sent) > MAX_NAME_BYTES || hasControls(sent)
        ? Checked.problem("a name has 1 to 512 bytes, none of them a control character")
        : Checked.of(sent);
  }

  private static boolean hasControls(String text) {
    return text.codePoints()
        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
