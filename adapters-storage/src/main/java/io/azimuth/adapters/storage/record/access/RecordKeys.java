package io.azimuth.adapters.storage.record.access;

import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.text.LettersAndDigits;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.engine.Key;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The key of each record. A name is the last part of a key, or is followed by a slash that it
 * cannot contain, so no two records share a key. No key contains a secret.
 */
public final class RecordKeys {

  private static final String TOKEN = "token/";
  private static final String ENTITY = "entity/";

  /** The key of the record whose revision is the epoch. */
  public static final Key EPOCH = Key.of("core/epoch");

  /** What the keys of all tokens begin with. */
  public static final Key TOKENS = Key.of(TOKEN);

  /** What the keys of all mounts begin with. */
  public static final Key MOUNTS = Key.of("mount/");

  /** What the keys of all policies begin with. */
  public static final Key POLICIES = Key.of("policy/");

  /** What the keys of all audit devices begin with. */
  public static final Key AUDIT_DEVICES = Key.of("audit/");

  /** What the keys of all unfinished sweeps begin with. */
  public static final Key SWEEPS = Key.of("sweep/");

  /** What the keys of all counts of uses begin with. */
  public static final Key USES = Key.of("uses/");

  /** What the keys of all revoked prefixes begin with. */
  public static final Key REVOKED = Key.of("revoked/");

  /** What the keys of all leases begin with. */
  public static final Key LEASES = Key.of("lease/");

  /** What the keys of all disabled mounts with leases begin with. */
  public static final Key ENDED_MOUNTS = Key.of("ended-mount/");

  /** What the keys of all entities begin with. */
  public static final Key ENTITIES = Key.of(ENTITY);

  /** What the keys of all groups begin with. */
  public static final Key GROUPS = Key.of("group/");

  private static final int MAX_POLICY_NAME = 128; // characters
  private static final int MAX_NAME_BYTES = 512;

  /** In UTF-8. */
  private static final int MOST_BYTES_OF_A_CHAR = 3;

  private static final int MAX_UUID = 64; // characters

  private RecordKeys() {}

  public static Key token(TokenHash hash) {
    return Key.of(TOKEN + hash.hex());
  }

  /** The key of the count of uses left of a token. */
  public static Key uses(TokenHash hash) {
    return Key.of(USES.text() + hash.hex());
  }

  /** The key of the wrapped answer of a wrapping token. */
  public static Key wrapped(TokenHash hash) {
    return Key.of("wrapped/" + hash.hex());
  }

  /**
   * The key of a revoked prefix.
   *
   * @throws RefusedException when the prefix is empty, too long or malformed
   */
  public static Key revoked(String prefix) {
    return Key.of(REVOKED.text() + checked("a prefix", prefix, MAX_NAME_BYTES));
  }

  /**
   * The key of a lease, or what the keys of all leases below a prefix begin with.
   *
   * @throws RefusedException when the id is empty, too long or malformed
   */
  public static Key lease(String id) {
    return Key.of(LEASES.text() + checked("the id of a lease", id, MAX_NAME_BYTES));
  }

  /** The key of a lease; empty when the text cannot be an id. */
  public static Optional<Key> possibleLease(String id) {
    return isStorable(id, MAX_NAME_BYTES) ? Optional.of(lease(id)) : Optional.empty();
  }

  /** The key of a disabled mount with leases. */
  public static Key endedMount(String mountUuid) {
    return Key.of(ENDED_MOUNTS.text() + uuid(mountUuid));
  }

  /** The key of an alias, found by the keyed hash of its mount and name. */
  public static Key alias(String keyedHash) {
    return Key.of("alias/" + keyedHash);
  }

  /**
   * The key of a mount.
   *
   * @throws RefusedException when the path is empty, too long or malformed
   */
  public static Key mount(MountPath path) {
    return Key.of(MOUNTS.text() + checked("the path of a mount", path.text(), Key.MAX_BYTES));
  }

  /**
   * The key of an entity.
   *
   * @throws RefusedException when the id is empty, too long or malformed
   */
  public static Key entity(String id) {
    return Key.of(ENTITY + checked("the id of an entity", id, MAX_NAME_BYTES));
  }

  /** The key of the record of the entity into which this one was merged. */
  public static Key merged(String id) {
    return Key.of("merged/" + checked("the id of an entity", id, MAX_NAME_BYTES));
  }

  /** The key of the link from an entity's name, found by its keyed hash. */
  public static Key entityName(String keyedHash) {
    return Key.of("entity-name/" + keyedHash);
  }

  /**
   * The key of the link from an alias's id.
   *
   * @throws RefusedException when the id is empty, too long or malformed
   */
  public static Key aliasId(String id) {
    return Key.of("alias-id/" + checked("the id of an alias", id, MAX_NAME_BYTES));
  }

  /** The key of the link from an alias's id; empty when the text cannot be an id. */
  public static Optional<Key> possibleAliasId(String id) {
    return isStorable(id, MAX_NAME_BYTES) ? Optional.of(aliasId(id)) : Optional.empty();
  }

  /**
   * The key of a group.
   *
   * @throws RefusedException when the id is empty, too long or malformed
   */
  public static Key group(String id) {
    return Key.of(GROUPS.text() + checked("the id of a group", id, MAX_NAME_BYTES));
  }

  /** What the keys of all members of an external group begin with. */
  public static Key members(String membership) {
    return Key.of("member/" + membership + "/");
  }

  /** The key of one member of an external group. */
  public static Key member(String membership, String entityId) {
    return Key.of(members(membership).text() + entityId);
  }

  /** The key of an entity; empty when the text cannot be an id. */
  public static Optional<Key> possibleEntity(String id) {
    return isStorable(id, MAX_NAME_BYTES) ? Optional.of(entity(id)) : Optional.empty();
  }

  /**
   * The key of a policy.
   *
   * @throws RefusedException when the text cannot be the name of a policy
   */
  public static Key policy(String name) {
    return possiblePolicy(name)
        .orElseThrow(
            () -> RefusedException.invalid("a policy name has 1 to 128 well-formed characters"));
  }

  /** The key of a policy; empty when the text cannot be a name. */
  public static Optional<Key> possiblePolicy(String name) {
    return name.length() <= MAX_POLICY_NAME && isStorable(name, Key.MAX_BYTES)
        ? Optional.of(Key.of(POLICIES.text() + name))
        : Optional.empty();
  }

  /**
   * The key of an audit device.
   *
   * @throws RefusedException when the path is empty, too long or malformed
   */
  public static Key auditDevice(String path) {
    return Key.of(
        AUDIT_DEVICES.text() + checked("the path of an audit device", path, MAX_NAME_BYTES));
  }

  /** The key of the unfinished sweep of a mount. */
  public static Key sweep(String mountUuid) {
    return Key.of(SWEEPS.text() + uuid(mountUuid));
  }

  /**
   * The key of a value that a mount stores.
   *
   * @throws RefusedException when the path is empty, too long or malformed
   */
  public static Key data(String mountUuid, String path) {
    return Key.of(dataFolder(mountUuid) + checked("a path", path, MAX_NAME_BYTES));
  }

  /** What the keys of all data of a mount begin with. */
  public static Key dataPrefix(String mountUuid) {
    return Key.of(dataFolder(mountUuid));
  }

  private static String dataFolder(String mountUuid) {
    return "data/" + uuid(mountUuid) + "/";
  }

  /** What the keys of all data of a mount below a prefix begin with. */
  public static Key dataPrefix(String mountUuid, String prefix) {
    return prefix.isEmpty() ? dataPrefix(mountUuid) : data(mountUuid, prefix);
  }

  /** The text after the prefix. The prefix must end between two characters. */
  public static String suffix(Key prefix, Key key) {
    byte[] bytes = key.bytes();
    int start = prefix.length();
    return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }

  private static String uuid(String mountUuid) {
    if (mountUuid.isEmpty()
        || mountUuid.length() > MAX_UUID
        || !LettersAndDigits.fill(mountUuid, "-")) {
      throw new IllegalArgumentException("the uuid of a mount has letters, digits and hyphens");
    }
    return mountUuid;
  }

  private static String checked(String what, String text, int maxBytes) {
    if (!isStorable(text, maxBytes)) {
      throw RefusedException.invalid(what + " has 1 to " + maxBytes + " bytes of well-formed text");
    }
    return text;
  }

  private static boolean isStorable(String text, int maxBytes) {
    return !text.isEmpty()
        && isWellFormed(text)
        && (text.length() <= maxBytes / MOST_BYTES_OF_A_CHAR
            || text.getBytes(StandardCharsets.UTF_8).length <= maxBytes);
  }

  /**
   * Whether the text can be written as UTF-8. Half surrogate pairs cannot: the encoder would
   * replace them all by the same byte.
   */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
        return false;
      }
    }
    return true;
  }
}
