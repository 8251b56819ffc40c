package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.secret.SecretText;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes each connection with the password, or the token, of that moment. */
final class LoginSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  private final transient DatabaseLogin login;

  LoginSource(DatabaseLogin login) {
    this.login = login;
  }

  @Override
  public Connection getConnection() throws SQLException {
    SecretText password = login.password();
    try {
      return getConnection(login.user(), password.expose());
    } catch (SQLException e) {
      login.failed(password, e);
      throw e;
    }
  }
}
