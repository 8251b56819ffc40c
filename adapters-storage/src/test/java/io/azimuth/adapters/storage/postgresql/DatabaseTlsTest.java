package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.engine.Key;
import io.azimuth.spi.engine.KeyValueEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS to a real PostgreSQL, whose certificate is for localhost and of its own authority. */
@Tag("database")
class DatabaseTlsTest {

  private static final String FULL = "sslmode=verify-full&sslrootcert=authority.crt";

  private final TestDatabase database = new TestDatabase();

  private static String url(String user, String host, String parameters) {
    return "postgres://%s@%s:%d/postgres?%s"
        .formatted(user, host, TestDatabase.portWithTls(), parameters);
  }

  /** The settings of a configuration file that is beside the certificates. */
  private PluginSettings settings(Path directory, String url) {
    Map<String, String> values = database.settings(Map.of("connection_url", url)).values();
    return new PluginSettings(values, directory);
  }

  private KeyValueEngine open(String user, String host, String parameters) {
    return new PostgresEngineFactory()
        .open(
            settings(TestDatabase.CERTIFICATES, url(user, host, parameters)),
            new FakeTokens().context());
  }

  private void works(String user, String host, String parameters) {
    try (KeyValueEngine engine = open(user, host, parameters)) {
      assertThat(engine.get(List.of(Key.of("k")))).hasSize(1);
    }
  }

  private boolean isEncrypted(String host, String parameters) throws SQLException {
    PostgresSettings made =
        PostgresSettings.of(settings(TestDatabase.CERTIFICATES, url("postgres", host, parameters)));
    try (Connection connection = made.source(new FakeTokens().login(made)).getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      return answer.next() && answer.getBoolean(1);
    }
  }

  @Test
  void theHostOfTheCertificateIsAccepted() {
    works("postgres", "localhost", FULL);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, sslmode=verify-full&sslrootcert=authority.crt, true",
    "127.0.0.1, sslmode=verify-ca&sslrootcert=authority.crt, true",
    "127.0.0.1, sslmode=require&sslrootcert=authority.crt, true",
    "127.0.0.1, sslmode=require, true",
    "127.0.0.1, '', true",
    "127.0.0.1, sslmode=disable, false",
  })
  void theModeSaysWhetherItIsEncrypted(String host, String parameters, boolean encrypted)
      throws SQLException {
    assertThat(isEncrypted(host, parameters)).isEqualTo(encrypted);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, sslmode=verify-full&sslrootcert=authority.crt, The hostname 127.0.0.1 could not be",
    "localhost, sslmode=verify-full&sslrootcert=stranger.crt, unable to find valid certification",
    "localhost, sslmode=verify-ca&sslrootcert=stranger.crt, unable to find valid certification",
    "localhost, sslmode=require&sslrootcert=stranger.crt, unable to find valid certification",
    "localhost, sslmode=verify-full, unable to find valid certification",
    "localhost, sslmode=verify-full&sslrootcert=system, unable to find valid certification",
  })
  void anotherHostOrAuthorityIsRefusedAndNamed(String host, String parameters, String why) {
    assertThatThrownBy(() -> open("postgres", host, parameters))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("the database postgres@" + host)
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(strings = {"certified.key", "certified.older.key"})
  void logsInWithACertificateAndItsKeyInPem(String key) {
    works("certified", "localhost", FULL + "&sslcert=certified.crt&sslkey=" + key);
  }

  @Test
  void aCertificateOfAnotherUserIsRefused() {
    assertThatThrownBy(
            () ->
                open("certified", "localhost", FULL + "&sslcert=other.crt&sslkey=other.older.key"))
        .hasMessageContaining("certificate authentication failed for user \"certified\"");
  }

  @Test
  void replacedFilesHoldForNewConnections(@TempDir Path directory) throws Exception {
    copy(directory, "authority.crt", "authority.crt");
    copy(directory, "other.crt", "own.crt");
    copy(directory, "other.key", "own.key");
    PostgresSettings made =
        PostgresSettings.of(
            settings(
                directory,
                url("certified", "localhost", FULL + "&sslcert=own.crt&sslkey=own.key")));
    LoginSource source = (LoginSource) made.source(new FakeTokens().login(made));
    assertThatThrownBy(source::getConnection).isInstanceOf(SQLException.class);

    copy(directory, "certified.crt", "own.crt");
    copy(directory, "certified.key", "own.key");
    source.getConnection().close();
  }

  private static void copy(Path directory, String from, String to) throws IOException {
    Files.copy(
        TestDatabase.CERTIFICATES.resolve(from),
        directory.resolve(to),
        StandardCopyOption.REPLACE_EXISTING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sslrootcert=none.crt | sslrootcert: .*none.crt cannot be read as PEM",
        "sslrootcert=hba.conf | sslrootcert: there is no certificate in .*hba.conf",
        "sslcert=other.crt | sslcert and sslkey belong together",
        "sslcert=other.crt&sslkey=certified.key | sslkey: is not the key of the certificate in sslcert",
        "sslcert=other.crt&sslkey=other.crt | sslkey: there is no private key in PEM in .*other.crt",
        "sslcert=other.crt&sslkey=locked.key | sslkey: the key in .* is encrypted; it must be given .*",
      })
  void filesThatCannotBeUsedAreSaidBeforeAnythingIsOpened(String parameters, String problem)
      throws IOException {
    Files.writeString(
        TestDatabase.CERTIFICATES.resolve("locked.key"),
        """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MBwwFgYJKoZIhvcNAQUNMAkwAAYFKw4DAgcEAgAA
        -----END ENCRYPTED PRIVATE KEY-----
        """);
    PluginSettings settings =
        settings(TestDatabase.CERTIFICATES, url("postgres", "localhost", parameters));
    assertThatThrownBy(() -> new PostgresEngineFactory().validate(settings))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageMatching("connection_url: " + problem);
  }
}
