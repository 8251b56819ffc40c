package io.azimuth.approle;

import io.azimuth.domain.approle.AppRole;
import io.azimuth.domain.approle.IssuedSecretId;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.BoundedNames;
import io.azimuth.spi.storage.MountStorage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret ids of approle mounts. Each is kept under its hash below the key of its role, with an
 * entry under its accessor, and one in the list of what ends.
 */
final class SecretIdStore {

  private static final String SECRETS = "secret-id/";
  private static final String ACCESSORS = "accessor/";
  private static final String ENDINGS = "ending/";
  private static final String REMOVED = "removed/";
  private static final String HASH = "hash";
  private static final Pattern ACCESSOR = Pattern.compile("[0-9a-f-]{36}");

  private SecretIdStore() {}

  static Optional<StoredSecretId> find(MountStorage storage, StoredSecretId.Place place) {
    return storage
        .get(path(place))
        .map(stored -> new StoredSecretId(place, SecretIdCodec.decode(stored)));
  }

  /** The secret id of the role with that accessor. */
  static Optional<StoredSecretId> withAccessor(
      MountStorage storage, AppRole role, String accessor) {
    if (!ACCESSOR.matcher(accessor).matches()) {
      return Optional.empty();
    }
    return storage
        .get(ACCESSORS + role.key() + "/" + accessor)
        .flatMap(entry -> entry.get(HASH))
        .filter(Value.Text.class::isInstance)
        .map(hash -> new StoredSecretId.Place(role.key(), ((Value.Text) hash).text()))
        .flatMap(place -> find(storage, place));
  }

  /**
   * The first accessors of the role that come after the given one.
   *
   * @throws RefusedException when there are more than {@link BoundedNames} takes
   */
  static List<String> accessors(
      MountStorage storage, AppRole role, Optional<String> after, int limit) {
    return storage.folder(ACCESSORS + role.key() + "/", after, limit);
  }

  /** Stages a new secret id. */
  static void add(MountStorage storage, StoredSecretId added) {
    storage.put(path(added.place()), SecretIdCodec.encode(added.secretId()));
    storage.put(accessorPath(added), Value.Obj.builder().put(HASH, added.place().hash()).build());
    added.ending().ifPresent(ending -> storage.put(ENDINGS + ending, Value.Obj.EMPTY));
  }

  /** Stages the use of a secret id; the last one removes it. */
  static void use(MountStorage storage, StoredSecretId used, Instant now) {
    if (!used.secretId().isCounted()) {
      return;
    }
    Optional<IssuedSecretId> left = used.secretId().used(now);
    left.ifPresentOrElse(
        secretId -> storage.put(path(used.place()), SecretIdCodec.encode(secretId)),
        () -> remove(storage, used));
  }

  /** Stages the removal of a secret id. */
  static void remove(MountStorage storage, StoredSecretId removed) {
    storage.delete(path(removed.place()));
    storage.delete(accessorPath(removed));
    removed.ending().ifPresent(ending -> storage.delete(ENDINGS + ending));
  }

  /** Stages the removal of all secret ids of a role that is removed; the sweep carries it out. */
  static void removeAll(MountStorage storage, AppRole role) {
    storage.put(REMOVED + role.key(), Value.Obj.EMPTY);
  }

  /** At most that many entries of the list of what ends, those that end first first. */
  static List<String> endings(MountStorage storage, int limit) {
    return storage.folder(ENDINGS, Optional.empty(), limit);
  }

  static void removeEnding(MountStorage storage, String ending) {
    storage.delete(ENDINGS + ending);
  }

  /** The key of a role that was removed, and whose secret ids may still be there. */
  static Optional<String> removedRole(MountStorage storage) {
    return storage.folder(REMOVED, Optional.empty(), 1).stream().findFirst();
  }

  /** At most that many secret ids of the role with the key. */
  static List<StoredSecretId> ofRole(MountStorage storage, String roleKey, int limit) {
    return storage.folder(SECRETS + roleKey + "/", Optional.empty(), limit).stream()
        .flatMap(hash -> find(storage, new StoredSecretId.Place(roleKey, hash)).stream())
        .toList();
  }

  /** Stages the end of the removal of a role. */
  static void forget(MountStorage storage, String roleKey) {
    storage.delete(REMOVED + roleKey);
  }

  private static String path(StoredSecretId.Place place) {
    return SECRETS + place.roleKey() + "/" + place.hash();
  }

  private static String accessorPath(StoredSecretId secretId) {
    return ACCESSORS + secretId.place().roleKey() + "/" + secretId.secretId().accessor();
  }
}
