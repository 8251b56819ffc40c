package io.azimuth.adapters.storage.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.EngineContext;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginContext;
import io.azimuth.spi.PluginSettings;
import io.azimuth.spi.metrics.NoMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.helpers.NOPLogger;

class PostgresSettingsTest {

  private static final PluginContext CONTEXT =
      new PluginContext(Clock.systemUTC(), NOPLogger.NOP_LOGGER);

  @TempDir Path directory;

  private PostgresSettings settings(String url, String... further) {
    Map<String, String> values = new HashMap<>(Map.of("connection_url", url));
    for (int i = 0; i < further.length; i += 2) {
      values.put(further[i], further[i + 1]);
    }
    return PostgresSettings.of(new PluginSettings(values, directory));
  }

  private static DatabaseLogin login(PostgresSettings settings) {
    return new DatabaseLogin(
        settings, new EngineContext(CONTEXT, Optional.empty(), new NoMetrics()));
  }

  @Test
  void readsAUrlAsThePostgresToolsWriteIt() throws Exception {
    Files.copy(TestDatabase.CERTIFICATES.resolve("authority.crt"), directory.resolve("ca.pem"));
    PostgresSettings made =
        settings(
            "postgresql://ap%40p:p%3Aw@db-1.example.com,db-2.example.com:6432/azimuth"
                + "?sslrootcert=ca.pem&connect_timeout=5");
    PGSimpleDataSource source = made.source(login(made));

    assertThat(source.getServerNames()).containsExactly("db-1.example.com", "db-2.example.com");
    assertThat(source.getPortNumbers()).containsExactly(5432, 6432);
    assertThat(source.getDatabaseName()).isEqualTo("azimuth");
    assertThat(source.getTargetServerType()).isEqualTo("primary");
    assertThat(source.getSslMode()).isEqualTo("verify-full");
    assertThat(source.getSslRootCert()).isEqualTo(directory.resolve("ca.pem").toString());
    assertThat(source.getConnectTimeout()).isEqualTo(5);
    assertThat(made.user()).isEqualTo("ap@p");
    assertThat(made.currentPassword().expose()).isEqualTo("p:w");
    assertThat(made.toString()).doesNotContain("p:w");
  }

  @ParameterizedTest
  @CsvSource({
    "postgres://u@127.0.0.1/a, prefer, false",
    "postgres://u@[::1]:5433/a, prefer, false",
    "postgres://u@db/a, verify-full, false",
    "postgres://u@db/a?sslmode=require, require, true",
    "'postgres://u@localhost,db/a', verify-full, false",
    "postgres://u@localhost/a?sslmode=disable, disable, false",
  })
  void aHostElsewhereIsVerifiedUnlessTheOperatorSaysOtherwise(
      String url, String mode, boolean exposed) {
    assertThat(settings(url).sslMode()).isEqualTo(mode);
    assertThat(settings(url).isExposed()).isEqualTo(exposed);
  }

  @Test
  void authoritiesThatEverybodyCanUseNeedTheNameOfTheHost() {
    for (String mode : new String[] {"disable", "prefer", "require", "verify-ca"}) {
      String url = "postgres://u@db/a?sslrootcert=system&sslmode=" + mode;
      assertThatThrownBy(() -> settings(url))
          .isInstanceOf(InvalidSettingsException.class)
          .hasMessageContaining("sslrootcert=system needs sslmode=verify-full");
    }
    assertThat(settings("postgres://u@db/a?sslrootcert=system").sslMode()).isEqualTo("verify-full");
  }

  @Test
  void thePasswordIsThatOfTheFileAtTheMoment() throws Exception {
    Path file = directory.resolve("password");
    PostgresSettings made = settings("postgres://u@db/a", "password_file", "password");
    assertThatThrownBy(() -> login(made)).isInstanceOf(ServiceException.class);
    Files.writeString(file, "one\n");
    DatabaseLogin login = login(made);
    assertThat(login.password().expose()).isEqualTo("one");
    Files.writeString(file, "two\n");
    assertThat(login.password().expose()).isEqualTo("two");
    Files.delete(file);
    assertThat(login.password().expose()).isEqualTo("two");
  }

  @Test
  void theTokenIsThatOfTheSourceAtTheMoment() throws Exception {
    FakeTokens tokens = new FakeTokens();
    PostgresSettings made = settings("postgres://u@db/a", "auth_mode", "azure");
    assertThatThrownBy(() -> login(made))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("auth_mode needs access tokens");
    tokens.failing = true;
    assertThatThrownBy(() -> tokens.login(made))
        .isInstanceOf(ServiceException.class)
        .hasMessage("STORE_UNUSABLE: no access token for the database: signing in failed: down");

    tokens.failing = false;
    DatabaseLogin login = tokens.login(made);
    assertThat(login.password().expose()).isEqualTo("token-1");
    login.failed(SecretText.of("token-1"), new SQLException("no", "08006"));
    assertThat(login.password().expose()).isEqualTo("token-1");
    login.failed(SecretText.of("token-1"), new SQLException("no", "28P01"));
    assertThat(login.password().expose()).isEqualTo("token-2");

    tokens.failing = true;
    assertThatThrownBy(login::password)
        .isInstanceOfSatisfying(
            SQLException.class, thrown -> assertThat(SqlFault.of(thrown)).isEqualTo(SqlFault.AWAY))
        .hasMessage("no access token for the database: signing in failed: down");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgres://u@db/a       | azure     | ",
        "postgres://u@db/a       | azure_msi | ",
        "postgres://u@localhost/a?sslmode=disable | azure | ",
        "postgres://u:x@db/a     | standard  | ",
        "postgres://u@db/a       | aws_iam   | auth_mode: is one of standard, azure, azure_msi",
        "postgres://u:x@db/a     | azure     | auth_mode: an access token is the password: remove",
        "postgres://u@db/a?sslmode=require   | azure | connection_url: sslmode must be verify-full",
        "postgres://u@db/a?sslmode=verify-ca | azure | connection_url: sslmode must be verify-full",
      })
  void aTokenIsSentToTheDatabaseAlone(String url, String mode, String problem) {
    if (problem == null) {
      assertThat(settings(url, "auth_mode", mode).authMode()).isNotNull();
    } else {
      assertThatThrownBy(() -> settings(url, "auth_mode", mode))
          .isInstanceOf(InvalidSettingsException.class)
          .hasMessageStartingWith(problem);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mysql://u@db/a              | connection_url: must be of the form postgres://",
        "postgres://u:secret@db      | connection_url: must be of the form postgres://",
        "postgres://u:secret@db:0/a  | connection_url: each host has a name and a port",
        "postgres://u:secret@db/a?x=1 | connection_url: has a parameter that is not one of",
        "postgres://u:secret@db/a?sslmode=no | connection_url: sslmode is one of",
        "postgres://u:s%zz@db/a      | connection_url: has a malformed percent sign",
        "postgres://db/a             | username: is required",
      })
  void refusesOtherUrlsWithoutRepeatingThem(String url, String problem) {
    assertThatThrownBy(() -> settings(url))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith(problem)
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "schema, A; schema: has small letters",
    "max_parallel, 0; max_parallel: is a number",
    "table, x; table: unknown key",
    "password_file, p; password_file: there is a password beside it",
  })
  void refusesOtherSettings(String name, String rest) {
    String[] parts = rest.split("; ", -1);
    assertThatThrownBy(() -> settings("postgres://u:x@db/a", name, parts[0]))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageStartingWith(parts[1]);
  }
}
