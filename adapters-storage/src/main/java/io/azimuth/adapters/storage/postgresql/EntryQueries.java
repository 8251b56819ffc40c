package io.azimuth.adapters.storage.postgresql;

import io.azimuth.spi.engine.Entry;
import io.azimuth.spi.engine.Key;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The statements that read entries: one round trip and one moment each. */
final class EntryQueries {

  private static final String GET =
      "SELECT key, value, revision FROM azimuth_entry WHERE key = ANY (?)";
  private static final String RANGE = " FROM azimuth_entry WHERE key >= ? AND key > ?";
  private static final String ORDER = " ORDER BY key LIMIT ?";
  private static final byte[] NOTHING = {};

  private EntryQueries() {}

  /** The entries of the keys, in their order. */
  static List<Optional<Entry>> get(Connection connection, List<Key> keys) throws SQLException {
    if (keys.isEmpty()) {
      return List.of();
    }
    Map<Key, Entry> found = new HashMap<>();
    Array wanted =
        connection.createArrayOf(
            "bytea", keys.stream().distinct().map(Key::bytes).toArray(byte[][]::new));
    try (PreparedStatement select = connection.prepareStatement(GET)) {
      select.setArray(1, wanted);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Entry entry = entry(rows);
          found.put(entry.key(), entry);
        }
      }
    }
    return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
  }

  /** The entries of a range of keys. */
  static List<Entry> scan(Connection connection, Key prefix, Optional<Key> after, int limit)
      throws SQLException {
    return range(
        connection, "SELECT key, value, revision", prefix, after, limit, EntryQueries::entry);
  }

  /** The keys of a range of keys. */
  static List<Key> keys(Connection connection, Key prefix, Optional<Key> after, int limit)
      throws SQLException {
    return range(
        connection, "SELECT key", prefix, after, limit, rows -> Key.of(rows.getBytes("key")));
  }

  private static <T> List<T> range(
      Connection connection,
      String columns,
      Key prefix,
      Optional<Key> after,
      int limit,
      Reading<T> reading)
      throws SQLException {
    Optional<byte[]> end = end(prefix.bytes());
    String sql = columns + RANGE + (end.isPresent() ? " AND key < ?" : "") + ORDER;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int at = 1;
      select.setBytes(at++, prefix.bytes());
      select.setBytes(at++, after.map(Key::bytes).orElse(NOTHING));
      if (end.isPresent()) {
        select.setBytes(at++, end.get());
      }
      select.setInt(at, limit);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(reading.of(rows));
        }
      }
      return found;
    }
  }

  /** The first key behind all that begin with the prefix; empty when there is none. */
  private static Optional<byte[]> end(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (prefix[i] != (byte) 0xff) {
        byte[] end = Arrays.copyOf(prefix, i + 1);
        end[i]++;
        return Optional.of(end);
      }
    }
    return Optional.empty();
  }

  static Entry entry(ResultSet rows) throws SQLException {
    return new Entry(
        Key.of(rows.getBytes("key")), rows.getBytes("value"), rows.getLong("revision"));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }
}
