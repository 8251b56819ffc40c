package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import org.slf4j.Logger;

/** Who logs in to the database, with the password of the moment. */
final class DatabaseLogin {

  private final PostgresSettings settings;
  private final Logger logger;
  private volatile SecretText last;

  /**
   * Reads the password for the first time.
   *
   * @throws ServiceException with {@code STORE_UNUSABLE} when its file cannot be read
   */
  DatabaseLogin(PostgresSettings settings, Logger logger) {
    this.settings = settings;
    this.logger = logger;
    try {
      this.last = settings.currentPassword();
    } catch (IOException e) {
      throw new ServiceException(
          ErrorCode.STORE_UNUSABLE, "password_file cannot be read: " + e.getMessage(), e);
    }
  }

  /** The name of the user. */
  String user() {
    return settings.user();
  }

  /** The password of this moment; the one before while its file cannot be read. */
  String password() {
    try {
      last = settings.currentPassword();
    } catch (IOException e) {
      logger.warn("password_file cannot be read, the password of before is used: {}", e.toString());
    }
    return last.expose();
  }
}
