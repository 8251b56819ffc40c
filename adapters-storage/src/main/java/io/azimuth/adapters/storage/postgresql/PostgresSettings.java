package io.azimuth.adapters.storage.postgresql;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.InvalidSettingsException;
import io.azimuth.spi.PluginSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The settings of {@code storage "postgresql"}.
 *
 * @param user who logs in
 * @param password the fixed password, if there is one
 * @param passwordFile the file that holds the password, if there is one
 * @param schema where the tables are; the user's first one if empty
 * @param maxParallel the most connections for reads
 * @param directory against which paths in the URL are resolved
 */
record PostgresSettings(
    DatabaseUrl url,
    String user,
    DatabaseAuthMode authMode,
    Optional<SecretText> password,
    Optional<Path> passwordFile,
    Optional<String> schema,
    int maxParallel,
    Path directory) {

  private static final String URL = "connection_url";
  private static final String USER = "username";
  private static final String AUTH_MODE = "auth_mode";
  private static final String FIXED = "password";
  private static final String CHANGING = "password_file";
  private static final String SCHEMA = "schema";
  private static final String MAX_PARALLEL = "max_parallel";

  private static final List<String> SIGN_IN =
      List.of("tenant_id", "client_id", "client_secret", "azure_client_id");

  /** Known from other servers; here all servers share a database without it. */
  private static final String HA_ENABLED = "ha_enabled";

  private static final int PARALLEL = 16;
  private static final int MOST_PARALLEL = 256;
  private static final int CONNECT_SECONDS = 3;
  private static final int SOCKET_SECONDS = 10;
  private static final List<String> SSL_MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  static PostgresSettings of(PluginSettings settings) {
    requireSignIn(settings);
    settings.allowOnly(
        Set.of(URL, USER, AUTH_MODE, FIXED, CHANGING, SCHEMA, MAX_PARALLEL, HA_ENABLED));
    DatabaseUrl url =
        settings
            .text(URL)
            .map(DatabaseUrl::parse)
            .orElseThrow(() -> new InvalidSettingsException(URL, "is required"));
    Optional<SecretText> password = settings.text(FIXED).map(SecretText::of).or(url::password);
    Optional<Path> file = settings.path(CHANGING);
    if (password.isPresent() && file.isPresent()) {
      throw new InvalidSettingsException(CHANGING, "there is a password beside it");
    }
    PostgresSettings made =
        new PostgresSettings(
            url,
            settings
                .text(USER)
                .or(url::user)
                .orElseThrow(() -> new InvalidSettingsException(USER, "is required")),
            settings
                .text(AUTH_MODE)
                .map(text -> DatabaseAuthMode.of(AUTH_MODE, text))
                .orElse(DatabaseAuthMode.PASSWORD),
            password,
            file,
            settings.text(SCHEMA).map(PostgresSettings::schema),
            settings.text(MAX_PARALLEL).map(PostgresSettings::parallel).orElse(PARALLEL),
            settings.directory());
    made.requireFitRoots();
    made.tlsFiles().check();
    made.requireFitForTokens();
    return made;
  }

  // A token is good for other databases of its identity, too, and cannot be revoked.
  private void requireFitRoots() {
    boolean system = url.parameter("sslrootcert").filter("system"::equals).isPresent();
    if (!sslMode().equals("verify-full") && system) {
      throw new InvalidSettingsException(
          URL, "sslrootcert=system needs sslmode=verify-full: anybody has such a certificate");
    }
  }

  private void requireFitForTokens() {
    if (authMode != DatabaseAuthMode.ACCESS_TOKEN) {
      return;
    }
    if (password.isPresent() || passwordFile.isPresent()) {
      throw new InvalidSettingsException(
          AUTH_MODE, "an access token is the password: remove the other one");
    }
    if (isExposed()) {
      throw new InvalidSettingsException(
          URL, "sslmode must be verify-full for access tokens, or all hosts loopback addresses");
    }
  }

  // The server reads these keys itself and hands them over only where they change nothing.
  private static void requireSignIn(PluginSettings settings) {
    if (settings.text(AUTH_MODE).isEmpty()) {
      SIGN_IN.stream()
          .filter(key -> settings.text(key).isPresent())
          .findFirst()
          .ifPresent(
              key -> {
                throw new InvalidSettingsException(
                    key, "is for auth_mode = \"azure\", which is not set");
              });
    }
  }

  private static String schema(String text) {
    if (!text.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new InvalidSettingsException(
          SCHEMA, "has small letters, digits and underscores, and at most 63 of them");
    }
    return text;
  }

  private static int parallel(String text) {
    int number = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MOST_PARALLEL) {
      throw new InvalidSettingsException(MAX_PARALLEL, "is a number from 1 to " + MOST_PARALLEL);
    }
    return number;
  }

  /** How TLS is used: without a word about it, always, and the name of the host is verified. */
  String sslMode() {
    String standard =
        url.hosts().stream().allMatch(DatabaseUrl.Host::isLoopback) ? "prefer" : "verify-full";
    String mode = url.parameter("sslmode").orElse(standard);
    if (!SSL_MODES.contains(mode)) {
      throw new InvalidSettingsException(URL, "sslmode is one of " + String.join(", ", SSL_MODES));
    }
    return mode;
  }

  /** Whether somebody on the way to the database could read or change what is sent. */
  boolean isExposed() {
    return !sslMode().equals("verify-full")
        && !url.hosts().stream().allMatch(DatabaseUrl.Host::isLoopback);
  }

  /** A source of connections to the primary. */
  PGSimpleDataSource source(DatabaseLogin login) {
    PGSimpleDataSource source = new LoginSource(login);
    source.setServerNames(url.hosts().stream().map(DatabaseUrl.Host::name).toArray(String[]::new));
    source.setPortNumbers(url.hosts().stream().mapToInt(DatabaseUrl.Host::port).toArray());
    source.setDatabaseName(url.database());
    source.setTargetServerType("primary");
    source.setHostRecheckSeconds(1);
    source.setConnectTimeout(seconds("connect_timeout", CONNECT_SECONDS));
    source.setLoginTimeout(SOCKET_SECONDS);
    source.setSocketTimeout(SOCKET_SECONDS);
    source.setTcpKeepAlive(true);
    source.setPrepareThreshold(1);
    source.setReWriteBatchedInserts(false);
    source.setApplicationName(url.parameter("application_name").orElse("azimuth"));
    schema.ifPresent(source::setCurrentSchema);
    secure(source);
    return source;
  }

  private void secure(PGSimpleDataSource source) {
    source.setSslMode(sslMode());
    source.setSslfactory(DatabaseTls.class.getName());
    TlsMaterial files = tlsFiles();
    files.roots().ifPresent(file -> source.setSslRootCert(file.toString()));
    files.certificate().ifPresent(file -> source.setSslCert(file.toString()));
    files.key().ifPresent(file -> source.setSslKey(file.toString()));
  }

  private TlsMaterial tlsFiles() {
    return new TlsMaterial(
        url.parameter("sslrootcert").filter(file -> !file.equals("system")).map(this::file),
        url.parameter("sslcert").map(this::file),
        url.parameter("sslkey").map(this::file));
  }

  private Path file(String name) {
    return directory.resolve(name).toAbsolutePath().normalize();
  }

  private int seconds(String parameter, int standard) {
    return url.parameter(parameter)
        .map(
            text -> {
              if (!text.matches("[1-9][0-9]{0,2}")) {
                throw new InvalidSettingsException(URL, parameter + " is a number of seconds");
              }
              return Integer.parseInt(text);
            })
        .orElse(standard);
  }

  /**
   * The password of this moment: the file may change at any time.
   *
   * @throws IOException when the file cannot be read
   */
  SecretText currentPassword() throws IOException {
    if (passwordFile.isPresent()) {
      return SecretText.of(Files.readString(passwordFile.get(), StandardCharsets.UTF_8).strip());
    }
    return password.orElseGet(() -> SecretText.of(""));
  }

  /** Where and as whom; never the password. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
