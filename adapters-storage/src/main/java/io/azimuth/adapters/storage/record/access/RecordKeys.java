package io.azimuth.adapters.storage.record.access;

import io.azimuth.domain.mount.MountPath;
import io.azimuth.domain.token.TokenHash;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.engine.Key;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where each record is. A name comes last in a key or is followed by a slash that it cannot hold,
 * so no two records share a key. Nothing secret stands in one.
 */
public final class RecordKeys {

  public static final Key EPOCH = Key.of("core/epoch");
  public static final Key TOKENS = Key.of("token/");
  public static final Key MOUNTS = Key.of("mount/");
  public static final Key POLICIES = Key.of("policy/");
  public static final Key AUDIT_DEVICES = Key.of("audit/");
  public static final Key SWEEPS = Key.of("sweep/");
  public static final Key USES = Key.of("uses/");
  public static final Key REVOKED = Key.of("revoked/");
  public static final Key ENTITIES = Key.of("entity/");
  public static final Key GROUPS = Key.of("group/");

  private static final int MAX_POLICY_NAME = 128; // characters
  private static final int MAX_NAME_BYTES = 512;
  private static final Pattern MOUNT_UUID = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private RecordKeys() {}

  public static Key token(TokenHash hash) {
    return Key.of(TOKENS.text() + hash.hex());
  }

  public static Key uses(TokenHash hash) {
    return Key.of(USES.text() + hash.hex());
  }

  public static Key wrapped(TokenHash hash) {
    return Key.of("wrapped/" + hash.hex());
  }

  public static Key revoked(String prefix) {
    return Key.of(REVOKED.text() + checked("a prefix", prefix, MAX_NAME_BYTES));
  }

  public static Key alias(String keyedHash) {
    return Key.of("alias/" + keyedHash);
  }

  public static Key mount(MountPath path) {
    return Key.of(MOUNTS.text() + checked("the path of a mount", path.text(), Key.MAX_BYTES));
  }

  public static Key entity(String id) {
    return Key.of(ENTITIES.text() + checked("the id of an entity", id, MAX_NAME_BYTES));
  }

  /** Where it stands which entity the one of that id was merged into. */
  public static Key merged(String id) {
    return Key.of("merged/" + checked("the id of an entity", id, MAX_NAME_BYTES));
  }

  public static Key entityName(String keyedHash) {
    return Key.of("entity-name/" + keyedHash);
  }

  public static Key aliasId(String id) {
    return Key.of("alias-id/" + checked("the id of an alias", id, MAX_NAME_BYTES));
  }

  /** The key of an id that may be none. */
  public static Optional<Key> possibleAliasId(String id) {
    return isStorable(id, MAX_NAME_BYTES) ? Optional.of(aliasId(id)) : Optional.empty();
  }

  public static Key group(String id) {
    return Key.of(GROUPS.text() + checked("the id of a group", id, MAX_NAME_BYTES));
  }

  /** What the keys of all members begin with. */
  public static Key members(String membership) {
    return Key.of("member/" + membership + "/");
  }

  public static Key member(String membership, String entityId) {
    return Key.of(members(membership).text() + entityId);
  }

  /** The key of an id that may be none. */
  public static Optional<Key> possibleEntity(String id) {
    return isStorable(id, MAX_NAME_BYTES) ? Optional.of(entity(id)) : Optional.empty();
  }

  public static Key policy(String name) {
    return possiblePolicy(name)
        .orElseThrow(
            () -> RefusedException.invalid("a policy name has 1 to 128 well-formed characters"));
  }

  /** The key of a name that may be none. */
  public static Optional<Key> possiblePolicy(String name) {
    return name.length() <= MAX_POLICY_NAME && isStorable(name, Key.MAX_BYTES)
        ? Optional.of(Key.of(POLICIES.text() + name))
        : Optional.empty();
  }

  public static Key auditDevice(String path) {
    return Key.of(
        AUDIT_DEVICES.text() + checked("the path of an audit device", path, MAX_NAME_BYTES));
  }

  public static Key sweep(String mountUuid) {
    return Key.of(SWEEPS.text() + uuid(mountUuid));
  }

  public static Key data(String mountUuid, String path) {
    return Key.of(dataPrefix(mountUuid).text() + checked("a path", path, MAX_NAME_BYTES));
  }

  /** What the keys of all data of a mount begin with. */
  public static Key dataPrefix(String mountUuid) {
    return Key.of("data/" + uuid(mountUuid) + "/");
  }

  /** What the keys of all data below a prefix begin with. */
  public static Key dataPrefix(String mountUuid, String prefix) {
    return prefix.isEmpty() ? dataPrefix(mountUuid) : data(mountUuid, prefix);
  }

  /** The text behind the prefix, which ends between two characters. */
  public static String suffix(Key prefix, Key key) {
    byte[] bytes = key.bytes();
    int start = prefix.length();
    return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
  }

  private static String uuid(String mountUuid) {
    if (!MOUNT_UUID.matcher(mountUuid).matches()) {
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
        && text.getBytes(StandardCharsets.UTF_8).length <= maxBytes;
  }

  /** Whether it has a UTF-8 form of its own: all that has none would become the same. */
  public static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }
}
