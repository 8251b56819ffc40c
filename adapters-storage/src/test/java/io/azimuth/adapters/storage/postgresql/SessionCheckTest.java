package io.azimuth.adapters.storage.postgresql;

import static io.azimuth.adapters.storage.Faults.assertFault;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.azimuth.domain.error.ErrorCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@Tag("database")
class SessionCheckTest {

  private final PGSimpleDataSource database = new TestDatabase().source();

  @Test
  void aSessionOfTheDatabaseItselfKeepsItsConnection() {
    assertThatCode(() -> SessionCheck.requireOwnConnection(database)).doesNotThrowAnyException();
  }

  @Test
  void aPoolerInTransactionModeIsRefused() {
    assertFault(
        ErrorCode.STORE_UNUSABLE,
        "transaction mode",
        () -> SessionCheck.requireOwnConnection(new TransactionPool(database).source()));
  }

  /** Gives each statement outside of a transaction the connection that was free last. */
  private static final class TransactionPool {

    private final DataSource database;
    private final Deque<Connection> free = new ArrayDeque<>();

    TransactionPool(DataSource database) {
      this.database = database;
    }

    DataSource source() {
      return (DataSource)
          Proxy.newProxyInstance(
              TransactionPool.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) -> session());
    }

    private Connection session() {
      Connection[] own = new Connection[1]; // while a transaction is open
      return (Connection)
          Proxy.newProxyInstance(
              TransactionPool.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                switch (method.getName()) {
                  case "setAutoCommit" -> own[0] = take();
                  case "close", "rollback" -> {
                    if (own[0] != null) {
                      free.push(own[0]);
                      own[0] = null;
                    }
                  }
                  default -> {
                    Connection used = own[0] == null ? take() : own[0];
                    if (own[0] == null) {
                      free.push(used);
                    }
                    return called(used, method, arguments);
                  }
                }
                return null;
              });
    }

    private Connection take() throws SQLException {
      Connection there = free.poll();
      return there == null ? database.getConnection() : there;
    }

    private static Object called(Connection used, Method method, Object[] arguments)
        throws Throwable {
      try {
        return method.invoke(used, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
