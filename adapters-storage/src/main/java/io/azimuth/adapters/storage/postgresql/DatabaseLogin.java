package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.EngineContext;
import io.azimuth.spi.cloud.AccessTokenSource;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;

/** Who logs in to the database, with the password or the access token of the moment. */
final class DatabaseLogin {

  /** The connection cannot be made. */
  private static final String NO_CONNECTION = "08001";

  private final PostgresSettings settings;
  private final Logger logger;
  private final Optional<AccessTokenSource> tokens;
  private volatile SecretText last;

  /**
   * Reads the password, or obtains a token, for the first time.
   *
   * @throws ServiceException with {@code STORE_UNUSABLE} when there is none
   */
  DatabaseLogin(PostgresSettings settings, EngineContext context) {
    this.settings = settings;
    this.logger = context.plugin().logger();
    this.tokens =
        context
            .databaseTokens()
            .filter(unused -> settings.authMode() == DatabaseAuthMode.ACCESS_TOKEN);
    if (tokens.isEmpty() && settings.authMode() == DatabaseAuthMode.ACCESS_TOKEN) {
      throw new ServiceException(
          ErrorCode.STORE_UNUSABLE, "auth_mode needs access tokens, and there are none here");
    }
    this.last = tokens.map(DatabaseLogin::first).orElseGet(this::first);
  }

  private static SecretText first(AccessTokenSource tokens) {
    try {
      return tokens.token();
    } catch (ServiceException e) {
      throw new ServiceException(
          ErrorCode.STORE_UNUSABLE, "no access token for the database: " + e.detail(), e);
    }
  }

  private SecretText first() {
    try {
      return settings.currentPassword();
    } catch (IOException e) {
      throw new ServiceException(
          ErrorCode.STORE_UNUSABLE, "password_file cannot be read: " + e.getMessage(), e);
    }
  }

  String user() {
    return settings.user();
  }

  /**
   * What proves at this moment who logs in. While the file of the password cannot be read, it is
   * the one before.
   *
   * @throws SQLException when there is no token
   */
  SecretText password() throws SQLException {
    if (tokens.isPresent()) {
      try {
        return tokens.get().token();
      } catch (ServiceException e) {
        throw new SQLException("no access token for the database: " + e.detail(), NO_CONNECTION);
      }
    }
    try {
      last = settings.currentPassword();
    } catch (IOException e) {
      logger.warn("password_file cannot be read, the password of before is used: {}", e.toString());
    }
    return last;
  }

  /** Notes why no connection could be made with that password. */
  void failed(SecretText password, SQLException thrown) {
    if (SqlFault.isRefusedLogin(thrown)) {
      tokens.ifPresent(source -> source.refused(password));
    }
  }
}
