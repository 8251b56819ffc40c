package io.azimuth.adapters.storage.postgresql;

import io.azimuth.adapters.storage.queue.PendingBatch;
import io.azimuth.spi.engine.Batch;
import io.azimuth.spi.engine.CommitOutcome;
import io.azimuth.spi.engine.Key;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One call of the procedure that applies a group. It can be made again with the same number. */
final class GroupCommit {

  private static final String CALL =
      "CALL azimuth_commit_group(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)";

  // https://www.postgresql.org/docs/current/errcodes-appendix.html
  private static final String WARNING = "01";
  private static final String IN_DOUBT = "08007";

  private final List<Integer> checkBatches = new ArrayList<>();
  private final List<byte[]> checkKeys = new ArrayList<>();
  private final List<Long> checkRevisions = new ArrayList<>();
  private final List<Integer> putBatches = new ArrayList<>();
  private final List<byte[]> putKeys = new ArrayList<>();
  private final List<byte[]> putValues = new ArrayList<>();
  private final List<Integer> deleteBatches = new ArrayList<>();
  private final List<byte[]> deleteKeys = new ArrayList<>();
  private final BatchGroup group;

  GroupCommit(BatchGroup group) {
    this.group = group;
    for (int i = 0; i < group.batches().size(); i++) {
      add(i, group.batches().get(i).batch());
    }
  }

  private void add(int number, Batch batch) {
    for (Map.Entry<Key, Long> check : batch.preconditions().entrySet()) {
      checkBatches.add(number);
      checkKeys.add(check.getKey().bytes());
      checkRevisions.add(check.getValue());
    }
    for (Map.Entry<Key, Optional<byte[]>> write : batch.writes().entrySet()) {
      byte[] key = write.getKey().bytes();
      if (write.getValue().isPresent()) {
        putBatches.add(number);
        putKeys.add(key);
        putValues.add(write.getValue().get());
      } else {
        deleteBatches.add(number);
        deleteKeys.add(key);
      }
    }
  }

  /**
   * Applies the group, unless that was done before, and sets the outcome of each batch.
   *
   * @param number above that of each earlier group of the node
   * @throws SQLException when it is not known whether the group was applied
   */
  void run(Connection connection, UUID node, long number) throws SQLException {
    try (PreparedStatement call = connection.prepareStatement(CALL)) {
      call.setObject(1, node);
      call.setLong(2, number);
      call.setArray(3, array(connection, "int4", checkBatches));
      call.setArray(4, array(connection, "bytea", checkKeys));
      call.setArray(5, array(connection, "int8", checkRevisions));
      call.setArray(6, array(connection, "int4", putBatches));
      call.setArray(7, array(connection, "bytea", putKeys));
      call.setArray(8, array(connection, "bytea", putValues));
      call.setArray(9, array(connection, "int4", deleteBatches));
      call.setArray(10, array(connection, "bytea", deleteKeys));
      try (ResultSet answer = call.executeQuery()) {
        answer.next();
        requireConfirmed(call.getWarnings());
        decide(answer.getArray(1));
      }
    }
  }

  // A cancelled wait for a synchronous standby ends with success and a warning: the group is
  // committed on the primary alone. https://www.postgresql.org/docs/current/runtime-config-wal.html
  private static void requireConfirmed(@Nullable SQLWarning first) throws SQLException {
    for (SQLWarning it = first; it != null; it = it.getNextWarning()) {
      if (String.valueOf(it.getSQLState()).startsWith(WARNING)) {
        throw new SQLException("the commit is not confirmed: " + it.getMessage(), IN_DOUBT, it);
      }
    }
  }

  private static Array array(Connection connection, String type, List<?> values)
      throws SQLException {
    return connection.createArrayOf(
        type, type.equals("bytea") ? values.toArray(byte[][]::new) : values.toArray());
  }

  private void decide(@Nullable Array conflicts) throws SQLException {
    if (conflicts == null) {
      return; // a later group was applied, so this one never will be, or was long ago
    }
    Set<Integer> refused = new HashSet<>(Arrays.asList((Integer[]) conflicts.getArray()));
    for (int i = 0; i < group.batches().size(); i++) {
      PendingBatch pending = group.batches().get(i);
      pending.decide(refused.contains(i) ? CommitOutcome.CONFLICT : CommitOutcome.COMMITTED);
    }
  }
}
