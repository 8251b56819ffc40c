package com.example.badge;

import io.azimuth.spi.api.Value;
import io.azimuth.spi.storage.MountStorage;
import java.util.List;
import java.util.Optional;

/**
 * A user of one mount.
 *
 * @param badgeHash the hash of the badge
 * @param policies the policies of the user's tokens
 */
record BadgeUser(String badgeHash, List<String> policies) {

  private static final String FOLDER = "user/";
  private static final String BADGE_HASH = "badge_hash";
  private static final String POLICIES = "policies";

  static Optional<BadgeUser> find(MountStorage storage, String name) {
    return storage.get(FOLDER + name).map(BadgeUser::decode);
  }

  static List<String> names(MountStorage storage) {
    return storage.list(FOLDER);
  }

  static void delete(MountStorage storage, String name) {
    storage.delete(FOLDER + name);
  }

  void save(MountStorage storage, String name) {
    storage.put(
        FOLDER + name,
        Value.Obj.builder().put(BADGE_HASH, badgeHash).put(POLICIES, policies).build());
  }

  private static BadgeUser decode(Value.Obj record) {
    return new BadgeUser(
        record.get(BADGE_HASH).map(BadgeUser::text).orElse(""),
        record.get(POLICIES).map(BadgeUser::texts).orElse(List.of()));
  }

  private static String text(Value value) {
    return value instanceof Value.Text text ? text.text() : "";
  }

  private static List<String> texts(Value value) {
    return value instanceof Value.Items items
        ? items.values().stream().map(BadgeUser::text).toList()
        : List.of();
  }
}
